#!/bin/sh
# Fuzzes one target: Tests/Fuzz/run.sh [SECONDS] [TARGET]
# The corpus grows in .build/fuzz/TARGET; a crash leaves its input there as crash-….
set -eu
seconds=${1:-60}
target=${2:-ParserFuzz}
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$root/.build/fuzz
mkdir -p "$out/$target"
cd "$out"

features="-enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature NonisolatedNonsendingByDefault
  -enable-upcoming-feature InferIsolatedConformances"
objects=
for module in SourceText JSON Expressions; do
  # shellcheck disable=SC2046,SC2086
  swiftc -O -g -wmo -swift-version 6 $features -sanitize=fuzzer -parse-as-library -package-name plumb \
    -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" -c -o "$module.o" -I . \
    $(find "$root/Sources/$module" -name '*.swift')
  objects="$objects $module.o"
done
# shellcheck disable=SC2086
swiftc -O -g -swift-version 6 -sanitize=fuzzer -parse-as-library -I . -o "$target.run" "$root/Tests/Fuzz/$target.swift" \
  $objects

# A seed for each expression that stands in a table of the tests.
grep -ho '"[^"]*"' "$root"/Tests/ExpressionsTests/Syntax/*Tests.swift | sed 's/^"//; s/"$//' | sort -u |
  while IFS= read -r seed; do
    printf '%s' "$seed" >"$target/seed-$(printf '%s' "$seed" | cksum | cut -d' ' -f1)"
  done
exec "./$target.run" -max_total_time="$seconds" -max_len=400 -timeout=5 -artifact_prefix="$target/" "$target"
