import Flows
import Linting
import SourceText
import TestSupport
import Testing

/// Rules about faults that people meet: each kind with inputs that must be found and such that must not.
struct FieldRuleTests {
  /// A flow of a type with one decision.
  private func flow(_ condition: String, type: String = "inboundCall", variables: String = "") -> String {
    """
    \(type):
      name: Field
      startUpRef: "/\(type)/tasks/task[Main_10]"
      variables:
        - stringVariable: { name: Flow.text }
        - jsonVariable: { name: Flow.json }
    \(variables)
      tasks:
        - task:
            name: Main
            refId: Main_10
            actions:
              - decision:
                  name: Decide
                  condition:
                    exp: '\(condition)'
    """
  }

  private func words(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.severity) \($0.expression.map { _ in "" } ?? "at ")\($0.message)" }
  }

  // MARK: Secrets by the names of what they go into

  /// What is given to a variable of a name; whether it is a secret.
  static let secrets: [(name: String, value: String, isSecret: Bool)] = [
    ("Flow.password", "lit: hunter-2b", true), ("Flow.dbPwd", #"exp: '"correcthorse"'"#, true),
    ("Flow.PASSWORD_PROD", "lit: Qx7pLk9", true), ("Flow.clientSecret2", "lit: 8f0e1d2c3b4a", true),
    ("Flow.authToken", #"exp: '"tok_0a1b2c3d4e"'"#, true), ("Flow.x_api_key", "lit: AbCdEfGhIjKlMn", true),
    ("Flow.authorization", #"exp: '"Basic dXNlcjpodW50ZXI="'"#, true),
    ("Flow.password", #"exp: 'If(Flow.isTest, "one-pass-1", Flow.other)'"#, true),
    ("Flow.password", "lit: ''", false), ("Flow.password", "lit: '{{db_password}}'", false),
    ("Flow.password", "lit: '${var.password}'", false), ("Flow.password", "lit: <password>", false),
    ("Flow.password", "lit: ChangeMe123", false), ("Flow.password", "lit: xxxxxxxx", false),
    ("Flow.password", "lit: 'Please say your password'", false), ("Flow.password", "exp: Flow.other1", false),
    ("Flow.apiKey", "lit: x-api-key", false), ("Flow.apiKey", "lit: YOUR_API_KEY_1", false),
    ("Flow.tokenUrl", "lit: 'https://example.com/t0ken'", false), ("Flow.tokenType", "lit: Bearer1", false),
    ("Flow.forgotPassword", "lit: requested", false), ("Flow.nextToken", "lit: /v2/t0kens/next", false),
    ("Flow.passwordHint", "lit: mother-1950", false), ("Flow.username", "lit: svc-ivr-01", false),
  ]

  @Test(arguments: secrets)
  func secretsAreToldByNames(name: String, value: String, isSecret: Bool) {
    let text = """
      inboundCall:
        name: Secrets
        tasks:
          - task:
              name: Main
              actions:
                - updateData:
                    name: Keep
                    statements:
                      - string:
                          variable: \(name)
                          value: { \(value) }
      """
    #expect(lint(text, only: "secret-in-expression").isEmpty == !isSecret)
  }

  @Test func secretsStandInInputsAttributesHeadersAndFirstValues() {
    let flow = """
      workflow:
        name: Secrets
        variables:
          - stringVariable: { name: Flow.secret, initialValue: { lit: s3cret-0ne } }
        states:
          - state:
              name: Start
              actions:
                - callData:
                    name: Call
                    category:
                      Mail:
                        dataAction:
                          Send:
                            inputs:
                              api_key: { lit: k3y-number-two }
                              text: { lit: k3y-number-none }
                - setParticipantData:
                    name: Set
                    attributes:
                      - attribute: { name: { lit: accessToken }, value: { exp: '"t0ken-three"' } }
                - updateData:
                    name: Keep
                    statements:
                      - string: { variable: Flow.any, value: { lit: AKIAABCDEFGHIJKLMNOP } }
      """
    let found = lint(flow, only: "secret-in-expression").map(\.message)
    #expect(found.count == 4)
    for name in ["Flow.secret", "api_key", "accessToken", "a key of Amazon"] {
      #expect(found.count { $0.contains(name) } == 1, "\(name)")
    }
    let action = """
      {"name":"A","config":{"request":{"requestUrlTemplate":"https://example.com","requestType":"GET","headers":{
      "Authorization":"Basic dXNlcjpwYXNz","X-Api-Key":"k3y-f0ur","X-Auth-Token":"${credentials.token}",
      "Accept":"application/json"}},"response":{}}}
      """
    #expect(lint(action, only: "secret-in-expression").count == 2)
  }

  /// Nothing that is shown of the flow tells more of such a secret than its first characters.
  @Test func secretsOfNamesAreMasked() throws {
    let text = flow(#"Flow.password == "z9-first-pass" or Nope("z9-first-pass")"#)
      .replacing(
        "    - jsonVariable",
        with: "    - stringVariable: { name: Flow.password, initialValue: { lit: z9-first-pass } }\n    - jsonVariable")
    let report = Linter().lint(Array(text.utf8), named: "flow").masked()
    #expect(report.findings.count > 1)
    let shown =
      report.findings.map { "\($0.message) \($0.expression ?? "")" } + [
        report.file.map { $0.text(ByteRange(0, $0.bytes.count)) } ?? ""
      ]
    #expect(shown.allSatisfy { !$0.contains("first-pass") })
  }

  // MARK: Built-in variables

  @Test(
    arguments: [
      (
        "IsSet(Call.CalledAdress)", "inboundCall",
        [
          "warning expected a built-in variable, found ‘Call.CalledAdress’, which is not known; did you mean ‘Call.CalledAddress’?"
        ]
      ),
      (
        "IsSet(call.remotenam)", "inQueueCall",
        [
          "warning expected a built-in variable, found ‘call.remotenam’, which is not known; did you mean ‘Call.RemoteName’?"
        ]
      ),
      (
        "IsSet(Message.Sentiment)", "inboundShortMessage",
        ["info expected a built-in variable, found ‘Message.Sentiment’, which is not known"]
      ),
      (
        "Email.Message.subject == Call.Ani", "inboundEmail",
        ["warning ‘Call.Ani’ is no variable of flows of type inboundEmail"]
      ),
      ("IsSet(Chat.Guest.customFields) and IsSet(System.Regions)", "inboundChat", []),
      (
        "IsSet(Session.LastKnowledgeAnswr)", "digitalBot",
        [
          "warning expected a built-in variable, found ‘Session.LastKnowledgeAnswr’, which is not known; did you mean ‘Session.LastKnowledgeAnswer’?"
        ]
      ),
      (
        "IsSet(Message.Message.body)", "workflow",
        ["warning ‘Message.Message’ is no variable of flows of type workflow"]
      ),
      ("IsSet(Call.Ani) and IsSet(Message.Message)", "commonModule", []),
      ("IsSet(Call.{{member}})", "inboundCall", []), ("Contains(\"Call.Nobody\", Flow.text)", "inboundCall", []),
    ] as [(String, String, [String])])
  func builtInVariables(condition: String, type: String, expected: [String]) {
    #expect(words(lint(flow(condition, type: type), only: "unknown-built-in")) == expected)
  }

  @Test func misspeltFlowVariablesOfGenesysAreNamed() {
    let found = lint(flow("IsSet(Flow.StartDateTimUtc)"), only: "unknown-variable")
    #expect(
      found.map(\.message) == [
        "expected a declared variable, found ‘Flow.StartDateTimUtc’; did you mean ‘Flow.StartDateTimeUtc’?"
      ])
  }

  /// In a flow that declares none of its own, other names are left alone.
  @Test(arguments: [
    ("Flow.StartDateTimUtc", 1), ("Flow.StartDateTimeUtc", 0), ("Flow.startOfOrder", 0), ("Flow.Verson", 0),
  ])
  func misspeltFlowVariablesWithoutDeclarations(name: String, count: Int) {
    let text = flow("IsSet(\(name))").replacing("Flow.text", with: "Task.text").replacing(
      "Flow.json", with: "Task.json")
    #expect(lint(text, only: "unknown-built-in").count == count)
  }

  // MARK: Addresses

  @Test(arguments: [
    (#"Call.Ani == "+13175550116""#, 1), (#""3175550116" != call.ani"#, 1),
    (#"AreEqual(Call.CalledAddress, "911")"#, 1),
    (#"StartsWith(Call.Ani, "+49")"#, 1), (#"Left(Call.Ani, 2) == "+1""#, 1),
    (#"Substring(Call.Ani, 0, 3) == "tel""#, 0),
    (#"Contains(MakeList("tel:+1", "+1", "2"), Call.Ani)"#, 2), (#"Lower(Trim(Call.Ani)) == "anonymous""#, 1),
    (#"Call.Ani == "tel:+13175550116" or Call.Ani == "sip:a@b.example""#, 0),
    (#"Call.Ani == "" or Call.Ani == "{{n}}""#, 0),
    (#"Contains(Call.Ani, "+1317")"#, 0), (#"ToPhoneNumber(Call.Ani).e164 == "+13175550116""#, 0),
    (#"Call.CalledAddressOriginal == "+13175550116" or Flow.text == "+1""#, 0),
    (#"Substring(Call.Ani, 4, 2) == "+1""#, 0),
  ])
  func addresses(condition: String, count: Int) {
    #expect(lint(flow(condition), only: "address-without-scheme").count == count)
  }

  @Test func casesOfASwitchOnAnAddress() {
    let text = """
      inboundCall:
        name: Switch
        tasks:
          - task:
              name: Main
              actions:
                - switch:
                    name: By caller
                    evaluate:
                      firstMatch:
                        string:
                          value: { exp: Call.Ani }
                          cases:
                            - case: { value: { lit: "+13175550116" } }
                            - case: { value: { exp: '"3175550117"' } }
                            - case: { value: { exp: '"tel:+13175550118"' } }
      """
    #expect(lint(text, only: "address-without-scheme").count == 2)
  }

  // MARK: JSON arrays, hearsay

  @Test(arguments: [
    (#"ToString(Flow.json.a[0]) == "x""#, 1), (#"ToString(GetAt(Flow.json.a, Count(Flow.json.a) - 1).b) == "x""#, 1),
    (#"ToString(JsonParse(Flow.text)[2]) == "x""#, 1), (#"ToString(Flow.json["a"]) == "x""#, 0),
    (#"ToString(GetAt(ToJsonCollection(Flow.json.a), 0)) == "x""#, 0), (#"Split(Flow.text, ",")[0] == "x""#, 0),
    (#"conversation.participants[0].purpose == "x""#, 0), (#"ToString(Flow.other[0]) == "x""#, 0),
  ])
  func jsonArrays(condition: String, count: Int) {
    let found = lint(flow(condition), only: "json-array-index")
    #expect(found.count == count && found.allSatisfy { $0.severity == .info && $0.certainty == .possible })
  }

  @Test(arguments: [
    (#"IndexOf(Flow.text, "a") == 1"#, ["‘IndexOf’ is known from hearsay only; FindString is sure"]),
    (
      #"ToLower(Flow.text) == "a" and Not(true)"#,
      [
        "‘ToLower’ is known from hearsay only; Lower is sure",
        "‘Not’ is known from hearsay only; the operator ! is sure",
      ]
    ),
    (#"Lower(Flow.text) == "a" and NoSuchFunction(1)"#, []),
  ])
  func hearsay(condition: String, expected: [String]) {
    #expect(lint(flow(condition), only: "hearsay-function").map(\.message) == expected)
    #expect(lint(flow(condition)).allSatisfy { $0.rule != "hearsay-function" })
  }

  // MARK: Text that a program wrote

  private let invented = """
    inboundCall:
      name: Invented
      tasks:
        - task:
            name: Main
            actions:
              - assignVariable: { name: Keep }
              - disconect: { name: Typo }
              - decision:
                  name: Home?
                  condition: { exp: "true" }
                  outputs:
                    "yes":
                      - playAudio: { name: Hello }
                    "no":
                      actions:
                        - disconnect: { name: End }
              - switch:
                  name: Which?
                  evaluate:
                    firstTrue:
                      default:
                        - disconnect: { name: End }
                      cases:
                        - case: { value: { exp: "true" }, actions: [ { disconnect: { name: End } } ] }
    """

  @Test func inventedActions() {
    var options = LintOptions()
    options.select = nil
    func found(_ preset: RuleMetadata.Preset) -> [String] {
      options.preset = preset
      return Linter(options: options).lint(Array(invented.utf8), named: "flow").findings
        .filter { $0.rule == "unknown-action" }.map { "\($0.severity) \($0.certainty) \($0.message)" }
    }
    let typo = "info likely expected an action, found ‘disconect’; did you mean ‘disconnect’?"
    #expect(found(.default) == [typo])
    #expect(found(.strict) == ["info possible expected an action, found ‘assignVariable’, which is not known", typo])
  }

  @Test func listsUnderWays() {
    #expect(
      lint(invented, only: "way-without-actions").map {
        "\($0.severity) \($0.location.actionName ?? "-") \($0.message)"
      } == [
        "warning Home? expected ‘actions’ under the way ‘yes’, found its actions directly, so that none of them is run",
        "warning Which? expected ‘actions’ under the way ‘default’, found its actions directly, so that none of them is run",
      ])
  }

  // MARK: Substitutions

  @Test func substitutionsThatAFileLacks() {
    let text = """
      inboundCall:
        name: "{{ substitutions.flow_name }} {{divison}}"
        description: "{{queue}} {{site}}"
      """
    var options = LintOptions()
    func found() -> [String] {
      Linter(options: options).lint(Array(text.utf8), named: "flow").findings.map { "\($0.severity) \($0.message)" }
    }
    #expect(found() == [])
    let told = "has to be given a value when the flow is published"
    let lacks = "\(told), and the file of substitutions gives it none"
    options.substitutions = ["flow_name", "division", "queue"]
    let errors = [
      "error the substitution ‘substitutions.flow_name’ \(lacks); did you mean ‘flow_name’?",
      "error the substitution ‘divison’ \(lacks); did you mean ‘division’?", "error the substitution ‘site’ \(lacks)",
    ]
    #expect(found() == errors)
    options.otherSubstitutions = { $0 == "flow" ? ["site"] : [] }
    #expect(found() == Array(errors.dropLast()))
    options.ignore = ["unresolved-substitution"]
    #expect(found() == [])
    options = LintOptions()
    options.preset = .strict
    options.otherSubstitutions = { _ in ["site", "queue", "divison"] }
    #expect(found() == ["info the substitution ‘substitutions.flow_name’ \(told)"])
  }

  // MARK: Files that were changed after they were exported

  @Test func textsThatDoNotFitTheirTreesAreToldOnce() {
    func value(_ text: String, _ config: String) -> String {
      #"{"text":"\#(text)","type":"bln","config":\#(config),"uiMetaData":{"mode":0},"metaData":{},"version":2}"#
    }
    func flow(_ texts: [String]) -> String {
      let actions = texts.enumerated().map { number, text in
        #"{"__type":"DecisionAction","id":"\#(number)","name":"D\#(number)","nextAction":"\#(number + 1)","expression":"#
          + value(text, #"{"IsSet":{"pos":1,"type":"bln"}}"#) + "}"
      }
      return
        #"{"name":"F","type":"inboundcall","initialSequence":"t","flowSequenceItemList":[{"__type":"Task","id":"t","name":"T","startAction":"0","actionList":["#
        + actions.joined(separator: ",") + "]}]}"
    }
    let some = lint(flow(["Alpha bravo", "IsSet(1)", "Delta echo"]), only: "expr-syntax")
    #expect(some.count == 2 && some.allSatisfy { $0.severity == .info })
    let many = lint(flow(["Alpha bravo", "IsSet(1)", "Delta echo", "Golf hotel"]), only: "expr-syntax")
    #expect(
      words(many) == ["info 3 texts do not fit the trees that Genesys made of them: was the file made anonymous?"])
  }

  /// A variable that the compiled tree refers to is one, whatever the flow declares.
  @Test(arguments: [("ref", 0), ("nul", 1)])
  func variablesThatGenesysTook(root: String, count: Int) {
    let text = #"""
      {"name":"F","type":"inboundcall","initialSequence":"t","variables":[{"__type":"StringVariable","name":"Flow.a"}],
      "flowSequenceItemList":[{"__type":"Task","id":"t","name":"T","startAction":"1","actionList":[
      {"__type":"UpdateVariableAction","id":"1","name":"U","variables":[{"variable":{"text":"Flow.gone","type":"str",
      "config":{"\#(root)":{"pos":1,"text":"Flow.gone","type":"str"}},"uiMetaData":{"mode":2},"version":2},
      "expression":{"text":"","type":"str","config":{"nul":{}},"uiMetaData":{"mode":3},"version":2}}]}]}]}
      """#
    #expect(lint(text, only: "unknown-variable").count == count)
  }

  /// Where a state declares variables, one that it does not is none: also where an output is bound to it.
  @Test(arguments: [
    ("State.tier", []),
    ("State.teir", ["expected a declared variable, found ‘State.teir’; did you mean ‘State.tier’?"]),
  ])
  func variablesOfAState(name: String, messages: [String]) {
    let text = """
      inboundShortMessage:
        name: Orders
        startUpRef: "/inboundShortMessage/states/state[Start_10]"
        states:
          - state:
              name: Start
              refId: Start_10
              variables:
                - stringVariable:
                    name: State.tier
              actions:
                - callData:
                    name: Get tier
                    category:
                      CRM:
                        dataAction:
                          Get Tier:
                            successOutputs:
                              tier:
                                var: \(name)
      """
    #expect(lint(text, only: "unknown-variable").map(\.message) == messages)
  }
}
