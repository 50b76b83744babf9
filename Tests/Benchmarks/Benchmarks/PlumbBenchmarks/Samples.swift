import Conversations
import JSON

/// Texts of the kinds that are met in the field, made up here so that every run measures the same.
enum Samples {
  // MARK: Conversations

  static func conversation(participants count: Int) -> Conversation {
    guard let document = try? JSONDocument(parsing: Array(conversationText(participants: count).utf8)),
      let conversation = Conversation(recognising: document.root)
    else { fatalError("the conversation is not read") }
    return conversation
  }

  static func conversationText(participants count: Int) -> String {
    let purposes = ["ivr", "acd", "agent", "workflow", "agent"]
    let participants = (0..<count).map { index in
      let attributes = (0..<(4 + index % 9)).map { #""key \#($0) of \#(index)": "value \#($0 * 7) \"quoted\"""# }
      let tier = index == 0 ? [#""tier": "gold""#] : []
      return """
        {"id": "00000000-0000-4000-8000-\(index + 100_000_000_000)", "purpose": "\(index == 0 ? "customer" : purposes[index % purposes.count])",
         "name": "Zoë \(index)", "startTime": "2026-03-02T10:00:00.000Z", "wrapupRequired": false,
         "attributes": {\((attributes + tier).joined(separator: ", "))},
         "calls": [{"id": "leg-\(index)", "state": "disconnected", "held": false, "segments": [{"type": "interact"}]}],
         "chats": [], "emails": [], "messages": []}
        """
    }
    return """
      {"id": "00000000-0000-4000-8000-000000000001", "startTime": "2026-03-02T10:00:00.000Z",
       "participants": [\(participants.joined(separator: ",\n"))]}
      """
  }

  // MARK: Expressions

  /// Each template with each word; all different.
  static let expressions: [String] = templates.flatMap { template in
    words.map { template.replacing("$", with: $0) }
  }

  private static let words = [
    "name", "orderId", "tier", "language", "balance", "callbackNumber", "lastAgent", "queue", "reason", "priority",
  ]

  private static let templates = [
    "Flow.$", "Task.$ == NOT_SET", "!Task.$Flag", "Flow.$ == \"gold\"", "IsSet(Flow.$)", "Flow.$Count + 1",
    "ToString(Flow.$)", "Append(\"Hello \", Flow.$, \"!\")", "Length(Trim(Flow.$)) > 0", "Lower(Flow.$) == \"yes\"",
    "If(IsSet(Flow.$), Flow.$, \"none\")", "IsNotSetOrEmpty(State.$) or State.$ == \"0\"",
    "ToInt(Flow.$) >= 3 and ToInt(Flow.$) < 10", "Substring(Flow.$, 0, 10)", "Flow.$List[0]",
    "GetAt(Flow.$List, Count(Flow.$List) - 1)", "MakeList(Flow.$, \"b\", \"c\")", "Contains(Call.Ani, Flow.$)",
    "GetJsonObjectProperty(Flow.$Json, \"id\")", "ToString(Flow.$Json.items[0].id)", "AddHours(Flow.$Time, 2)",
    "DateTimeDiff(GetCurrentDateTimeUtc(), Flow.$Time) > ToDuration(60000)", "FindQueue(Flow.$)",
    "ToAudioTTS(Append(\"You have \", ToString(Flow.$Count), \" messages\"))",
    "(Flow.$A + Flow.$B) * 2 / (Flow.$C - 1)", "Flow.$ == \"a\" ? \"first\" : Flow.$ == \"b\" ? \"second\" : \"other\"",
    "Replace(Replace(Flow.$, \"-\", \"\"), \" \", \"\")", "Append(Split(Flow.$, \",\")[0], \": \", Right(Flow.$, 4))",
    "If(Flow.$Flag and not_really.$ != 4, MakeDuration(0, 1, 30, 0), ToDuration(0))",
    "JsonParse(Append(\"{\\\"$\\\": \\\"\", Flow.$, \"\\\"}\"))", "conversation.participants.customer.attributes.$",
    "Append(\"$ \", participant.attributes[\"$ key\"])",
  ]

  // MARK: Flows

  static func flowInYAML(states: Int) -> String {
    var text = """
      inboundShortMessage:
        name: Orders
        division: Home
        startUpRef: "/inboundShortMessage/states/state[State0_10]"
        defaultLanguage: en-us
        variables:
          - stringVariable:
              name: Flow.name
              initialValue:
                noValue: true
        states:

      """
    for state in 0..<states {
      let words = expressions[state % expressions.count].replacing("'", with: "''")
      text += """
            - state:
                name: State \(state)
                refId: State\(state)_10
                actions:
                  - updateData:
                      name: Remember \(state)
                      statements:
                        - string:
                            variable: Flow.name
                            value:
                              exp: '\(words)'
                  - decision:
                      name: Known \(state)?
                      condition:
                        exp: |-
                          IsSet(Flow.name) and
                            Length(Flow.name) > \(state)
                      outputs:
                        "yes":
                          actions:
                            - disconnect:
                                name: Goodbye

        """
    }
    return text
  }

  /// A flow that does three things in each round.
  static func loop(rounds: Int) -> String {
    """
    inboundShortMessage:
      name: Rounds
      startUpRef: "/inboundShortMessage/states/state[State0_10]"
      defaultLanguage: en-us
      variables:
        - integerVariable: {name: Flow.count, initialValue: {lit: 0}}
        - stringVariable: {name: Flow.name, initialValue: {lit: name}}
      states:
        - state:
            name: State
            refId: State0_10
            actions:
              - loop:
                  name: Rounds
                  loopCount: {lit: \(rounds)}
                  outputs:
                    loop:
                      actions:
                        - updateData:
                            name: Count
                            statements:
                              - integer: {variable: Flow.count, value: {exp: Flow.count + 1}}
                              - string: {variable: Flow.name, value: {exp: 'Append("round ", ToString(Flow.count))'}}
                        - decision:
                            name: Even?
                            condition: {exp: Flow.count % 2 == 0}
                            outputs:
                              yes:
                                actions:
                                  - setParticipantData:
                                      name: Keep
                                      attributes:
                                        - attribute: {name: {lit: round}, value: {exp: Flow.name}}
              - disconnect: {name: End}

    """
  }

  static func flowInXML(states: Int) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <inboundShortMessage>
        <name>Orders</name>
        <startUpRef>/inboundShortMessage/states/state[State0_10]</startUpRef>
        <defaultLanguage>en-us</defaultLanguage>
        <states>

      """
    for state in 0..<states {
      text += """
            <state>
              <name>State \(state)</name>
              <refId>State\(state)_10</refId>
              <actions>
                <decision>
                  <name>Known \(state)?</name>
                  <condition><exp>IsSet(Flow.name) and Length(Flow.name) &gt; \(state)</exp></condition>
                </decision>
                <updateData>
                  <name>Remember</name>
                  <statements><string><variable>Flow.name</variable>
                    <value><exp><![CDATA[\(expressions[state % expressions.count])]]></exp></value>
                  </string></statements>
                </updateData>
              </actions>
            </state>

        """
    }
    return text + "  </states>\n</inboundShortMessage>\n"
  }
}
