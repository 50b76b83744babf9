import Documents
import Expressions
import Flows
import JSON
import Simulation
import SourceText

extension Session {
  /// How many expressions of a document get a lens; beyond, none does.
  private static let lensLimit = 1_000

  /// Above each expression its value on the pinned conversation, in the title itself, so that any editor shows it; above
  /// each test a lens that runs it.
  func codeLenses(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    if let root = state.snapshot.testFileRoot { return .array(testLenses(root, state)) }
    guard settings.showsLenses else { return [] }
    return .array(
      valuedSites(state).map { site in
        [
          "range": state.snapshot.span(of: site.range).json,
          "command": [
            "title": .string("\(site.value.text.clippedForTitle) · \(site.value.file)"), "command": "plumb.evaluate",
            "arguments": [.string(state.document.uri), .string(site.text)],
          ],
        ]
      })
  }

  /// The expressions of a document with their values, where a conversation is pinned.
  private func valuedSites(_ state: DocumentState) -> [(range: ByteRange, text: String, value: ShownValue)] {
    guard scope(of: state.document).conversation != nil else { return [] }
    let flows = state.snapshot.flows
    guard flows.reduce(0, { $0 + $1.sites.count }) <= Self.lensLimit else { return [] }
    return flows.flatMap { flow in
      let values = FlowValues(flow, at: state.document, in: self)
      return flow.sites.compactMap { site -> (range: ByteRange, text: String, value: ShownValue)? in
        guard site.kind == .expression, site.language == .architect, !site.tree.references.isEmpty,
          let value = values?.value(of: site.text)
        else { return nil }
        return (site.node.contentRange, site.text, value)
      }
    }
  }

  private func testLenses(_ root: Node, _ state: DocumentState) -> [JSONValue] {
    var names: Set<String> = []
    let tests = root["tests"]?.items.compactMap { $0["name"] } ?? []
    let all: [(title: String, node: Node?, filter: String?)] =
      [("Run \(tests.count) test\(tests.count == 1 ? "" : "s")", root.entries.first?.key, nil)]
      + tests.compactMap { node in
        guard let name = node.text, names.insert(name).inserted else { return nil }
        return ("Run this test", node, name)
      }
    return all.compactMap { title, node, filter in
      guard let node else { return nil }
      return [
        "range": state.snapshot.span(of: node.range).json,
        "command": [
          "title": .string(title), "command": "plumb.test",
          "arguments": .array([.string(state.document.uri)] + (filter.map { [.string($0)] } ?? [])),
        ],
      ]
    }
  }

  /// The values of expressions behind them, for those who switch that on.
  func inlayHints(_ parameters: JSONValue) throws(RequestFailure) -> JSONValue {
    let state = try document(parameters)
    guard settings.showsHints, let span = TextSpan(parameters["range"]) else { return [] }
    return .array(
      valuedSites(state).compactMap { site in
        let place = state.snapshot.span(of: site.range)
        guard place.touches(span) else { return nil }
        return [
          "position": place.end.json, "label": .string(site.value.text.clippedForTitle), "paddingLeft": true,
          "tooltip": .string(site.value.file),
        ]
      })
  }
}
