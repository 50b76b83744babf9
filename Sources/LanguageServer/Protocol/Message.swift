import JSON

/// A message of a client.
struct ClientMessage: Sendable {
  /// The method; nil for the answer to a request of the server.
  let method: String?
  /// The id of a request; nil for a notification.
  let id: JSONValue?
  /// The parameters; null where there are none.
  let parameters: JSONValue

  /// Why a text is no message.
  struct Malformed: Error {
    let failure: RequestFailure
    let id: JSONValue?
  }

  /// Reads the content of a message.
  init(_ content: [UInt8]) throws(Malformed) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: content)
    } catch {
      throw Malformed(failure: RequestFailure(.parseError, "\(error.message) (byte \(error.offset))"), id: nil)
    }
    let root = document.root
    let name = root["method"]
    let id = root["id"].flatMap { [.string, .number].contains($0.kind) ? JSONValue($0) : nil }
    let isAnswer = name == nil && (root["result"] != nil || root["error"] != nil)
    guard root.kind == .object, isAnswer || name?.kind == .string else {
      throw Malformed(failure: RequestFailure(.invalidRequest, "expected an object with ‘method’"), id: id)
    }
    method = name?.string
    self.id = id
    parameters = root["params"].map { JSONValue($0) } ?? .null
  }

  /// The request that it asks to give up; nil for anything else.
  var cancelled: JSONValue? { method == "$/cancelRequest" ? parameters["id"] : nil }
}

/// Why a request has no result.
struct RequestFailure: Error, Hashable {
  /// The codes of JSON-RPC and LSP.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case contentModified = -32801
    case cancelled = -32800
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var json: JSONValue { ["code": .integer(code.rawValue), "message": .string(message)] }
}
