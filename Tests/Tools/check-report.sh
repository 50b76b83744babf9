#!/bin/sh
# Looks at pages of `plumb report` in Chromium: the one of the samples, one of hostile names, and one of 1,000 flows.
#
# usage: check-report.sh PLUMB [PICTURES]   (from the root of the repository; Debian's packages are installed where they
# are missing, Selenium and axe from PyPI into an environment of its own; screenshots go to PICTURES)
set -eu
plumb=$(realpath "$1")
tools=$PWD/Tests/Tools
sh "$tools/setup.sh" chromium chromium-driver python3-venv

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
  echo "check-report.sh: $1" >&2
  exit 1
}

"$plumb" test samples/tests --output json="$folder/tests.json" --coverage-output json="$folder/coverage.json" >/dev/null
"$plumb" report samples/flows samples/lint/attribute-case-variant --to "$folder/samples.html" --tests "$folder/tests.json" \
  --coverage "$folder/coverage.json" --diff samples/diff/order-tracking.yaml

mkdir "$folder/hostile" "$folder/many"
python3 - "$folder" <<'END'
import pathlib, sys

folder = pathlib.Path(sys.argv[1])
names = ["</script><script>document.title = 'hostile'</script>", "<img src=x onerror=\"document.title = 'hostile'\">",
         "\u202eevil\u2066 \u2028 name", "'\"--></style></svg></title><b><i>", "javascript:alert(1)"]
flow = pathlib.Path("samples/flows/order-tracking.yaml").read_text()


def quoted(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


for number, name in enumerate(names):
    text = flow
    for word in ["Order tracking", "Greeting", "Order known?", "Leave a mark"]:
        text = text.replace(f"name: {word}\n", f"name: {quoted(name)}\n")
    text = text.replace("lit: tier\n", f"lit: {quoted(name)}\n").replace("lit: lookup_failed\n", f"lit: {quoted(name)}\n")
    (folder / "hostile" / f"{number}.yaml").write_text(text)
samples = sorted(pathlib.Path("samples/flows").glob("*.yaml"))
for number in range(1000):
    sample = samples[number % len(samples)]
    (folder / "many" / f"{sample.stem}-{number:04}.yaml").write_text(sample.read_text())
END
"$plumb" report "$folder/hostile" --to "$folder/hostile.html" --title "</title><script>alert(1)</script>" >/dev/null
start=$(date +%s%N)
"$plumb" report "$folder/many" --to "$folder/many.html" >/dev/null
took=$((($(date +%s%N) - start) / 1000000))
size=$(stat -c %s "$folder/many.html")
echo "1,000 flows: $took ms, $((size / 1024)) KB"
[ "$size" -le 20000000 ] || fail "the page of 1,000 flows has $size bytes, more than 20 MB"
"$plumb" report "$folder/many" --to "$folder/again.html" >/dev/null
# The addresses in a page are its own, so that the same flows give the same bytes under any name.
cmp "$folder/many.html" "$folder/again.html" || fail "the same flows gave other bytes"

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet selenium==4.51.0 axe-core-python==0.1.0
HOME=$folder "$folder/venv/bin/python" "$tools/report_page.py" "$folder" ${2:+"$2"}
