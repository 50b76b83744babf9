"""Prints one table of what things take: inside of the library, and as commands beside the tools that one would take instead.

usage: bench.py PLUMB FOLDER [FLOWS]   (from the root of the repository)

PLUMB is a release build. FOLDER keeps what is made for it; FLOWS are linted in place of flows made here. Commands of one
row run by turns, A B C A B C …, so that a change of the machine's speed meets all alike; their figures are medians, and a
peer's that of the ratios turn by turn. Peers that are not installed (gojq, jq, duckdb, orjson, ast-grep) are left out, and
so is one that gives another answer.
"""
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

PATH = "conversation.participants.customer.attributes.tier"
JQ = '(.participants|map(select(.purpose=="customer"))|first|.attributes.tier) // ""'
ORJSON = """import orjson, sys
for line in open(sys.argv[1], "rb"):
    people = orjson.loads(line)["participants"]
    print(next((p["attributes"].get("tier") for p in people if p["purpose"] == "customer"), None) or "")"""
DUCKDB = """import duckdb, sys
rows = duckdb.sql("select coalesce((list_filter(json_extract(json, '$.participants[*]'), lambda p: (p->>'$.purpose')='customer')[1])"
                  f"->>'$.attributes.tier', '') from read_ndjson_objects('{sys.argv[1]}')").fetchall()
print("\\n".join(row[0] for row in rows))"""
PATTERN = 'id: from\nlanguage: yaml\nrule: {kind: plain_scalar, regex: "from\\\\.attributes"}\n'


# What is measured

def conversation(chance, number, participants):
    """One as the API gives it: of each participant a leg of a call and 4 to 25 attributes."""
    def participant(place):
        purpose = (["customer"] + ["ivr", "acd", "agent"] * participants)[place]
        attributes = {f"{purpose} key {key}": f"“{key}” of {number}" for key in range(chance.randint(4, 25))}
        if purpose == "customer" and chance.random() < 0.8:
            attributes["tier"] = chance.choice(["gold", "silver"])
        moment = f"2026-03-02T10:{place:02}:00.000Z"
        segments = [{"type": "interact", "startTime": moment, "howEnded": "transfer"}] * chance.randint(1, 4)
        return {"id": f"{number:08}-{place:04}-4000-8000-000000000000", "purpose": purpose, "startTime": moment,
                "name": f"Zoë \"{place}\"", "wrapupRequired": False, "attributes": attributes, "chats": [], "messages": [],
                "calls": [{"id": f"leg-{place}", "state": "terminated", "held": False, "segments": segments}]}
    return {"id": f"{number:08}-0000-4000-8000-000000000000", "startTime": "2026-03-02T10:00:00.000Z",
            "participants": [participant(place) for place in range(participants)]}


def flow(chance, number):
    """One in Archy YAML, of states with a dozen actions each."""
    variables = "".join(
        f"    - stringVariable: {{name: Flow.field{index}, initialValue: {{noValue: true}}}}\n" for index in range(8))
    states = ""
    for state in range(chance.randint(2, 20)):
        actions = "".join(f"""
          - updateData:
              name: Remember {state}.{step}
              statements:
                - string: {{variable: Flow.field{step}, value: {{exp: 'Append(Flow.field{(step + 1) % 8}, "-{step}")'}}}}
          - decision:
              name: Known {state}.{step}?
              condition: {{exp: 'IsNotSetOrEmpty(Flow.field{step}) or Length(Flow.field{step}) > {state}'}}
              outputs:
                yes:
                  actions:
                    - setParticipantData:
                        name: Tell {state}.{step}
                        attributes:
                          - attribute: {{name: {{lit: field_{step}}}, value: {{exp: Flow.field{step}}}}}
                no: {{actions: [{{disconnect: {{name: Goodbye}}}}]}}""" for step in range(6))
        states += f"""    - state:
        name: State {state}
        refId: State{state}_10
        actions:{actions}
"""
    return f"""inboundShortMessage:
  name: Orders {number}
  startUpRef: "/inboundShortMessage/states/state[State0_10]"
  defaultLanguage: en-us
  variables:
{variables}  states:
{states}"""


def make_data(folder):
    """Makes the same files each time: one conversation, many, many small ones, flows."""
    chance = random.Random(1)
    folder.mkdir(parents=True, exist_ok=True)
    one = conversation(chance, 0, 12)
    one["participants"][0]["attributes"]["tier"] = "gold"
    (folder / "one.json").write_text(json.dumps(one, indent=1))
    with open(folder / "many.ndjson", "w") as file:
        for number in range(10_000):
            print(json.dumps(conversation(chance, number, chance.randint(4, 12)), ensure_ascii=False), file=file)
    with open(folder / "small.ndjson", "w") as file:
        for number in range(200_000):
            people = [{"id": "a", "purpose": "customer", "attributes": {"language": "en", "tier": f"t{number % 3}"}},
                      {"id": "b", "purpose": "agent"}]
            print(json.dumps({"id": f"{number:08}-0000-4000-8000-000000000000", "participants": people}), file=file)
    (folder / "pattern.yml").write_text(PATTERN)
    (folder / "flows").mkdir(exist_ok=True)
    for number in range(200):
        (folder / "flows" / f"{number:03}.yaml").write_text(flow(chance, number))
    # The largest flow that a user is likely to have open.
    large = random.Random(2)
    large.randint = lambda _, most: most * 2
    (folder / "large.yaml").write_text(flow(large, 0))


# Commands

def turns(commands, count):
    """The seconds of each command, turn by turn."""
    times = {name: [] for name in commands}
    for turn in range(count + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if turn > 0:  # The first reads the files from the disk.
                times[name].append(time.perf_counter() - started)
    return times


def answer(command):
    text = subprocess.run(command, capture_output=True, text=True).stdout
    return [line.replace("null", "") for line in text.rstrip("\n").split("\n")]


def has(command):
    """Whether a peer is there, its module included."""
    if not shutil.which(command[0]):
        return False
    module = re.match(r"import (\w+)", command[2]) if command[1:2] == ["-c"] else None
    return not module or subprocess.run([command[0], "-c", module[0]], stderr=subprocess.DEVNULL).returncode == 0


def row(name, plumb, peers, count, is_answer=True):
    """One row: Plumb's time, and what the others take of it."""
    peers = {peer: command for peer, command in peers.items() if has(command)}
    if is_answer:
        expected = answer(plumb)
        for peer in [peer for peer, command in peers.items() if not peer.startswith("`wc") and answer(command) != expected]:
            print(f"bench.py: {peer} gives another answer", file=sys.stderr)
            del peers[peer]
    times = turns({"plumb": plumb, **peers}, count)
    own = times.pop("plumb")
    ratios = [(statistics.median(other / mine for other, mine in zip(their, own)), peer) for peer, their in times.items()]
    others = ", ".join(f"{peer} {ratio:.2f}×" for ratio, peer in sorted(ratios))
    print(f"| {name} | {shown(statistics.median(own))} | {others} |", flush=True)


def command_rows(plumb, folder, flows):
    one, many, small = folder / "one.json", folder / "many.ndjson", folder / "small.ndjson"
    row("start", [plumb, "--version"], {"`true`": ["/bin/true"], "`gojq`": ["gojq", "--version"], "`jq`": ["jq", "--version"],
                                        "Python": ["python3", "-c", "pass"]}, 30, is_answer=False)
    row(f"an expression on a conversation of {size(one)}", [plumb, "eval", PATH, one],
        {"`gojq`": ["gojq", "-r", JQ, one], "`jq`": ["jq", "-r", JQ, one]}, 30)
    for name, file in [("10,000 conversations", many), ("200,000 small ones", small)]:
        row(f"{name}, {size(file)}", [plumb, "eval", PATH, "--ndjson", file],
            {"`wc -l`": ["wc", "-l", file], "Python, orjson": ["python3", "-c", ORJSON, file], "`jq`": ["jq", "-r", JQ, file],
             "DuckDB": ["python3", "-c", DUCKDB, file], "`gojq`": ["gojq", "-r", JQ, file]}, 5)
    other = PATH.replace("tier", "language")
    three = [plumb, "eval", "-e", PATH, "-e", "conversation.id", "-e", other, "--ndjson", many]
    row("10,000 conversations, three expressions", three,
        {"one expression": [plumb, "eval", PATH, "--ndjson", many]}, 5, is_answer=False)
    files = sum(file.is_file() for file in pathlib.Path(flows).rglob("*"))
    row(f"lint of {files} files with all default rules", [plumb, "lint", flows, "--format", "json", "--fail-on", "never"],
        {"`ast-grep`, one pattern": ["ast-grep", "scan", "-r", folder / "pattern.yml", flows]}, 10, is_answer=False)


# The editor

def edit_row(plumb, file):
    """From a letter typed to its diagnostics."""
    server = subprocess.Popen([plumb, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(method, parameters, **more):
        content = json.dumps({"jsonrpc": "2.0", "method": method, "params": parameters, **more}).encode()
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        server.stdin.flush()

    def wait(wanted):
        while True:
            length = 0
            while (line := server.stdout.readline().strip()):
                if line.startswith(b"Content-Length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(server.stdout.read(length))
            if wanted(message):
                return

    def diagnosed(version):
        wait(lambda message: message.get("params", {}).get("version") == version)

    uri, version, place = file.resolve().as_uri(), 1, {"line": 1, "character": 8}
    publishing = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}
    send("initialize", {"capabilities": publishing, "processId": None, "rootUri": None}, id=1)
    wait(lambda message: message.get("id") == 1)
    send("initialized", {})
    send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": file.read_text()}})
    diagnosed(1)
    times = []
    for version in range(2, 202):
        started = time.perf_counter()
        end = dict(place, character=8 + version % 2)
        send("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": place, "end": end}, "text": "" if version % 2 else "x"}]})
        diagnosed(version)
        times.append(time.perf_counter() - started)
    server.kill()
    times.sort()
    print(f"| a letter typed in a flow of {size(file)}, to its diagnostics | {shown(times[100])} "
          f"| 19 of 20 within {shown(times[190])} |", flush=True)


# The library

def library_rows():
    """Runs Tests/Benchmarks; the time of one is the median of runs."""
    command = ["swift", "package", "--package-path", "Tests/Benchmarks", "--scratch-path", ".build/benchmarks", "--disable-sandbox", "benchmark", "--format",
               "markdown", "--no-progress", "--time-units", "nanoseconds"]
    text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    times, name = {}, None
    for line in text.splitlines():
        if line.startswith("### "):
            name = line[4:].strip()
        elif line.startswith("| Time (wall clock)"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            times[name] = int(cells[3]) / 1e9
    for name, seconds in times.items():
        peer = times.get(name + ", by Foundation")
        if not name.endswith(", by Foundation"):
            print(f"| {name} | {shown(seconds)} | {f'Foundation {peer / seconds:.2f}×' if peer else ''} |", flush=True)


def shown(seconds):
    for unit, factor in [("s", 1), ("ms", 1e3), ("µs", 1e6)]:
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def size(file):
    count = os.path.getsize(file)
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def main():
    plumb, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    make_data(folder)
    print("| what | Plumb | others |\n|---|---|---|")
    command_rows(plumb, folder, sys.argv[3] if len(sys.argv) > 3 else folder / "flows")
    edit_row(plumb, folder / "large.yaml")
    library_rows()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main()
