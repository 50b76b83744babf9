import Foundation
import JSON
import Terminal
import TestSupport
import Testing

@testable import LanguageServer

@Suite("A session of the language server")
struct LifecycleTests {
  @Test("begins with initialize and ends with shutdown and exit")
  func life() {
    let client = TestClient()
    #expect(client.answer("textDocument/hover")["error"]?["code"] == -32002)
    let result = client.initialize()
    #expect(result["serverInfo"]?["name"] == "plumb")
    #expect(result["capabilities"]?["positionEncoding"] == "utf-8")
    #expect(client.answer("no/such")["error"]?["code"] == -32601)
    #expect(client.answer("initialize")["error"]?["code"] == -32600)
    #expect(client.answer("shutdown")["result"] == .null)
    #expect(client.answer("textDocument/hover")["error"]?["code"] == -32600)
    client.notify("exit")
    #expect(client.code == 0)
  }

  @Test("ends with 1 where the client goes away")
  func rudeEnd() {
    let client = TestClient()
    client.initialize()
    client.notify("exit")
    #expect(client.code == 1)
  }

  @Test(
    "agrees on how characters are counted",
    arguments: [([], "utf-16"), (["utf-32", "utf-16"], "utf-32"), (["utf-7", "utf-8"], "utf-8")] as [([String], String)]
  )
  func encodings(offered: [String], agreed: String) {
    let client = TestClient()
    let result = client.initialize(abilities: ["general": ["positionEncodings": .strings(offered)]])
    #expect(result["capabilities"]?["positionEncoding"] == .string(agreed))
  }

  @Test("does not begin what was cancelled meanwhile")
  func cancellation() {
    let client = TestClient()
    client.initialize()
    client.send([
      ["jsonrpc": "2.0", "id": "a", "method": "workspace/symbol", "params": ["query": ""]],
      ["jsonrpc": "2.0", "id": "b", "method": "workspace/symbol", "params": ["query": ""]],
      ["jsonrpc": "2.0", "method": "$/cancelRequest", "params": ["id": "a"]],
    ])
    let answers = client.messages.filter { ["a", "b"].contains($0["id"]) }
    #expect(answers.map { $0["error"]?["code"] } == [-32800, nil])
  }

  @Test("answers what is no message with an error")
  func malformed() {
    let client = TestClient()
    client.send(bytes: Array("Content-Length: 3\r\n\r\n{{{".utf8))
    client.send([["jsonrpc": "2.0", "id": 5], [1, 2], "x"])
    #expect(client.messages.map { $0["error"]?["code"] } == [-32700, -32600, -32600, -32600])
    #expect(client.messages[1]["id"] == 5)
  }

  /// A server over pipes, as an editor has it.
  private func serve(_ bytes: [UInt8], keepsOpen: Bool = false) async -> (
    code: Int32, output: [UInt8], duration: Duration
  ) {
    let (input, output) = (Pipe(), Pipe())
    input.fileHandleForWriting.write(Data(bytes))
    if !keepsOpen { try? input.fileHandleForWriting.close() }
    let descriptor = input.fileHandleForReading.fileDescriptor
    let sink = output.fileHandleForWriting
    let (code, duration) = await withCheckedContinuation { continuation in
      _ = ThreadHandle.start {
        let server = LanguageServer(version: "test", command: { plumb($0) }) { sink.write(Data($0)) }
        let start = ContinuousClock.now
        let code = server.run(reading: PolledInput(descriptor))
        continuation.resume(returning: (code, ContinuousClock.now - start))
      }
    }
    try? sink.close()
    withExtendedLifetime(input) {}
    return (code, [UInt8](output.fileHandleForReading.readDataToEndOfFile()), duration)
  }

  @Test("runs over pipes and writes nothing but messages")
  func pipes() async {
    let messages: [JSONValue] = [
      ["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ["capabilities": [:]]],
      ["jsonrpc": "2.0", "id": 2, "method": "shutdown"], ["jsonrpc": "2.0", "method": "exit"],
    ]
    let (code, output, _) = await serve(messages.flatMap(TestClient.framed))
    #expect(code == 0)
    var framer = MessageFramer()
    framer.append(output)
    var count = 0
    var size = 0
    while case .content(let content)? = framer.next() {
      count += 1
      size += content.count + "Content-Length: \(content.count)\r\n\r\n".utf8.count
    }
    #expect(count == 2)
    #expect(size == output.count)
  }

  @Test("ends where the input ends")
  func endOfInput() async {
    #expect(await serve([]).code == 1)
  }

  @Test("ends soon after the process that the client named is gone")
  func lostParent() async throws {
    let process = try Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])
    process.waitUntilExit()
    let message: JSONValue = [
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": ["processId": .integer(Int(process.processIdentifier)), "capabilities": [:]],
    ]
    let (code, _, duration) = await serve(TestClient.framed(message), keepsOpen: true)
    #expect(code == 1)
    #expect(duration < .seconds(15))
  }
}
