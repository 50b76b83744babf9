import TestSupport
import Testing

/// What `plumb eval` does with its options, on conversations of two lines.
@Suite("plumb eval")
struct EvalOptionTests {
  private static let conversation = """
    {"id":"c-1","participants":[{"id":"p-1","purpose":"customer","attributes":{"tier":"gold","order":"7"}},\
    {"id":"p-2","purpose":"agent","attributes":{}}]}
    """
  private static let other = #"{"id":"c-2","participants":[{"id":"p-3","purpose":"customer","attributes":{}}]}"#
  private static let flow = """
    inboundShortMessage:
      name: Orders
      startUpRef: "/inboundShortMessage/states/state[Start_1]"
      defaultLanguage: en-us
      variables:
        - integerVariable: {name: Flow.count, initialValue: {lit: 3}}
        - stringVariable: {name: Flow.tier, initialValue: {noValue: true}}
        - stringVariable: {name: Flow.greeting, initialValue: {exp: 'Append("Hi ", ToString(Flow.count))'}}
        - stringCollectionVariable: {name: Flow.names, initialValue: {noValue: true}}
        - stringVariable: {name: Flow.later, initialValue: {noValue: true}}
        - stringVariable: {name: Flow.never, initialValue: {noValue: true}}
      states:
        - state:
            name: Start
            refId: Start_1
            actions:
              - getParticipantData:
                  name: Read
                  attributes: [{attribute: {name: {lit: tier}, variable: Flow.tier}}]
              - updateData:
                  name: Note
                  statements:
                    - string: {variable: Flow.later, value: {exp: 'Upper(Flow.tier)'}}
              - decision:
                  name: Gold?
                  condition: {exp: 'Flow.tier == "gold" and Flow.count > 2'}
              - decision:
                  name: Later?
                  condition: {exp: 'Lower(Flow.later) == "x"'}
              - decision:
                  name: Never?
                  condition: {exp: 'IsSet(Flow.never) or Count(Flow.names) > 0'}
    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "one.json": Self.conversation, "two.ndjson": Self.conversation + "\n" + Self.other + "\nnothing\n",
      "flow.yaml": Self.flow, "vars.json": #"{"Flow.n":"3","Flow.list":["1","2"],"Flow.m":null}"#,
    ])
  }

  /// The transcript of a command line in which a word that names a file of the folder is that file.
  private func run(_ words: String...) -> String {
    let files: Set = ["one.json", "two.ndjson", "flow.yaml", "vars.json"]
    let run = CommandRun(["eval"] + words.map { files.contains($0) ? folder.path($0) : $0 })
    return run.transcript.replacing(folder.path + "/", with: "")
  }

  @Test("--trace tells on standard error how each part got its value")
  func trace() {
    #expect(
      run("--trace", "If(IsSet(participant.attributes.tier), Flow.a, 1) + 2", "--set", "Flow.a=40", "one.json") == """
        42
        stderr: If(IsSet(participant.attributes.tier), Flow.a, 1) + 2 = 42 (Integer)
        stderr:   If(IsSet(participant.attributes.tier), Flow.a, 1) = 40 (Integer), by --set
        stderr:     IsSet(participant.attributes.tier) = true (Boolean)
        stderr:       participant.attributes.tier = "gold" (String), from /participants/0/attributes/tier of customer p-1 (only)
        stderr:     Flow.a = 40 (Integer), by --set
        stderr:     1: not evaluated, the condition is true

        """)
  }

  @Test("What is mostly meant by a call is told")
  func advice() {
    let set = #"Flow.order=JsonParse("{\"buyer\":{\"Tier\":\"gold\"}}")"#
    #expect(
      run(#"GetJsonObjectProperty(Flow.order, "buyer.Tier")"#, "--set", set).contains(
        "the JSON object has no member ‘buyer.Tier’; it is one name and no path: write ‘.buyer.Tier’ after the object"))
    #expect(
      run(#"GetJsonObjectProperty(Flow.order.buyer, "tier")"#, "--set", set).contains(
        "the JSON object has no member ‘tier’; did you mean ‘Tier’?"))
    #expect(
      run(#"ToString(ToDate("2026-03-01"), "dd.MM.yyyy")"#).contains("‘ToString’, found a Date; there are no patterns"))
    let branch = run(#"If(true, 1, ToUpperCase("a"))"#)
    #expect(branch.contains("found ‘ToUpperCase’; did you mean ‘Upper’?") && branch.hasSuffix("exit 3\n"))
  }

  @Test("a variable keeps what is not known, whatever its type")
  func unknownVariable() {
    let unknown = """
      stderr: UNKNOWN: an inventory with ‘queues’, to tell what ‘FindQueue’ finds
      exit 3

      """
    #expect(run("Flow.q.id + 1", "--set", #"Flow.q=FindQueue("a")"#) == unknown)
    #expect(run("IsSet(Flow.q)", "--set", #"Flow.q=FindQueue("a").name"#, "--var-type", "Flow.q=int") == unknown)
    #expect(run("Count(Flow.q)", "--set", #"Flow.q=FindQueue("a").name"#, "--var-type", "Flow.q=str_coll") == unknown)
    #expect(
      run("--histogram", #"IsSet(FindQueue(participant.attributes.tier))"#, "--ndjson", "two.ndjson").contains(
        "  UNKNOWN\t1\n"))
  }

  @Test("--trace in JSON is a tree of parts")
  func traceJSON() {
    let text = run("--trace", "--format", "jsonl", "true or Flow.a", "one.json")
    #expect(
      text.contains(
        """
        "trace":{"text":"true or Flow.a","start":0,"end":14,"state":"value","type":"bln","isSet":true,"value":true,\
        "parts":[{"text":"true","start":0,"end":4,"state":"value","type":"bln","isSet":true,"value":true,"parts":[]},\
        {"text":"Flow.a","start":8,"end":14,"state":"skipped","reason":"the left side of ‘or’ is true","parts":[]}]}
        """), "\(text)")
  }

  @Test("--now and --seed make time and chance repeatable")
  func clock() {
    #expect(run("GetCurrentDateTimeUtc()", "--now", "2026-03-02T10:00:00+01:00") == "2026-03-02T09:00:00.000Z\n")
    #expect(run("Year(GetCurrentDateTimeUtc()) >= 2026") == "true\n")
    #expect(run("1", "--now", "today").hasSuffix("exit 2\n"))
  }

  @Test("--var-type reads values as a type and types what is NOT_SET")
  func variableTypes() {
    #expect(run("Flow.n + 1", "--vars", "vars.json", "--var-type", "Flow.n=int") == "4\n")
    #expect(run("Flow.list[1] + 1", "--vars", "vars.json", "--var-type", "Flow.list=int_coll") == "3\n")
    #expect(run("Count(Flow.none)", "--var-type", "Flow.none=str_coll") == "0\n")
    #expect(run("Flow.a", "--set", "Flow.a=\"x\"", "--var-type", "Flow.a=int").contains("cannot be read as Integer"))
    #expect(run("Flow.m", "--format", "jsonl", "--var-type", "Flow.m=dtm").contains(#""type":"dtm","isSet":false"#))
    #expect(run("1", "--vars", "vars.json", "--var-type", "Flow.list=int").hasSuffix("exit 2\n"))
    #expect(run("1", "--var-type", "Flow.list").hasSuffix("exit 2\n"))
    #expect(run("1", "--var-type", "Flow.list=Whole Number").hasSuffix("exit 2\n"))
  }

  @Test("--dialect architect refuses paths into a conversation and says what to do")
  func dialect() {
    let text = run("1 + conversation.id", "--dialect", "architect", "one.json")
    #expect(text.contains("Get Participant Data") && text.contains("column 5") && text.hasSuffix("exit 3\n"))
    #expect(run("Flow.a + 1", "--dialect", "architect", "--set", "Flow.a=1") == "2\n")
  }

  @Test("--histogram counts values and causes")
  func histogram() {
    #expect(
      run("participant.attributes.tier", "--ndjson", "--histogram", "two.ndjson") == """
        participant.attributes.tier
          inputs\t3
          set\t1
          RC-01\t1
          error not-a-conversation\t1
        exit 3

        """)
    #expect(
      run("-e", "participant.attributes.tier", "--ndjson", "--histogram", "--format", "json", "two.ndjson") == """
        {"version":1,"histogram":[{"expression":"participant.attributes.tier","inputs":3,"set":1,\
        "causes":[{"id":"RC-01","count":1}],"errors":[{"code":"not-a-conversation","count":1}]}]}
        exit 3

        """)
  }

  @Test("a batch tells errors of a kind three times and counts the others")
  func manyErrors() {
    let lines = (1...9).map { "faulty \($0)\n" }.joined() + "{\"id\":\"c-1\",\"participants\":[]}\n"
    let batch = CommandRun(["eval", "-e", "conversation.id", "-e", "1/0", "--ndjson", "-"], input: Array(lines.utf8))
    #expect(batch.output == String(repeating: "\\!\t\\!\n", count: 9) + "c-1\t\\!\n")
    #expect(batch.errors.contains("plumb: -:3: ") && !batch.errors.contains("plumb: -:4: "))
    #expect(batch.errors.hasSuffix("plumb: 6 more like it: not-a-conversation\n") && batch.status == 3)
    let why = CommandRun(["why", "--key", "tier", "--ndjson", "-"], input: Array(lines.utf8))
    #expect(why.errors.hasSuffix("plumb: 6 more like it: not-a-conversation\n") && why.status == 3)
  }

  @Test(
    "a misspelt variable of Genesys gets the nearest name",
    arguments: [
      ("Call.Anni", "Call.Ani"), ("Mesage.Message.body", "Message.Message"), ("Session.Langauge", "Session.Language"),
    ])
  func misspeltBuiltIn(expression: String, meant: String) {
    let errors = CommandRun(["eval", expression]).errors
    #expect(errors.contains("is not known; did you mean ‘\(meant)’?") && !errors.contains("--set"))
  }

  @Test("--all-sites leaves out what is no expression of Architect: templates, JSONPath, scripts")
  func otherLanguages() {
    let run = CommandRun(typed: "eval --flow samples/flows/get-order-tier.custom.json --all-sites")
    #expect(run.transcript == "stderr: plumb: the flow holds no expression of Architect’s language\n")
  }

  @Test("--flow gives variables their initial values and what the flow reads from the customer")
  func flowVariables() {
    #expect(run("Flow.greeting + Flow.tier", "--flow", "flow.yaml", "one.json") == "Hi 3gold\n")
    #expect(run("Flow.count", "--flow", "flow.yaml", "--set", "Flow.count=9") == "9\n")
    #expect(
      run("Flow.tier", "--flow", "flow.yaml", "--format", "jsonl", "one.json").contains(
        #""pointer":"/participants/0/attributes/tier","participantId":"p-1","purpose":"customer","chosenBy":"only","#
          + #""binding":"attribute""#))
    #expect(
      run("Flow.tier", "--flow", "flow.yaml", "two.ndjson", "--ndjson") == """
        gold

        \\!
        stderr: plumb: two.ndjson:3: expected a value, found ‘nothing’ (byte 0 of the line)
        exit 3

        """)
    #expect(run("1", "--flow", "one.json").hasSuffix("exit 2\n"))
  }

  @Test("--all-sites evaluates the flow's own expressions; what only the running flow fills is no error")
  func sites() {
    #expect(
      run("--flow", "flow.yaml", "--all-sites", "one.json") == """
        Orders\tHi 3
        Start › Note\tGOLD
        Start › Gold?\ttrue
        Start › Later?\t
        Start › Never?\tfalse
        stderr: Start › Later?: NOT_SET: it needs ‘Flow.later’, which nobody has given a value; give one with --set Flow.later=…

        """)
    #expect(run("--flow", "flow.yaml", "--site", "Start > Gold?", "one.json") == "Start › Gold?\ttrue\n")
    let json = run("--flow", "flow.yaml", "--site", "Start › Later?", "--format", "jsonl", "one.json")
    #expect(json.contains(#""flow":"Orders","site":"Start › Later?"}"#) && json.contains(#""unbound":["Flow.later"]"#))
    #expect(run("--flow", "flow.yaml", "--site", "Start › Gold", "one.json").contains("‘Start › Gold?’"))
    #expect(run("--all-sites", "one.json").hasSuffix("exit 2\n"))
    #expect(run("-e", "1", "--flow", "flow.yaml", "--all-sites").hasSuffix("exit 2\n"))
  }

  @Test("parse --format json tells the facts")
  func facts() {
    let run = CommandRun(["parse", "--format", "json", "Append(participant.attributes.tier, Flow.a, \"x\")"])
    #expect(
      run.output.hasSuffix(
        #""facts":{"reads":["Flow.a"],"attributes":[{"participant":"customer","key":"tier"}],"#
          + #""canBeNotSet":"maybe","constant":null}}"# + "\n"), "\(run.output)")
    let constant = CommandRun(["parse", "--format", "json", "1 / 4"]).output
    #expect(constant.contains(#""canBeNotSet":"never","constant":{"type":"dec","value":0.25}"#))
    let refused = CommandRun(["parse", "--dialect", "architect", "conversation.id"])
    #expect(refused.status == 3 && refused.errors.contains("Get Participant Data"))
  }
}
