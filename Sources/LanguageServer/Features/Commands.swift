import Flows
import JSON
import Linting
import SystemPackage

/// What `workspace/executeCommand` understands.
enum ServerCommand: String, CaseIterable {
  /// The value of an expression of a document on the pinned conversation: URI, expression.
  case evaluate = "plumb.evaluate"
  /// Runs the tests of a file as it was saved: URI, and the text that names of tests must have.
  case test = "plumb.test"
  /// The graph of a document's flow, as it was saved, in Mermaid: URI.
  case graph = "plumb.graph"
  /// Pins another conversation for the session: a path, or nothing for that of plumb.yaml.
  case conversation = "plumb.conversation"
  /// The page of a rule: its id.
  case rule = "plumb.rule"
}

/// What a test did not hold, or why it could not end.
struct FailedTest {
  /// The line of the test file, from 1.
  let line: Int
  let message: String

  /// Takes all of them out of a document of `plumb test --format json`.
  static func all(in results: JSONValue) -> [FailedTest] {
    results.items("tests").flatMap { test in
      let name = "‘\(test["name"]?.text ?? "")’: "
      return test.items("failures").map { failure in
        let found = failure["found"]?.text ?? ""
        return FailedTest(
          line: failure["line"]?.integer ?? test["line"]?.integer ?? 1,
          message: name + "\(failure["key"]?.text ?? ""): expected \(failure["expected"]?.text ?? ""), found \(found)")
      }
    }
  }
}

extension Session {
  func executeCommand(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    guard let name = parameters["command"]?.text, let command = ServerCommand(rawValue: name) else {
      throw RequestFailure(.invalidParameters, "expected one of \(ServerCommand.allCases.map(\.rawValue))")
    }
    let arguments = parameters.items("arguments").map { $0.text ?? "" }
    switch command {
    case .evaluate: return try evaluate(arguments)
    case .test: return try test(arguments)
    case .graph:
      let run = self.command(["flow", "graph", "--format", "mermaid", try path(arguments).string])
      guard run.code == 0 else { throw RequestFailure(.requestFailed, run.errors) }
      return .string(run.output)
    case .conversation:
      let path = arguments.first.flatMap { $0.isEmpty ? nil : FileURI.path(of: $0) ?? FilePath($0) }
      settings.conversation = path.map { path in folders.first.map { $0.path.pushing(path) } ?? path }
      refreshScopes(isSure: true)
      return .null
    case .rule:
      guard let rule = arguments.first.flatMap({ RuleCatalogue.rule(named: $0) }) else {
        throw RequestFailure(.requestFailed, "there is no such rule")
      }
      return .string(RulePage.markdown(for: rule))
    }
  }

  /// Runs tests, and notes in their document which do not hold.
  private func test(_ arguments: [String]) throws(RequestFailure) -> JSONValue {
    let filter = arguments.count > 1 && !arguments[1].isEmpty ? ["--filter", arguments[1]] : []
    let words = [try path(arguments).string] + filter
    let run = self.command(["test", "--format", "text"] + words)
    show(run.output + run.errors, type: run.code == 0 ? 3 : 2)
    if let document = documents[arguments[0]] {
      // A second run gives the same, in a form that need not be taken apart.
      let report = run.code == 0 ? "" : self.command(["test", "--format", "json"] + words).output
      document.failedTests = FailedTest.all(in: JSONValue(parsing: Array(report.utf8)) ?? .null)
      wait(for: document)
    }
    return ["code": .integer(Int(run.code)), "output": .string(run.output), "errors": .string(run.errors)]
  }

  private func path(_ arguments: [String]) throws(RequestFailure) -> FilePath {
    guard let path = arguments.first.flatMap(FileURI.path) else {
      throw RequestFailure(.invalidParameters, "expected the URI of a file")
    }
    return path
  }

  private func evaluate(_ arguments: [String]) throws(RequestFailure) -> JSONValue {
    guard arguments.count > 1, let document = documents[arguments[0]] else {
      throw RequestFailure(.invalidParameters, "expected the URI of an open document and an expression")
    }
    guard let flow = document.snapshot?.flows.first,
      let values = FlowValues(flow, at: document, in: self)
    else {
      throw RequestFailure(.requestFailed, "no conversation is pinned: ‘conversation: FILE’ in plumb.yaml does that")
    }
    guard let value = values.value(of: arguments[1]) else {
      throw RequestFailure(.requestFailed, "‘\(arguments[1])’ is no expression")
    }
    show("\(arguments[1]) \(value.text) · \(value.file)", type: 3)
    return .string(value.text)
  }
}
