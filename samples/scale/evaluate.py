"""Evaluates Architect expressions on conversations with plumb, in each partition of a Spark job.

usage: spark-submit evaluate.py INPUT OUTPUT NAME=EXPRESSION...

INPUT: NDJSON, a conversation a line. OUTPUT: a folder for Parquet, with the columns key, error, and for each expression
NAME and NAME_cause. The column error holds why a line could not be used. PLUMB names the executable on the workers.
"""
import collections
import json
import os
import subprocess
import sys
import threading

import pandas
from pyspark.sql import SparkSession


def evaluate(lines, expressions, plumb):
    """Hands a frame of lines, column `value`, to one plumb a partition; gives a frame of what it answers."""
    columns = ["key", "error"] + [column for name in expressions for column in (name, name + "_cause")]
    command = [plumb, "eval", "--ndjson", "-", "--columns", "--format", "jsonl", "--bad-lines", "report"]
    for name, expression in expressions.items():
        command += ["-e", f"{name}={expression}"]

    def partition(frames):
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        last = collections.deque(maxlen=100)
        failure = []
        asked = answered = 0

        # Each pipe has a thread of its own: who writes to a full one while nobody reads the other would wait for ever.
        def feed():
            nonlocal asked
            try:
                with child.stdin as pipe:
                    for frame in frames:
                        texts = [text.encode() + b"\n" for text in frame["value"] if text.strip()]
                        asked += len(texts)
                        pipe.writelines(texts)
            except BrokenPipeError:
                pass  # The exit code tells why.
            except BaseException as error:  # What the input failed with must end the task, or rows would be lost.
                failure.append(error)
        threads = [threading.Thread(target=feed), threading.Thread(target=lambda: last.extend(child.stderr))]
        for thread in threads:
            thread.start()
        try:
            rows = []
            for line in child.stdout:
                row = json.loads(line)
                answered += 1
                rows.append({name: value if value is None or isinstance(value, str) else json.dumps(value)
                             for name, value in row.items()})
                if len(rows) == 10_000:
                    yield pandas.DataFrame(rows, columns=columns, dtype=object)
                    rows = []
            for thread in threads:
                thread.join()
            if failure:
                raise failure[0]
            # It ends with 3 also where an expression failed on some conversation, which then has the cause.
            if child.wait() not in (0, 3) or answered != asked:
                raise RuntimeError(f"plumb ended with {child.returncode}: {b''.join(last).decode(errors='replace')}")
            yield pandas.DataFrame(rows, columns=columns, dtype=object)
        finally:
            child.kill()  # Where the task is ended from outside.

    return lines.mapInPandas(partition, ", ".join(f"`{column}` string" for column in columns))


if __name__ == "__main__":
    if len(sys.argv) < 4 or not all("=" in argument for argument in sys.argv[3:]):
        sys.exit(__doc__)
    wanted = dict(argument.split("=", 1) for argument in sys.argv[3:])
    session = SparkSession.builder.appName("plumb").getOrCreate()
    frame = session.read.text(sys.argv[1], lineSep="\n")
    evaluate(frame, wanted, os.environ.get("PLUMB", "plumb")).write.parquet(sys.argv[2])
