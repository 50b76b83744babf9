import Flows
import SourceText
import Testing

/// Nothing that a file can hold stops the reader, and expressions in what is malformed are still found.
struct HostileFlowTests {
  static let malformed: [(text: String, sites: [String])] = [
    ("inboundCall: {}", []),
    ("inboundCall: { tasks: text, menus: {}, states: [], bots: [ a, [], {} ] }", []),
    ("inboundCall: { tasks: { task: { actions: [ { a: { exp: x } } ] } } }", ["x"]),
    (
      "inboundCall: { tasks: [ { task: null }, { task: [ { exp: x } ] }, { a: { exp: y }, b: { exp: z } } ] }",
      ["x", "y", "z"]
    ),
    ("inboundCall: { tasks: [ { task: { actions: { a: { exp: x } } } } ] }", ["x"]),
    ("inboundCall: { tasks: [ { task: { actions: [ { exp: x }, [ { exp: y } ], z, { } ] } } ] }", ["y"]),
    (
      "inboundCall: { tasks: [ { task: { name: { exp: x }, refId: [ 1 ], actions: [ { a: [ { exp: y } ] } ] } } ] }",
      ["x", "y"]
    ),
    ("inboundCall: { exp: { exp: { exp: x } }, var: [ { var: y } ], variable: { variable: { } } }", ["x", "y"]),
    ("inboundCall: { a: { exp: [ x, { exp: y } ] } }", ["y"]),
    ("inboundCall: { variables: { stringVariable: { name: Flow.x } } }", []),
    (
      "inboundCall: { variables: [ { stringVariable: { initialValue: { exp: x } } }, { stringVariable: 1 }, 5 ] }",
      ["x"]
    ),
    ("inboundCall: { tasks: [ { task: { actions: [ { updateData: { statements: { a: { exp: x } } } } ] } } ] }", ["x"]),
    (
      "inboundCall: { tasks: [ { task: { actions: [ { updateData: { statements: [ { variable: x, value: 1 } ] } } ] } } ] }",
      ["x"]
    ),
    ("inboundCall: { tasks: [ { task: { actions: [ { callData: { category: [ { dataAction: 1 } ] } } ] } } ] }", []),
    (
      "inboundCall: { tasks: [ { task: { actions: [ { getParticipantData: { attributes: [ { attribute: 1 } ] } } ] } } ] }",
      []
    ),
    ("inboundCall: { tasks: [ { task: { actions: [ { d: { outputs: [ { exp: x } ], evaluate: y } } ] } } ] }", ["x"]),
    ("inboundCall: { name: a, name: b, a: { exp: x, exp: y } }", ["x", "y"]),
  ]

  @Test(arguments: malformed)
  func malformedStructureIsPassedOver(text: String, sites: [String]) throws {
    let file = try FlowFile.read(name: "flow", contents: Array(text.utf8))
    #expect(file.flows.flatMap(\.sites).map(\.text) == sites)
  }

  /// A root that holds no flow is no reading of one.
  @Test(arguments: ["inboundCall:", "inboundCall: []", "inboundCall: text"])
  func whatHoldsNoFlowIsRefused(text: String) {
    #expect(throws: FlowFile.Unreadable.self) { try FlowFile.read(name: "flow", contents: Array(text.utf8)) }
  }

  @Test func deepNestingEndsInARefusal() throws {
    let depth = 5_000
    let yaml = "inboundCall: " + String(repeating: "{a: ", count: depth) + "1" + String(repeating: "}", count: depth)
    #expect(throws: FlowFile.Unreadable.self) { try FlowFile.read(name: "flow", contents: Array(yaml.utf8)) }
    let fitting =
      "inboundCall: " + String(repeating: "{actions: [{a: ", count: 60) + "{exp: x}"
      + String(repeating: "}]}", count: 60)
    #expect(try flows(in: fitting).flatMap(\.sites).map(\.text) == ["x"])
  }

  static let foreign = [
    "", "   \n", "\u{0}\u{1}", "hello", "services:\n  web: 1\n", "- a\n- b\n", "{\"a\": 1}", "<html/>",
    "<root><inboundPhone/></root>", "inboundCalls:\n  name: x\n",
  ]

  @Test(arguments: foreign)
  func otherFilesAreForeign(text: String) {
    do {
      _ = try FlowFile.read(name: "file", contents: Array(text.utf8))
      Issue.record("expected a refusal")
    } catch {
      #expect(error.isForeign)
      #expect(!error.message.isEmpty && error.message.last != ".")
    }
  }

  @Test func aRootNearAFlowTypeIsNamed() {
    #expect {
      try FlowFile.read(name: "file", contents: Array("inboundCal:\n  name: x\n".utf8))
    } throws: { error in
      (error as? FlowFile.Unreadable)?.message.contains("‘inboundCall’") == true
    }
  }

  @Test func anUnknownRootThatLooksLikeAFlowIsRead() throws {
    let file = try FlowFile.read(name: "file", contents: Array("inboundFax:\n  startUpRef: x\n  a: { exp: y }\n".utf8))
    #expect(file.flows.map(\.type) == ["inboundFax"])
    #expect(file.diagnostics.map(\.code) == [.unknownFlowType])
    #expect(file.diagnostics.map(\.severity) == [.info])
    #expect(file.flows[0].sites.map(\.text) == ["y"])
  }

  @Test(arguments: [
    "# remark\n---\ninboundCall:\n  name: \"open\n", "\"inboundCall\" :\n\t- x", "%YAML 1.1\n---\n\ninboundCall: [",
    "\u{FEFF}inboundCall:\n  a: 'x", "<?xml version='1.0'?><!-- a --><inboundCall><a></inboundCall>",
    "<root>\n <inboundCall><a></root>",
  ])
  func aBrokenFlowIsStillAFlow(text: String) throws {
    let file = try FlowFile.read(name: "file", contents: Array(text.utf8))
    #expect(file.diagnostics.contains { $0.severity == .error })
  }
}
