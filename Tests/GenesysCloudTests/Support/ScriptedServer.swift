import Foundation
import TestSupport

/// A server that is none of ours: Python's, told what to answer, and writing down what it was asked.
///
/// It listens on two ports of this machine, so that there is another origin to be sent to.
final class ScriptedServer {
  struct Reply: Codable, Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body = ""
    /// Sends only so many bytes of the body, then closes the connection.
    var cut: Int?
    /// Closes the connection without a reply.
    var isReset = false
    /// Over a web socket: comes before the client has said anything.
    var isUnasked = false
    /// Waits before the reply, in seconds.
    var delay = 0.0

    static func json(_ body: String, status: Int = 200, headers: [String: String] = [:]) -> Reply {
      var headers = headers
      headers["Content-Type"] = "application/json"
      return Reply(status: status, headers: headers, body: body)
    }

    static let token = Reply.json(#"{"access_token":"first-token","token_type":"bearer","expires_in":86399}"#)
    static let reset = Reply(isReset: true)
  }

  struct Request: Codable, Sendable {
    /// 0 for the first port, 1 for the other.
    var port: Int
    var method: String
    var path: String
    var headers: [String: String]
    var body: String
  }

  /// Where Python is; nil where it is not installed.
  static let python: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The reason for which tests are skipped without it.
  static let isAvailable = python != nil

  let baseURL: String
  let otherURL: String
  private let folder: TemporaryFolder
  private let process: pid_t

  /// Starts a server. The replies to a method and path come in their order, the last one again and again; `{base}` and
  /// `{other}` in headers and bodies stand for the two origins.
  ///
  /// Those to `WS` and a path answer the messages of a web socket, which is then closed. `CONNECT` opens no tunnel: where
  /// it is answered with 200, the first two bytes that come through it are noted as `tunnel`.
  init(_ replies: [String: [Reply]]) async throws {
    var replies = replies
    if replies["POST /oauth/token"] == nil { replies["POST /oauth/token"] = [.token] }
    folder = try TemporaryFolder(["server.py": serverScript, "requests": ""])
    try folder.write([UInt8](JSONEncoder().encode(replies)), to: "replies.json")
    process = try spawn([Self.python ?? "/usr/bin/python3", folder.path("server.py"), folder.path])
    var ports: [Substring] = []
    var patience = 6_000
    while ports.count < 2 {
      patience -= 1
      guard patience > 0 else { throw CocoaError(.executableLoad) }
      try await Task.sleep(for: .milliseconds(10))
      ports = String(decoding: (try? folder.bytes("ports")) ?? [], as: UTF8.self).split(separator: " ")
    }
    baseURL = "http://127.0.0.1:\(ports[0])"
    otherURL = "http://127.0.0.1:\(ports[1])"
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// What was asked so far.
  func requests() throws -> [Request] {
    try folder.bytes("requests").split(separator: 0x0A).map {
      try JSONDecoder().decode(Request.self, from: Data($0))
    }
  }

  /// What was asked of a method and path.
  func requests(_ target: String) throws -> [Request] {
    try requests().filter { "\($0.method) \($0.path)" == target }
  }
}

/// Starts a program. Foundation's `Process` blocks its thread at the end, of which tests in parallel have few.
private func spawn(_ arguments: [String]) throws -> pid_t {
  var process: pid_t = 0
  let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
  let argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  let variablePointers: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
  defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
  guard posix_spawn(&process, arguments[0], nil, nil, argumentPointers, variablePointers) == 0 else {
    throw CocoaError(.fileReadUnknown)
  }
  return process
}

private let serverScript = #"""
  import base64, hashlib, json, os, socket, struct, sys, threading, time
  from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

  folder = sys.argv[1]
  replies = json.load(open(os.path.join(folder, "replies.json")))
  record = open(os.path.join(folder, "requests"), "a")
  lock = threading.Lock()
  servers = []

  class Handler(BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"

      def log_message(self, *arguments):
          pass

      def talk(self, key):
          digest = hashlib.sha1((self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode())
          self.send_response(101)
          for name, value in [("Upgrade", "websocket"), ("Connection", "Upgrade"),
                              ("Sec-WebSocket-Accept", base64.b64encode(digest.digest()).decode())]:
              self.send_header(name, value)
          self.end_headers()
          def send(opcode, data):
              length = bytes([len(data)]) if len(data) < 126 else struct.pack("!BH", 126, len(data))
              self.wfile.write(bytes([0x80 | opcode]) + length + data)
          queue = replies[key]
          while True:
              while queue and queue[0]["isUnasked"]:
                  reply = queue.pop(0)
                  time.sleep(reply["delay"])
                  send(1, reply["body"].encode())
              if not queue:
                  send(8, struct.pack("!H", 1000))
                  self.connection.settimeout(10)
                  while self.rfile.read(1):
                      pass
                  return
              head = self.rfile.read(2)
              if len(head) < 2:
                  return
              length = head[1] & 127
              if length == 126:
                  length = struct.unpack("!H", self.rfile.read(2))[0]
              mask = self.rfile.read(4) if head[1] & 128 else b"\0\0\0\0"
              data = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(length)))
              if head[0] & 15 == 8:
                  return
              if head[0] & 15 == 1:
                  self.note("WS masked" if head[1] & 128 else "WS bare", data.decode())
                  send(9, b"ping")
                  send(1, queue.pop(0)["body"].encode())

      def note(self, method, body):
          with lock:
              json.dump({"port": servers.index(self.server), "method": method, "path": self.path,
                         "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body}, record)
              record.write("\n")
              record.flush()

      def answer(self):
          if "WS " + self.path in replies:
              self.close_connection = True
              return self.talk("WS " + self.path)
          body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
          self.note(self.command, body)
          with lock:
              key = self.command + " " + self.path
              queue = replies.get(key)
              if queue is None:
                  reply = {"status": 404, "headers": {"Content-Type": "application/json"},
                           "body": json.dumps({"code": "not.found", "message": "The script has no " + key}),
                           "delay": 0, "isReset": False}
              else:
                  reply = queue[0] if len(queue) == 1 else queue.pop(0)
          time.sleep(reply["delay"])
          self.close_connection = True
          if reply["isReset"]:
              self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
              self.connection.close()
              return
          urls = ["http://127.0.0.1:%d" % server.server_port for server in servers]
          def filled(text):
              return (text.replace("{base}", urls[0]).replace("{other}", urls[1])
                      .replace("{socket}", "ws" + urls[0][4:]))
          data = filled(reply["body"]).encode()
          self.send_response(reply["status"])
          for name, value in reply["headers"].items():
              self.send_header(name, filled(value))
          if self.command == "CONNECT" and reply["status"] == 200:
              self.end_headers()
              return self.note("tunnel", self.rfile.read(2).hex())
          if reply["status"] != 204:
              self.send_header("Content-Length", str(len(data)))
          self.send_header("Connection", "close")
          self.end_headers()
          if self.command != "HEAD":
              self.wfile.write(data if reply.get("cut") is None else data[:reply["cut"]])

      do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_CONNECT = answer

  for _ in range(2):
      servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
  for server in servers:
      threading.Thread(target=server.serve_forever, daemon=True).start()
  with open(os.path.join(folder, "ports.new"), "w") as file:
      print(*[server.server_port for server in servers], end="", file=file)
  os.rename(os.path.join(folder, "ports.new"), os.path.join(folder, "ports"))
  while os.getppid() != 1 and os.path.isdir(folder):
      time.sleep(0.5)
  """#
