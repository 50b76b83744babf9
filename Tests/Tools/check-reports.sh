#!/bin/sh
# Holds what `plumb test` writes against the programs that read it: lcov and genhtml, Perl's prove, diff-cover, pycobertura
# and junitparser. usage: check-reports.sh PLUMB
# Needs lcov, perl and python3-venv, which Tests/Tools/setup.sh installs, and PyPI for the readers in Python.
set -eu
plumb=$(realpath "$(command -v "$1")")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh "$root/Tests/Tools/setup.sh" lcov perl python3-venv
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check diff-cover==11.0.1 pycobertura==4.1.0 junitparser==5.0.3

# diff-cover compares with a commit: a small repository of the samples, in which a line of a flow is changed.
cp -r "$root/samples" "$work/samples"
cd "$work"
git init -q -b main .
git add samples
git -c user.name=check -c user.email=check@example.com commit -q -m samples
sed -i 's/name: Ask for the number/name: Ask for it/' samples/flows/order-tracking.yaml

status=0
"$plumb" test samples/tests --output junit=junit.xml --output tap=tests.tap --coverage-output lcov=lcov.info \
  --coverage-output cobertura=cobertura.xml --coverage-output html=coverage.html >text 2>errors || status=$?
# The changed line makes one test fail: both kinds of results are to be read.
if [ "$status" -ne 1 ] || [ -s errors ]; then
  cat text errors >&2
  exit 1
fi
passed=$(sed -n 's/.*: \([0-9]*\) passed.*/\1/p' text)

echo "lcov $(lcov --version | sed 's/.* //')"
lcov --rc lcov_branch_coverage=1 --summary lcov.info 2>&1 | grep -E 'lines|functions|branches'
genhtml --quiet --branch-coverage --rc genhtml_branch_coverage=1 -o genhtml lcov.info
grep -q 'order-tracking.yaml' genhtml/index.html genhtml/*/index.html

echo "prove"
prove --exec cat tests.tap >prove.out 2>&1 && exit 1
grep -q 'Failed 1/8 subtests' prove.out

echo "junitparser, pycobertura"
"$work/venv/bin/python" - "$passed" <<'END'
import sys
from junitparser import JUnitXml, Failure
from pycobertura import Cobertura
xml = JUnitXml.fromfile("junit.xml")
cases = [case for suite in xml for case in suite]
failed = [case for case in cases if any(isinstance(result, Failure) for result in case.result)]
assert len(cases) == xml.tests == 8 and len(failed) == xml.failures == 1, (len(cases), failed)
assert len(cases) - len(failed) == int(sys.argv[1])
assert failed[0].result[0].text.startswith("samples/tests/order-tracking.yaml:"), failed[0].result[0].text
report = Cobertura("cobertura.xml")
files = sorted(report.files())
assert files == ["samples/flows/delivery-bot.yaml", "samples/flows/order-tracking.yaml"], files
for file in files:
    assert 0 < report.line_rate(file) <= 1 and 0 < report.branch_rate(file) <= 1
    print(file, "lines", report.line_rate(file), "ways", report.branch_rate(file))
END

echo "diff-cover"
for report in cobertura.xml lcov.info; do
  "$work/venv/bin/diff-cover" "$report" --compare-branch main --format json:diff.json >/dev/null
  "$work/venv/bin/python" - <<'END'
import json
report = json.load(open("diff.json"))
assert list(report["src_stats"]) == ["samples/flows/order-tracking.yaml"], report
assert report["total_num_lines"] == 1 and report["total_percent_covered"] == 100, report
END
done
echo "all readers agree"
