#!/bin/sh
# Runs the Spark job of samples/scale on a local cluster of two workers and holds what it writes against one process of
# plumb. usage: check-scale.sh PLUMB
# Needs a Java runtime and python3-venv, which Tests/Tools/setup.sh installs, and PyPI for Spark.
set -eu
plumb=$(realpath "$(command -v "$1")")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh "$root/Tests/Tools/setup.sh" openjdk-17-jre-headless procps python3-venv
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyspark==4.3.0 pandas==2.3.3 pyarrow==26.0.1
cd "$work"
PYTHONPATH="$root/samples/scale" "$work/venv/bin/python" "$root/Tests/Tools/scale_job.py" "$plumb" "$root/samples/conversations"
