import Expressions
import Flows
import TestSupport
import Testing

struct FlowSymbolsTests {
  private func type(_ text: String, at container: String?, in flow: Flow) -> String {
    let id = flow.containers.firstIndex { $0.name == container }.flatMap { index in
      flow.actions.first { flow[$0.container].name == flow.containers[index].name }?.container
    }
    let checker = TypeChecker(symbols: FlowSymbols(flow)[id])
    return checker.check(SyntaxTree(parsing: text)).type.code
  }

  static let cases: [(text: String, container: String?, type: String)] = [
    ("Flow.daysLate", nil, "int"), ("flow.DAYSLATE + 1", "Look up", "int"), ("Flow.order.id", nil, "jsn"),
    ("State.name", "Greeting", "str"), ("State.name", "Look up", "any"), ("State.name", nil, "any"),
    ("Message.Message.body", nil, "str"), ("Flow.nothing", nil, "any"),
  ]

  @Test(arguments: cases, ["yaml", "json"])
  func declarationsGiveTypes(test: (text: String, container: String?, type: String), format: String) throws {
    let contents = try Repository.bytes("samples/flows/order-tracking.\(format)")
    let flow = try #require(FlowFile.read(name: "flow", contents: contents).flows.first)
    #expect(type(test.text, at: test.container, in: flow) == test.type)
  }

  @Test func namesAreTakenAsTheCompilerResolvedThem() throws {
    let text = """
      {"type":"workflow","flowSequenceItemList":[],"a":{"config":{"sysref":{}},"text":"Call.New.Thing","type":"int",
      "uiMetaData":{"mode":0},"metaData":{"references":[{"name":"Call.New.Thing","type":"int","isSysRef":true},
      {"name":"Message.Message.body","type":"str","isSysRef":true}]}}}
      """
    let flow = try #require(flows(in: text).first)
    let table = FlowSymbols(flow).table(at: try #require(flow.sites.first))
    let checker = TypeChecker(symbols: table)
    for (text, type) in [("Call.New.Thing", "int"), ("Message.Message.body", "str"), ("Message.Message.id", "str")] {
      let tree = checker.check(SyntaxTree(parsing: text))
      #expect(tree.type.code == type, "\(text)")
      #expect(tree.key(of: tree.root) == (text.hasSuffix("id") ? "." : "sysref"), "\(text)")
    }
  }
}
