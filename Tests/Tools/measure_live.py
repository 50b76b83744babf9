#!/usr/bin/env python3
"""Measures following and exporting conversations against the sandbox.

  measure_live.py BIN watch  [--live 2000] [--watched 50] [--rate 20] [--seconds 60] [--fault SPEC] [--delay S]
  measure_live.py BIN export [--count 20000] [--kills 5] [--fault SPEC]

BIN is the folder with plumb and plumb-cloud. Requests are counted by a forwarder between the program and the sandbox.
"""

import argparse, base64, datetime, json, os, random, re, signal, socket, subprocess, sys, tempfile, threading, time
import http.client

HEAD = re.compile(rb"(?:^|\r\n\r\n|\n)(GET|POST|PUT|PATCH|HEAD|DELETE) (/[^ ]*) HTTP/1\.1\r\n")


class Forwarder:
    """Passes bytes on to a port of this machine, and notes the requests that go by."""

    def __init__(self, port):
        self.port, self.requests, self.lock = port, [], threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.port))
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.copy, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.copy, args=(server, client, False), daemon=True).start()

    def copy(self, source, target, counts):
        try:
            while data := source.recv(1 << 16):
                if counts:
                    with self.lock:
                        for method, path in HEAD.findall(data):
                            self.requests.append((time.time(), method.decode(), path.decode()))
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def api(self):
        with self.lock:
            return [r for r in self.requests if r[2].startswith("/api/")]

    def busiest_minute(self):
        times = [r[0] for r in self.api()]
        return max((sum(1 for t in times if start <= t < start + 60) for start in times), default=0)


def iso(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def uid(kind, number):
    return "%08x-0000-4000-8000-%012x" % (kind, number)


def conversation(number, start, end=None):
    leg = {"id": uid(3, number), "state": "disconnected" if end else "connected", "connectedTime": iso(start),
           "type": "webmessaging", "direction": "inbound"}
    if end:
        leg["disconnectedTime"] = iso(end)
    value = {"id": uid(1, number), "startTime": iso(start), "participants": [
        {"id": uid(2, number), "purpose": "customer", "participantType": "External", "startTime": iso(start),
         "attributes": {"n": "0", "tier": ["gold", "silver"][number % 2], "order": "ORD-%d" % number},
         "messages": [leg]}]}
    if end:
        value["endTime"] = iso(end)
    return value


class Sandbox:
    def __init__(self, bin, conversations, fault, delay):
        self.folder = tempfile.mkdtemp(prefix="measure-live-")
        with open(os.path.join(self.folder, "conversations.json"), "w") as file:
            json.dump({"entities": conversations}, file)
        words = [os.path.join(bin, "plumb-cloud"), "sandbox", "--data", self.folder, "--delay", str(delay)]
        if fault:
            words += ["--fault", fault]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE)
        self.url = json.loads(self.process.stdout.readline())["baseUrl"]
        self.port = int(self.url.rsplit(":", 1)[1])
        self.forwarder = Forwarder(self.port)
        self.environment = dict(
            os.environ, XDG_CACHE_HOME=os.path.join(self.folder, "cache"), GENESYSCLOUD_REGION=self.forwarder.url,
            GENESYSCLOUD_OAUTHCLIENT_ID="sandbox", GENESYSCLOUD_OAUTHCLIENT_SECRET="sandbox")

    def token(self, connection):
        connection.request("POST", "/oauth/token", "grant_type=client_credentials", {
            "Content-Type": "application/x-www-form-urlencoded",
            "Authorization": "Basic " + base64.b64encode(b"sandbox:sandbox").decode()})
        return json.loads(connection.getresponse().read())["access_token"]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Writer(threading.Thread):
    """Writes values one after the other, with tokens of its own so that it has a limit of its own."""

    def __init__(self, sandbox, jobs, gap, written):
        super().__init__()
        self.sandbox, self.jobs, self.gap, self.written = sandbox, jobs, gap, written

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=30)
        token, uses, due = None, 0, time.time()
        for number, value in self.jobs:
            time.sleep(max(0, due - time.time()))
            due += self.gap
            while True:
                try:
                    if token is None or uses >= 250:
                        token, uses = self.sandbox.token(connection), 0
                    uses += 1
                    connection.request(
                        "PATCH", "/api/v2/conversations/%s/participants/%s/attributes" % (uid(1, number), uid(2, number)),
                        json.dumps({"attributes": {"n": value}}),
                        {"Content-Type": "application/json", "Authorization": "Bearer " + token})
                    reply = connection.getresponse()
                    reply.read()
                    if reply.status == 202:
                        self.written.append((number, value, time.time()))
                        break
                    if reply.status == 401:
                        token = None
                    time.sleep(0.05)
                except (OSError, http.client.HTTPException):
                    connection.close()


def watch(options):
    now = time.time()
    sandbox = Sandbox(options.bin, [conversation(n, now - 600 - n % 500) for n in range(options.live)],
                      options.fault, options.delay)
    random.seed(7)
    words = [os.path.join(options.bin, "plumb"), "eval", "-e", "participant.attributes.n", "--watch", "--format", "jsonl",
             "--for", str(options.seconds + 60)]
    for number in range(options.watched):
        words += ["--conversation", uid(1, number)]
    told, first = {}, threading.Event()
    program = subprocess.Popen(words, stdout=subprocess.PIPE, env=sandbox.environment)

    def read():
        for line in program.stdout:
            entry = json.loads(line)
            told.setdefault(entry["conversation"], []).append(
                (entry["value"], time.time(), entry["via"], entry["changed"]))
            if len(told) == options.watched:
                first.set()

    reader = threading.Thread(target=read)
    reader.start()
    began = time.time()
    if not first.wait(120):
        print("not all conversations were told of at once:", len(told))
    print("first answer for all %d after %.1f s, %d requests" % (
        options.watched, time.time() - began, len(sandbox.forwarder.api())))
    # Each conversation has one writer, so that its values have an order; half of the changes are seen.
    writers, threads, count = [[] for _ in range(8)], [], options.rate * options.seconds
    for value in range(1, count + 1):
        number = random.randrange(options.watched) if random.random() < options.share else random.randrange(
            options.watched, options.live)
        writers[number % 8].append((number, str(value)))
    written = []
    start = time.time()
    for jobs in writers:
        threads.append(Writer(sandbox, jobs, options.seconds / max(len(jobs), 1), written))
        threads[-1].start()
    for thread in threads:
        thread.join()
    print("%d changes in %.1f s, %.1f a second" % (len(written), time.time() - start, len(written) / (time.time() - start)))
    last = {number: value for number, value, _ in written if number < options.watched}
    patience = time.time() + 70
    while time.time() < patience and any(
            told[uid(1, number)][-1][0] != value for number, value in last.items()):
        time.sleep(0.2)
    time.sleep(2)
    program.send_signal(signal.SIGINT)
    reader.join()
    status = program.wait()
    exact, gaps, doubled, disordered, wrong_end, delays = 0, 0, 0, 0, 0, []
    for number in range(options.watched):
        wanted = [(value, moment) for other, value, moment in written if other == number]
        got = told.get(uid(1, number), [])[1:]
        values = [value for value, *_ in got]
        if values == [value for value, _ in wanted]:
            exact += 1
        doubled += len(values) - len(set(values))
        disordered += sum(1 for a, b in zip(values, values[1:]) if int(a) > int(b))
        gaps += len(set(value for value, _ in wanted) - set(values))
        wrong_end += bool(wanted) and (not values or values[-1] != wanted[-1][0])
        moments = dict(wanted)
        delays += [moment - moments[value] - options.delay for value, moment, *_ in got if value in moments]
    delays.sort()
    changes = sum(1 for number, *_ in written if number < options.watched)
    print("%d changes of watched conversations, %d told; %d of %d exactly as written" % (
        changes, len(delays), exact, options.watched))
    print("passed over in gaps %d, doubled %d, out of order %d, wrong at the end %d" % (
        gaps, doubled, disordered, wrong_end))
    if delays:
        print("from visible to told: median %.0f ms, 99 %% %.0f ms, most %.0f ms" % (
            1000 * delays[len(delays) // 2], 1000 * delays[len(delays) * 99 // 100], 1000 * delays[-1]))
    print("requests of the watch: %d, at most %d in a minute; exit %d" % (
        len(sandbox.forwarder.api()), sandbox.forwarder.busiest_minute(), status))
    sandbox.end()


def export(options):
    day = 86_400
    midnight = (int(time.time()) // day) * day - day
    sandbox = Sandbox(options.bin, [
        conversation(n, midnight + n * day // (options.count + 1), midnight + n * day // (options.count + 1) + 1)
        for n in range(options.count)], options.fault, 0)

    def words(folder):
        return [os.path.join(options.bin, "plumb-cloud"), "conversation", "export", "--from", iso(midnight),
                "--to", iso(midnight + day), "--to-dir", os.path.join(sandbox.folder, folder)]

    def check(folder):
        ids, lines = set(), 0
        for name in sorted(os.listdir(os.path.join(sandbox.folder, folder))):
            if name.endswith(".ndjson"):
                for line in open(os.path.join(sandbox.folder, folder, name)):
                    ids.add(json.loads(line)["conversationId"])
                    lines += 1
        wanted = {uid(1, n) for n in range(options.count)}
        print("%s: %d lines, %d double, %d missing, %d too many" % (
            folder, lines, lines - len(ids), len(wanted - ids), len(ids - wanted)))

    start = time.time()
    status = subprocess.run(words("whole"), env=sandbox.environment).returncode
    needed, seconds = len(sandbox.forwarder.api()), time.time() - start
    print("in one go: %d requests, %.0f s, exit %d, at most %d requests in a minute" % (
        needed, seconds, status, sandbox.forwarder.busiest_minute()))
    check("whole")
    random.seed(11)
    before = needed
    for _ in range(options.kills):
        program = subprocess.Popen(words("killed"), env=sandbox.environment, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.4, 1) * seconds / (options.kills + 1))
        program.kill()
        program.wait()
    status = subprocess.run(words("killed"), env=sandbox.environment).returncode
    used = len(sandbox.forwarder.api()) - before
    print("killed %d times: %d requests, %.1f %% more than needed, exit %d" % (
        options.kills, used, 100 * (used - needed) / needed, status))
    check("killed")
    sandbox.end()


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("bin")
parser.add_argument("what", choices=["watch", "export"])
for name, kind, value in [("live", int, 2000), ("watched", int, 50), ("rate", int, 20), ("seconds", int, 60),
                          ("share", float, 0.5), ("delay", float, 0), ("count", int, 20000), ("kills", int, 5),
                          ("fault", str, "")]:
    parser.add_argument("--" + name, type=kind, default=value)
options = parser.parse_args()
{"watch": watch, "export": export}[options.what](options)
