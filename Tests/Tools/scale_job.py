"""Holds the Spark job of samples/scale against one process of plumb, on a local cluster of two workers.

usage: scale_job.py PLUMB CONVERSATIONS   (in an empty folder, with samples/scale on the PYTHONPATH)
"""
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

from pyspark.sql import SparkSession

from evaluate import evaluate

EXPRESSIONS = {"tier": "participant.attributes.tier", "order": "participant.attributes.custom_order_id",
               "id": "conversation.id", "number": "ToInt(participant.attributes.tier)"}
BAD = "{\"id\": \"cut in the mid"


def conversations(folder, count):
    """As many lines as are asked for, all different; one in the middle is cut."""
    samples = [json.loads(path.read_text()) for path in sorted(pathlib.Path(folder).glob("*.json"))]
    samples = [sample for sample in samples if isinstance(sample, dict) and sample.get("participants")]
    for number in range(count):
        if number == count // 2:
            yield BAD
            continue
        sample = dict(samples[number % len(samples)], id=f"c{number:07}-0000-4000-8000-000000000000")
        yield json.dumps(sample, ensure_ascii=False)


def rows_of_one_process(plumb, path):
    command = [plumb, "eval", "--ndjson", path, "--columns", "--format", "jsonl", "--bad-lines", "report"]
    for name, expression in EXPRESSIONS.items():
        command += ["-e", f"{name}={expression}"]
    started = time.monotonic()
    run = subprocess.run(command, capture_output=True)
    took = time.monotonic() - started
    # The number is none in many conversations.
    assert run.returncode == 3, run.stderr[-1000:]
    lines = run.stdout.splitlines()
    columns = ["key", "error"] + [column for name in EXPRESSIONS for column in (name, name + "_cause")]
    rows = [json.loads(line) for line in lines]
    return [[row.get(column) for column in columns] for row in rows], took


def texts(rows):
    """What can be compared: the place in an error is that in a partition."""
    def text(value):
        return "error" if isinstance(value, dict) or str(value).startswith("{") else str(value)
    return sorted([text(value) for value in row] for row in rows)


def rows(folder, session):
    return [list(row) for row in session.read.parquet(folder).collect()]


def wrapper(name, text):
    path = pathlib.Path(name)
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return str(path.resolve())


def main():
    plumb, samples = sys.argv[1:]
    os.environ["PYSPARK_PYTHON"] = sys.executable  # Where the workers have pandas.
    pathlib.Path("many.ndjson").write_text("\n".join(conversations(samples, 20_000)) + "\n")
    expected, alone = rows_of_one_process(plumb, "many.ndjson")
    assert len(expected) == 20_000 and sum(row[1] is not None for row in expected) == 1
    session = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("plumb")
               .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
               .config("spark.sql.files.maxPartitionBytes", "4m")
               .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"]).getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    lines = session.read.text("many.ndjson")

    started = time.monotonic()
    evaluate(lines, EXPRESSIONS, plumb).write.parquet("all.parquet")
    took = time.monotonic() - started
    found = rows("all.parquet", session)
    assert texts(found) == texts(expected), "the cluster tells other rows than one process"
    error = next(row[1] for row in found if row[1] is not None)
    print(f"20,000 conversations: {lines.rdd.getNumPartitions()} partitions, {took:.1f} s; one process {alone:.2f} s")
    print(f"the line that is cut: {error}")

    evaluate(lines.limit(3).repartition(8), EXPRESSIONS, plumb).write.parquet("few.parquet")
    assert len(rows("few.parquet", session)) == 3
    print("empty partitions: 3 rows of 8 partitions")

    failing = wrapper("failing", "head -n 5 >/dev/null; echo 'out of luck' >&2; exit 7\n")
    try:
        evaluate(lines, EXPRESSIONS, failing).write.parquet("failed.parquet")
    except Exception as failure:
        assert "plumb ended with 7: out of luck" in str(failure), failure
        print("a child that fails: its code and what it said are in the failure of the job")
    else:
        raise AssertionError("a failed child was not told")

    # One of the two workers is lost while it works.
    slow = wrapper("slow", f"sleep 2\nexec {plumb} \"$@\"\n")

    def lose_a_worker():
        time.sleep(3)
        executors = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend.*--executor-id"],
                                   capture_output=True, text=True).stdout.split()
        os.kill(int(executors[0]), 9)
    thread = threading.Thread(target=lose_a_worker)
    thread.start()
    evaluate(lines, EXPRESSIONS, slow).write.parquet("lost.parquet")
    thread.join()
    assert texts(rows("lost.parquet", session)) == texts(expected), "a lost worker lost or doubled rows"
    print("a lost worker: the same rows")
    session.stop()


if __name__ == "__main__":
    main()
