#!/bin/sh
# Fuzzes one target: Tests/Fuzz/run.sh [SECONDS] [TARGET] [FORMAT]
#
# Targets are the files of this folder. FlowFuzz takes a format, whose samples it starts from: yaml, json, xml, i3.
# The corpus grows in .build/fuzz/TARGET-FORMAT; a crash leaves its input there as crash-….
set -eu
seconds=${1:-60}
target=${2:-ParserFuzz}
format=${3:-}
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$root/.build/fuzz
name=$target${format:+-$format}
mkdir -p "$out/$name"
cd "$out"

features="-enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature NonisolatedNonsendingByDefault
  -enable-upcoming-feature InferIsolatedConformances -I $root/Sources/CByteMasks/include"
libraries=
case $target in
  FlowFuzz) modules="SourceText JSON Expressions Scripting Documents Attributes Flows Linting" length=8000 ;;
  ConversationFuzz) modules="SourceText JSON Expressions Attributes Conversations Scripting Documents Flows Diagnosis" length=4000 ;;
  *) modules="SourceText JSON Expressions" length=400 ;;
esac
case $modules in
  *Documents*)
    features="$features $(pkg-config --cflags libxml-2.0 yaml-0.1 zlib | sed 's/-I/-Xcc -I/g')"
    for library in CLibXML2 CLibYAML CZLib; do features="$features -I $root/Sources/$library"; done
    libraries=$(pkg-config --libs libxml-2.0 yaml-0.1 zlib)
    ;;
esac
objects=
built=
for module in $modules; do
  objects="$objects $module.o"
  # What is newer than its sources stays, unless a module below it was built anew.
  [ -n "$built" ] || [ ! -f "$module.o" ] || [ -n "$(find "$root/Sources/$module" -newer "$module.o")" ] || continue
  built=1
  # shellcheck disable=SC2046,SC2086
  swiftc -O -g -wmo -swift-version 6 $features -sanitize=fuzzer -parse-as-library -package-name plumb \
    -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" -c -o "$module.o" -I . \
    $(find "$root/Sources/$module" -name '*.swift')
done
define=
[ "$format" != i3 ] || define="-D ENCODED"
# shellcheck disable=SC2086
swiftc -O -g -swift-version 6 $features $define -sanitize=fuzzer -parse-as-library -package-name plumb -I . \
  -o "$name.run" "$root/Tests/Fuzz/$target.swift" $objects $libraries

case $target in
  FlowFuzz)
    extension=$format
    [ "$format" != i3 ] || extension=json
    find "$root/samples/flows" "$root/samples/lint" -name "*.$extension" -size -8k |
      while IFS= read -r seed; do cp "$seed" "$name/seed-$(cksum <"$seed" | cut -d' ' -f1)"; done
    ;;
  ConversationFuzz)
    find "$root/samples/conversations" -name '*.json' -size -4k |
      while IFS= read -r seed; do cp "$seed" "$name/seed-$(cksum <"$seed" | cut -d' ' -f1)"; done
    ;;
  *)
    # A seed for each expression that stands in a table of the tests.
    grep -ho '"[^"]*"' "$root"/Tests/ExpressionsTests/Syntax/*Tests.swift | sed 's/^"//; s/"$//' | sort -u |
      while IFS= read -r seed; do
        printf '%s' "$seed" >"$name/seed-$(printf '%s' "$seed" | cksum | cut -d' ' -f1)"
      done
    ;;
esac
# The runtime would print a backtrace before the fuzzer keeps the input.
export SWIFT_BACKTRACE=enable=no
exec "./$name.run" -max_total_time="$seconds" -max_len="$length" -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix="$name/" "$name"
