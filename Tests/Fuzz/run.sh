#!/bin/sh
# Fuzzes: Tests/Fuzz/run.sh [SECONDS] [TARGET…]
#
# Without a target all of the table below, two at a time, each for so many seconds. First what was found once
# (findings/TARGET) is tried again. The corpus grows in .build/fuzz/TARGET; a log lies beside it. A crash, a hang or too
# much memory leaves its input, made small, in findings/TARGET, to be kept with what mends it, and ends with 1.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/Tests/Fuzz
out=$root/.build/fuzz

# Each target: its file, which stands before a dash; its modules, without those that they depend on; the most bytes of an
# input; what it starts from: the expressions of the tests, or files of the repository.
table() {
  cat <<'END'
ParserFuzz          Expressions     400   expressions
CheckerFuzz         Expressions     400   expressions
EvaluatorFuzz       Expressions     400   expressions
ConversationFuzz    Diagnosis       4000  samples/conversations/*.json
FlowFuzz-yaml       Linting         8000  samples/flows/*.yaml samples/lint/*/*.yaml
FlowFuzz-json       Linting         8000  samples/flows/*.json samples/lint/*/*.json
FlowFuzz-xml        Linting         8000  samples/flows/*.xml samples/lint/*/*.xml
FlowFuzz-i3         Linting         8000  samples/flows/*.json samples/lint/*/*.json
LspFuzz             LanguageServer  4000  Tests/Fuzz/seeds/LspFuzz/*
SkimFuzz            Conversations   2000  samples/conversations/*.json
JSONFuzz            JSON            2000  samples/conversations/*.json
DecimalFuzz         Expressions     160   -
ArchiveFuzz         Documents       400   -
ScriptFuzz          Scripting       2000  samples/flows/*.script samples/flows/*.custom.json samples/lint/*/*.json
EditFuzz            Linting         8000  samples/flows/*.yaml samples/lint/*/*.yaml
ConfigurationFuzz   Linting         2000  samples/config/*.yaml
TestFileFuzz        Simulation      4000  samples/tests/*.yaml
ErrorBodyFuzz       JSON            600   -
END
}

# The rows of the targets that are named, of all where none is.
rows() {
  [ $# -gt 0 ] || set -- '.*'
  for name; do
    table | grep -E "^$name " || { echo "run.sh: there is no target ‘$name’" >&2 && exit 2; }
  done
}

# The Swift modules that modules consist of, lowest first, as CONTRIBUTING.md tells what depends on what.
modules() {
  awk -F ' *[|] *' -v wanted="$*" '
    NF >= 5 { rows[++count] = $2 "," $4 }
    END {
      for (n = split(wanted, names, " "); n > 0; n--) isWanted[names[n]] = 1
      for (row = count; row > 0; row--) {
        n = split(rows[row], names, /, */)
        if (names[1] in isWanted) while (n > 1) isWanted[names[n--]] = 1
      }
      if ("SystemPackage" in isWanted) print "SystemPackage"
      for (row = 1; row <= count; row++) {
        split(rows[row], names, /, */)
        if (names[1] in isWanted && names[1] !~ /^C[A-Z]/) print names[1]
      }
    }' "$root/CONTRIBUTING.md"
}

system=$root/.build/checkouts/swift-system/Sources
features=$(for feature in ExistentialAny MemberImportVisibility InternalImportsByDefault \
  NonisolatedNonsendingByDefault InferIsolatedConformances; do echo "-enable-upcoming-feature $feature"; done)
compile() {
  # shellcheck disable=SC2046
  swiftc -O -g -swift-version 6 -sanitize=fuzzer -parse-as-library -I . \
    -I "$root/Sources/CByteMasks/include" -I "$root/Sources/CPlatform/include" -I "$system/CSystem/include" \
    -I "$root/Sources/CLibXML2" -I "$root/Sources/CLibYAML" -I "$root/Sources/CZLib" \
    $(pkg-config --cflags libxml-2.0 yaml-0.1 zlib | sed 's/-I/-Xcc -I/g') "$@"
}

# Compiles a module if its sources, or a module that it depends on, are newer than it.
compile_module() {
  sources=$root/Sources/$1
  echo "-package-name plumb $features" >"$1.options"
  if [ "$1" = SystemPackage ]; then
    sources=$system/System
    [ -d "$sources" ] || swift package --package-path "$root" resolve
    clang -O -I "$system/CSystem/include" -c -o CSystem.o "$system/CSystem/shims.c"
    # As its own manifest has it.
    { echo "-D SYSTEM_PACKAGE -suppress-warnings -enable-experimental-feature Lifetimes"
      sed -n 's/^  Available("\([0-9.]*\)", "\(.*\)"\(, ".*"\)*),$/"AvailabilityMacro=System \1:macOS 10.10"/p' \
        "$system/../Package.swift" | sed 's/^/-enable-experimental-feature /'
    } >"$1.options"
  fi
  below=$(for module in $(modules "$1"); do [ "$module" = "$1" ] || echo "$module.o"; done)
  # shellcheck disable=SC2086
  [ ! -f "$1.o" ] || [ -n "$(find "$sources" $below -newer "$1.o")" ] || return 0
  echo "compiling $1"
  # shellcheck disable=SC2046
  compile "@$1.options" -wmo -enable-testing -module-name "$1" -emit-module -emit-module-path "$1.swiftmodule" \
    -c -o "$1.o" $(find "$sources" -name '*.swift')
}

# Compiles a target of a name with its modules.
build() {
  for module in $(modules "$2"); do compile_module "$module"; done
  define=
  case $1 in *-i3) define=-DENCODED ;; esac
  objects=$(modules "$2" | sed 's/$/.o/; s/^SystemPackage.o/& CSystem.o/')
  # Files beside the target's own, of modules that it cannot have whole.
  sources=$(sed "s|^|$root/|" "$here/Support/$1.sources" 2>/dev/null || true)
  # shellcheck disable=SC2046,SC2086
  compile -package-name plumb $features $define -o "$1.run" "$here/${1%-*}.swift" "$here"/Support/*.swift $sources $objects \
    $(pkg-config --libs libxml-2.0 yaml-0.1 zlib)
}

# Puts what a target starts from into its corpus.
seed() {
  mkdir -p "$1"
  if [ "$2" = - ]; then
    return
  elif [ "$2" = expressions ]; then
    grep -ho '"[^"]*"' "$root"/Tests/ExpressionsTests/Syntax/*Tests.swift | sed 's/^"//; s/"$//' | sort -u
  else
    # shellcheck disable=SC2086
    (cd "$root" && find $2 -size -8k)
  fi | while IFS= read -r seed; do
    if [ "$2" = expressions ]; then printf '%s' "$seed"; else cat "$root/$seed"; fi >"$1/seed"
    mv "$1/seed" "$1/seed-$(cksum <"$1/seed" | tr ' ' -)"
  done
}

# Runs a target: its seconds, its name, the most bytes of an input. Tells in one line what came of it.
run() {
  name=$2 kept=$here/findings/$2
  options="-max_len=$3 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix=$name.found/"
  [ ! -f "$here/Support/${name%-*}.dict" ] || options="$options -dict=$here/Support/${name%-*}.dict"
  rm -rf "$name.found"
  mkdir "$name.found"
  # The runtime would print a backtrace before the fuzzer keeps the input.
  export SWIFT_BACKTRACE=enable=no
  code=0
  {
    # What was found is tried again; then two thirds of the time and one, to see what the last one still found.
    # shellcheck disable=SC2086
    { [ ! -d "$kept" ] || find "$kept" -type f -exec "./$name.run" $options {} +; } &&
      "./$name.run" $options -max_total_time=$(($1 * 2 / 3)) "$name" &&
      "./$name.run" $options -max_total_time=$(($1 - $1 * 2 / 3)) "$name"
  } >"$name.log" 2>&1 || code=1
  awk -v name="$name" '
    /INITED/ { match($0, /cov: [0-9]+/); first = substr($0, RSTART + 5, RLENGTH - 5) }
    / cov: / { match($0, /cov: [0-9]+/); last = substr($0, RSTART + 5, RLENGTH - 5) }
    /^stat::number_of_executed_units/ { runs += $2 }
    /^stat::slowest_unit_time_sec/ && $2 > slowest { slowest = $2 }
    /^stat::peak_rss_mb/ && $2 > memory { memory = $2 }
    END {
      printf "%-18s %10d runs   slowest input %d s   memory %4d MB   %6d edges, %d of them in the last third\n",
        name, runs, slowest, memory, last, last - first
    }' "$name.log"
  [ "$code" = 1 ] || return 0
  mkdir -p "$kept"
  for found in "$name.found"/*; do
    [ -f "$found" ] || continue
    case $found in
      */crash-*)
        # shellcheck disable=SC2086
        "./$name.run" $options -minimize_crash=1 -max_total_time=30 -exact_artifact_path="$found.small" "$found" \
          >"$name.small.log" 2>&1 || true
        [ ! -s "$found.small" ] || found=$found.small
        ;;
    esac
    cp "$found" "$kept/"
    echo "  $kept/$(basename "$found"), see $out/$name.log"
  done
  grep -m 3 -E 'ERROR: libFuzzer|Fatal error' "$name.log" | sed 's/^/  /' || true
  return 1
}

mkdir -p "$out"
cd "$out"
if [ "${1:-}" = -run ]; then
  shift
  run "$@"
  exit
fi
seconds=${1:-60}
[ $# -eq 0 ] || shift
chosen=rows.$$
trap 'rm -f "$chosen"' EXIT
rows "$@" >"$chosen"
while read -r name needed _ seeds; do
  build "$name" "$needed"
  seed "$name" "$seeds"
done <"$chosen"
awk -v seconds="$seconds" '{ print "-run", seconds, $1, $3 }' "$chosen" | xargs -P 2 -L 1 sh "$here/run.sh"
