import Flows
import Linting
import SourceText
import TestSupport
import Testing

/// Findings on which other files of the run decide.
struct ProjectRuleTests {
  private func messages(_ files: [(name: String, text: String)], _ rule: String, in name: String = "a.yaml") -> [String]
  {
    (lint(files, only: rule)[name] ?? []).map { "\($0.severity.rawValue) \($0.certainty.rawValue): \($0.message)" }
  }

  // MARK: Calls of flows

  private func caller(inputs: [String] = [], outputs: [String] = [], of name: String = "Order module") -> String {
    return """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/tasks/task[Main_10]"
        variables:
          - stringVariable: { name: Flow.text }
          - integerVariable: { name: Flow.count }
          - booleanVariable: { name: Flow.isNew }
        tasks:
          - task:
              name: Main
              refId: Main_10
              actions:
                - callCommonModule:
                    name: Look up
                    commonModule:
                      \(name):
                        ver_latestPublished:
                          inputs: {
                            \(inputs.joined(separator: ",\n                      "))
                          }
                          outputs: { \(outputs.joined(separator: ", ")) }
      """
  }

  private let module = """
    commonModule:
      name: Order module
      variables:
        - stringVariable: { name: Common.order, isInput: true }
        - booleanVariable: { name: Common.isNew, isInput: true }
        - integerVariable: { name: Common.count, isOutput: true }
      startUpTaskActions:
        - endTask: { name: Done }
    """

  private static let all = ["Common.order: { exp: Flow.text }", "Common.isNew: { exp: Flow.isNew }"]

  @Test(arguments: [
    (all, ["Common.count: { var: Flow.count }"], []),
    // Letter case of variables does not count.
    (["common.Order: { exp: Flow.text }", "Common.isNew: { noValue: true }"], [], []),
    (
      all + ["Common.oder: { exp: Flow.text }"], [],
      ["warning likely: ‘Order module’ (b.yaml) takes no input ‘Common.oder’; did you mean ‘Common.order’?"]
    ),
    // Nothing is handed over.
    (all + ["Common.oder: { noValue: true }"], [], []),
    (
      all, ["Common.cuont: { var: Flow.count }"],
      ["warning likely: ‘Order module’ (b.yaml) gives no output ‘Common.cuont’; did you mean ‘Common.count’?"]
    ),
    (
      all, ["Common.count: { var: Flow.text }"],
      ["warning likely: ‘Order module’ (b.yaml) gives ‘Common.count’ as Integer, and the variable is of type String"]
    ),
    (
      ["Common.order: { exp: Flow.text }", "Common.isNew: { exp: Flow.count + 1 }"], [],
      ["warning likely: ‘Order module’ (b.yaml) takes ‘Common.isNew’ as Boolean, and is given Integer"]
    ),
    (
      ["Common.order: { exp: Flow.text }", "Common.isNew: { lit: maybe }"], [],
      ["warning likely: ‘Order module’ (b.yaml) takes ‘Common.isNew’ as Boolean, and is given another text"]
    ),
    // An Integer becomes a String where it has to.
    (["Common.order: { exp: Flow.count }", "Common.isNew: { lit: true }"], [], []),
    (
      ["Common.order: { exp: Flow.text }"], [],
      ["info likely: ‘Order module’ (b.yaml) takes ‘Common.isNew’ too, which the call does not name"]
    ),
  ])
  func callsOfAModule(inputs: [String], outputs: [String], expected: [String]) {
    let files = [("a.yaml", caller(inputs: inputs, outputs: outputs)), ("b.yaml", module)]
    #expect(messages(files, "common-module-io-mismatch") == expected)
  }

  @Test func nothingIsSaidOfModulesThatAreNotKnown() {
    let wrong = caller(inputs: ["Common.oder: { exp: Flow.text }"])
    #expect(messages([("a.yaml", wrong)], "common-module-io-mismatch") == [])
    #expect(lint(wrong, only: "common-module-io-mismatch").isEmpty)
    let bot = module.replacing("commonModule:", with: "botFlow:")
    #expect(messages([("a.yaml", wrong), ("b.yaml", bot)], "common-module-io-mismatch") == [])
    let other = module.replacing("Common.order", with: "Common.orderId")
    #expect(
      messages([("a.yaml", wrong), ("b.yaml", module), ("c.yaml", other)], "common-module-io-mismatch") == [])
    #expect(
      messages([("a.yaml", wrong), ("b.yaml", module), ("c.yaml", module)], "common-module-io-mismatch").count == 2)
    let placeholder = caller(inputs: ["Common.oder: { exp: Flow.text }"], of: "\"{{module}}\"")
    let named = module.replacing("name: Order module", with: "name: \"{{module}}\"")
    #expect(messages([("a.yaml", placeholder), ("b.yaml", named)], "common-module-io-mismatch") == [])
  }

  @Test func theNameIsMarked() throws {
    let text = caller(inputs: Self.all + ["Common.oder: { exp: Flow.text }"])
    let finding = try #require(
      lint([("a.yaml", text), ("b.yaml", module)], only: "common-module-io-mismatch")["a.yaml"]?.first)
    let range = try #require(finding.range)
    #expect(String(decoding: Array(text.utf8)[range.indices], as: UTF8.self) == "Common.oder")
    #expect(finding.location.actionName == "Look up")
  }

  @Test func aConfigurationIsHeldAgainstAModuleToo() {
    func value(_ text: String, _ type: String, mode: Int) -> String {
      """
      {"config": {"ref": {"pos": 1, "text": "\(text)", "type": "\(type)", "val": "v1"}}, "text": "\(text)", \
      "type": "\(type)", "uiMetaData": {"mode": \(mode)}, "metaData": {}, "version": 2}
      """
    }
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "variables": [], "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [{
          "__type": "CallCommonModuleAction", "id": "a1", "name": "Look up", "flowName": "Order module", "inputs": [
            {"name": "Common.order", "value": \(value("Flow.text", "str", mode: 0))},
            {"name": "Common.isNew", "value": \(value("Flow.text", "str", mode: 0))},
            {"name": "Common.oder", "value": \(value("Flow.text", "str", mode: 0))}],
          "outputs": [{"name": "Common.count", "value": \(value("Flow.text", "str", mode: 2))}]
        }]
      }]}
      """
    #expect(
      messages([("a.json", text), ("b.yaml", module)], "common-module-io-mismatch", in: "a.json") == [
        "warning likely: ‘Order module’ (b.yaml) takes ‘Common.isNew’ as Boolean, and the call was made for String",
        "warning likely: ‘Order module’ (b.yaml) takes no input ‘Common.oder’; did you mean ‘Common.order’?",
        "warning likely: ‘Order module’ (b.yaml) gives ‘Common.count’ as Integer, and the variable is of type String",
      ])
  }

  @Test func formatsAgree() throws {
    let rule = "common-module-io-mismatch"
    let yaml = caller(inputs: Self.all + ["Common.oder: { exp: Flow.text }"], of: "OrderModule")
    let xml = """
      <inboundCall>
        <name>Orders</name>
        <startUpRef>/inboundCall/tasks/task[Main_10]</startUpRef>
        <variables>
          <stringVariable><name>Flow.text</name></stringVariable>
          <booleanVariable><name>Flow.isNew</name></booleanVariable>
        </variables>
        <tasks><task><name>Main</name><refId>Main_10</refId><actions>
          <callCommonModule>
            <name>Look up</name>
            <commonModule><OrderModule><ver_latestPublished><inputs>
              <Common.order><exp>Flow.text</exp></Common.order>
              <Common.isNew><exp>Flow.isNew</exp></Common.isNew>
              <Common.oder><exp>Flow.text</exp></Common.oder>
            </inputs></ver_latestPublished></OrderModule></commonModule>
          </callCommonModule>
        </actions></task></tasks>
      </inboundCall>
      """
    func only(_ name: String, _ text: String) throws -> Finding {
      let module = module.replacing("Order module", with: "OrderModule")
      let found = lint([(name, text), ("b.yaml", module)], only: rule)[name] ?? []
      #expect(found.count == 1)
      return try #require(found.first)
    }
    let (first, second) = (try only("a.yaml", yaml), try only("a.xml", xml))
    #expect(first.message == second.message && first.fingerprint == second.fingerprint)
    let range = try #require(second.range)
    #expect(String(decoding: Array(xml.utf8)[range.indices], as: UTF8.self).contains("Common.oder"))
  }

  // MARK: Data actions

  private func call(_ inputs: String, _ outputs: String = "") -> String {
    """
    workflow:
      name: Orders
      startUpRef: "/workflow/states/state[Start_10]"
      variables:
        - stringVariable: { name: Flow.text }
        - stringCollectionVariable: { name: Flow.texts }
        - integerVariable: { name: Flow.count }
        - booleanVariable: { name: Flow.isNew }
      states:
        - state:
            name: Start
            refId: Start_10
            actions:
              - callData:
                  name: Get order
                  category:
                    CRM:
                      dataAction:
                        Get Order:
                          inputs: {\(inputs)}
                          successOutputs: {\(outputs)}
    """
  }

  private func dataAction(_ name: String = "Get Order", output: String? = nil) -> String {
    let output =
      output ?? """
        {"type": "object", "properties": {
          "count": {"type": "integer"}, "price": {"type": "number"}, "any": {"type": "object", "properties": {}},
          "order": {"type": "object", "properties": {"id": {"type": "string"}}},
          "lines": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}}
        }}
        """
    return """
      {"name": "\(name)", "config": {
        "request": {"requestUrlTemplate": "/orders/${input.id}", "requestType": "GET"},
        "response": {"translationMap": {}, "successTemplate": "${rawResult}"}},
        "contract": {
          "input": {"inputSchema": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}, "isNew": {"type": "boolean"}}}},
          "output": {"successSchema": \(output)}}}
      """
  }

  private static let title = "warning likely: ‘Get Order’ (b.json)"

  @Test(arguments: [
    ("id: { exp: Flow.text }", "count: { var: Flow.count }, order.id: { var: Flow.text }", []),
    ("id: { exp: Flow.text }", "lines.name: { var: Flow.texts }, any.thing: { var: Flow.count }", []),
    ("id: { exp: Flow.text }", "any: { var: Flow.text }, lines: { var: Flow.text }", []),
    ("isNew: { exp: Flow.isNew }", "", ["\(title) requires ‘id’, which the call leaves empty"]),
    ("id: { noValue: true }", "", ["\(title) requires ‘id’, which the call leaves empty"]),
    ("id: { lit: \"\" }", "", ["\(title) requires ‘id’, which the call leaves empty"]),
    (
      "id: { exp: Flow.text }, isnew: { exp: Flow.isNew }", "",
      ["\(title) takes no input ‘isnew’; did you mean ‘isNew’?"]
    ),
    (
      "id: { exp: Flow.text }, isNew: { exp: Flow.text }", "",
      ["\(title) takes ‘isNew’ as Boolean, and is given String"]
    ),
    ("id: { exp: Flow.text }", "order.name: { var: Flow.text }", ["\(title) gives no output ‘order.name’"]),
    (
      "id: { exp: Flow.text }", "lines.name: { var: Flow.text }",
      ["\(title) gives ‘lines.name’ as String Collection, and the variable is of type String"]
    ),
    (
      "id: { exp: Flow.text }", "price: { var: Flow.count }",
      ["\(title) gives ‘price’ as Decimal, and the variable is of type Integer"]
    ),
  ])
  func callsOfADataAction(inputs: String, outputs: String, expected: [String]) {
    #expect(
      messages([("a.yaml", call(inputs, outputs)), ("b.json", dataAction())], "contract-mismatch") == expected)
  }

  @Test(arguments: [
    ("Get Order - Exported 2024-05-01 @ 9:30", nil, 1), ("Get Orders", nil, 0),
    // What is a list, or what is not said, has members that are not known.
    ("Get Order", ##"{"type": "array", "items": {"$ref": "#/order"}}"##, 0), ("Get Order", #"{"type": "object"}"#, 0),
    ("Get Order", #"{"type": "object", "properties": {}}"#, 1),
    ("Get Order", #"{"type": "array", "items": {"type": "object", "properties": {"nam": {"type": "string"}}}}"#, 0),
  ])
  func contractsByName(name: String, output: String?, count: Int) {
    let text = call("id: { exp: Flow.text }", "nam: { var: Flow.text }")
    #expect(
      messages([("a.yaml", text), ("b.json", dataAction(name, output: output))], "contract-mismatch").count == count)
  }

  // MARK: Attributes

  private func flow(_ actions: String, _ type: String = "inboundCall") -> String {
    """
    \(type):
      name: Orders
      startUpRef: "/\(type)/tasks/task[Main_10]"
      variables:
        - stringVariable: { name: Flow.tier }
      tasks:
        - task:
            name: Main
            refId: Main_10
            actions:
    \(actions)
    """
  }

  private func set(_ name: String) -> String { use("setParticipantData", name, "value: { lit: gold }") }
  private func get(_ name: String) -> String { use("getParticipantData", name, "variable: Flow.tier") }

  private func use(_ type: String, _ name: String, _ rest: String) -> String {
    "            - \(type): { name: Data, attributes: [ { attribute: { name: { lit: \(name) }, \(rest) } } ] }\n"
  }

  private let script = """
    {"name": "Desk", "startPageId": "p", "pages": [{"id": "p", "name": "Start"}], "variables": [
      {"id": "v", "name": "Tier", "type": {"name": "string"}, "value": "", "input": false, "output": true}]}
    """

  private func reader(_ key: String) -> String {
    """
    {"name": "Get tier", "config": {
      "request": {"requestUrlTemplate": "/api/v2/conversations/${input.id}", "requestType": "GET"},
      "response": {"translationMap": {"t": "$.participants[?(@.purpose == 'customer')].attributes.\(key)"}}}}
    """
  }

  @Test func variantsInOtherFiles() {
    let rule = "attribute-case-variant"
    let message = "warning likely: the attribute ‘tier’ is another one than ‘Tier’, which"
    let end = "letter case and blanks count in names"
    let reads = flow(get("tier"))
    #expect(messages([("a.yaml", reads), ("b.yaml", flow(set("Tier")))], rule) == ["\(message) b.yaml sets: \(end)"])
    #expect(messages([("a.yaml", reads), ("b.yaml", flow(set("Tier")))], rule, in: "b.yaml") == [])
    #expect(messages([("a.yaml", reads), ("b.script", script)], rule) == ["\(message) b.script sets: \(end)"])
    // Nothing sets either: the one that more files have is meant, else the first.
    let others = [("b.yaml", flow(get("Tier"))), ("c.yaml", flow(get("Tier")))]
    #expect(messages([("a.yaml", reads)] + others, rule) == ["\(message) b.yaml reads: \(end)"])
    #expect(messages([("a.yaml", reads), others[0]], rule) == [])
    // A file that has both tells of it alone.
    #expect(
      messages([("a.yaml", flow(set("Tier") + get("tier"))), ("b.yaml", flow(set("Tier")))], rule) == [
        "\(message) the flow uses too: \(end)"
      ])
    #expect(lint(reads, only: rule).isEmpty)
  }

  @Test func aDataActionIsToldOfWhereItsPathStands() throws {
    let text = reader("tier")
    let found = try #require(
      lint([("a.json", text), ("b.yaml", flow(set("Tier")))], only: "attribute-case-variant")["a.json"]?.first)
    let range = try #require(found.range)
    #expect(String(decoding: Array(text.utf8)[range.indices], as: UTF8.self).hasSuffix("attributes.tier"))
  }

  @Test func readsThatNothingSets() {
    let rule = "attribute-read-never-set"
    let found = ["warning possible: no linted flow sets the attribute ‘tier’"]
    let reads = flow(get("tier"))
    #expect(messages([("a.yaml", reads)], rule) == found)
    #expect(messages([("a.yaml", reads), ("b.yaml", flow(set("tier")))], rule) == [])
    #expect(messages([("a.yaml", flow(get("Tier"))), ("b.script", script)], rule) == [])
    #expect(
      messages([("a.yaml", reads), ("b.yaml", flow(set("teir")))], rule) == [
        "\(found[0]); did you mean ‘teir’, which b.yaml sets?"
      ])
    // A flow that a messenger hands attributes may call a data action.
    #expect(lint(reader("tier"), only: rule).isEmpty)
    var options = LintOptions()
    options.select = [rule]
    options.knownAttributes = ["other"]
    #expect(Linter(options: options).lint(Array(reader("tier").utf8), named: "a.json").findings.count == 1)
    // Which attributes a data action writes is not known; those that its template names are.
    func writer(_ attributes: String) -> String {
      """
      {"name": "Set", "config": {"request": {
        "requestUrlTemplate": "/api/v2/conversations/calls/${input.id}/participants/${input.p}/attributes",
        "requestType": "PATCH", "requestTemplate": "{\\"attributes\\": \(attributes)}"}}}
      """
    }
    #expect(messages([("a.yaml", reads), ("b.json", writer("${input.attributes}"))], rule) == [])
    #expect(messages([("a.yaml", reads), ("b.json", writer(#"{\"tier\": \"$input.t\"}"#))], rule) == [])
    #expect(messages([("a.yaml", reads), ("b.json", writer(#"{\"other\": \"$input.t\"}"#))], rule) == found)
    // Where a part of a file is not read, or a name is worked out, nothing is certain.
    #expect(
      messages([("a.yaml", reads), ("b.yaml", flow(set("x")).replacing("lit: x", with: "exp: Flow.tier"))], rule) == [])
  }

  @Test func oneDefectIsToldOnce() {
    var options = LintOptions()
    options.select = ["attribute-read-never-set", "attribute-case-variant"]
    let linter = Linter(options: options)
    var project = Project()
    var reports = [("a.yaml", flow(get("tier"))), ("b.yaml", flow(set("Tier")))].map {
      linter.lint(Array($0.1.utf8), named: $0.0)
    }
    for report in reports { project.add(report) }
    project.settle(&reports[0])
    #expect(reports[0].findings.map(\.rule) == ["attribute-case-variant"])
  }

  // MARK: Transfers

  private func transfer(from name: String, to target: String, after: String = "") -> String {
    let after = after.isEmpty ? "" : "            \(after)\n"
    return flow("\(after)            - transferToFlow: { name: Away, targetFlow: { name: \(target) } }")
      .replacing("name: Orders", with: "name: \(name)")
  }

  @Test(arguments: [
    ("Night", "Nobody", "", nil),
    ("Night", "Day", "", "warning likely: ‘Night’ (b.yaml) transfers back to ‘Day’, and nobody is asked on the way"),
    (
      "Night", "Week", "",
      "warning likely: ‘Night’ (b.yaml) transfers to ‘Week’ (c.yaml), that back to ‘Day’, and nobody is asked on the way"
    ),
    ("Day", "Nobody", "", "warning likely: the flow transfers to itself, and nobody is asked on the way"),
    ("Night", "Day", "- collectInput: { name: Ask }", nil), ("Night", "Day", "- somethingNew: { name: New }", nil),
    (
      "Night", "Day", "- playAudio: { name: Hello }",
      "warning likely: ‘Night’ (b.yaml) transfers back to ‘Day’, and nobody is asked on the way"
    ),
    (
      "Night", "Day",
      "- decision: { name: D, condition: { exp: true }, outputs: { \"no\": { actions: [ { disconnect: { name: E } } ] } } }",
      "info possible: ‘Night’ (b.yaml) transfers back to ‘Day’, and nobody is asked on the way"
    ),
  ])
  func circlesOfTransfers(first: String, second: String, after: String, expected: String?) {
    let files = [
      ("a.yaml", transfer(from: "Day", to: first, after: after)), ("b.yaml", transfer(from: "Night", to: second)),
      ("c.yaml", transfer(from: "Week", to: "Day")),
    ]
    #expect(messages(files, "cyclic-flow-transfer") == [expected].compactMap(\.self))
    #expect(messages(files, "cyclic-flow-transfer", in: "b.yaml") == [])
  }

  // MARK: What is shared

  @Test func fingerprintsAndSuppressionsDoNotDependOnOtherFiles() throws {
    let rule = "common-module-io-mismatch"
    func fingerprint(_ module: String) -> String? {
      lint(
        [("a.yaml", caller(inputs: Self.all + ["Common.oder: { exp: Flow.text }"])), ("b.yaml", module)], only: rule)[
          "a.yaml"]?.last?.fingerprint
    }
    let first = try #require(fingerprint(module))
    #expect(fingerprint(module.replacing("Common.order,", with: "Common.orders,")) == first)
    let ignored = caller(inputs: Self.all + ["Common.oder: { exp: Flow.text } # plumb: ignore[\(rule)] soon"])
    let linter = linter(only: rule)
    var project = Project()
    var reports = [("a.yaml", ignored), ("b.yaml", module)].map { linter.lint(Array($0.1.utf8), named: $0.0) }
    #expect(reports[0].suppressed.isEmpty)
    for report in reports { project.add(report) }
    project.settle(&reports[0])
    #expect(reports[0].findings.isEmpty && reports[0].suppressed.count == 1)
  }
}
