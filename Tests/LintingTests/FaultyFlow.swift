/// A flow with faults of many kinds: as Archy writes it, and the same as a configuration.
enum FaultyFlow {
  static let yaml = """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/menus/menu[Main_10]"
      initialGreeting:
        exp: AudioPlaybackOptions(ToAudioTTS("Hello, this is the initial greeting."), true)
      variables:
        - stringVariable:
            name: Flow.tier
        - stringVariable:
            name: Flow.cardNumber
            isInput: true
        - stringVariable:
            name: Flow.note
        - stringVariable:
            name: Flow.extra
        - stringVariable:
            name: Flow.last
        - stringVariable:
            name: Flow.unused
        - integerVariable:
            name: Flow.count
        - stringCollectionVariable:
            name: Flow.names
            isInput: true
      menus:
        - menu:
            name: Main
            refId: Main_10
            audio:
              exp: AudioPlaybackOptions(ToAudioTTS("Press 1 for sales, press 4 for support"), true)
            choices:
              - menuJumpToTask:
                  name: Sales
                  dtmf: digit_1
                  targetTaskRef: "/inboundCall/tasks/task[Sales_11]"
              - menuJumpToTask:
                  name: Quiet
                  dtmf: digit_2
                  targetTaskRef: "/inboundCall/tasks/task[Quiet_13]"
              - menuJumpToTask:
                  name: Round
                  dtmf: digit_3
                  targetTaskRef: "/inboundCall/tasks/task[Round_14]"
              - menuJumpToTask:
                  name: Deeper
                  dtmf: digit_5
                  targetTaskRef: "/inboundCall/tasks/task[Deeper_15]"
              - menuDisconnect:
                  name: Bye
                  dtmf: digit_9
      tasks:
        - task:
            name: Sales
            refId: Sales_11
            actions:
              - callData:
                  name: Get tier
                  category:
                    CRM:
                      dataAction:
                        Get Tier:
                          inputs:
                            address:
                              lit: https://crm.example.com/tiers
                          successOutputs:
                            tier:
                              var: Flow.tier
                            extra:
                              var: Flow.extra
                            count:
                              var: Flow.count
              - decision:
                  name: Gold?
                  condition:
                    exp: Flow.tier == "gold"
                  outputs:
                    "yes":
                      actions:
                        - updateData:
                            name: Note
                            statements:
                              - string:
                                  variable: Flow.tier
                                  value:
                                    exp: Flow.tier
                              - string:
                                  variable: Flow.note
                                  value:
                                    exp: '"Tier " + Flow.extra + GetAt(Flow.names, 1)'
                              - string:
                                  variable: Flow.last
                                  value:
                                    exp: Flow.note
              - decision:
                  name: Empty?
                  condition:
                    exp: IsSet(Flow.names)
              - switch:
                  name: Which
                  evaluate:
                    firstTrue:
                      cases:
                        - case:
                            value:
                              exp: 1 == 1
                            actions:
                              - setParticipantData:
                                  name: Keep
                                  attributes:
                                    - attribute:
                                        name:
                                          exp: Append("tier_", Flow.tier)
                                        value:
                                          exp: Flow.cardNumber
                        - case:
                            value:
                              exp: Flow.count > 3
                        - case:
                            value:
                              exp: Flow.count > 3
              - decision:
                  name: Late?
                  condition:
                    exp: IsSet(Flow.note) and Lower(Flow.extra) == "late"
                  outputs:
                    "yes":
                      actions:
                        - disconnect:
                            name: Bye
                    "no":
                      actions:
                        - transferToAcd:
                            name: To sales
                            targetQueue:
                              lit:
                                name: Sales
                        - disconnect:
                            name: Sorry
              - playAudio:
                  name: Never
                  audio:
                    exp: AudioPlaybackOptions(ToAudioTTS("failure"), true)
              - setParticipantData:
                  name: Too late
                  attributes:
                    - attribute:
                        name:
                          lit: state
                        value:
                          lit: late
        - task:
            name: Left over
            refId: Left_12
            actions:
              - disconnect:
                  name: Bye
        - task:
            name: Quiet
            refId: Quiet_13
            actions:
              - playAudio:
                  name: Thanks
                  audio:
                    exp: AudioPlaybackOptions(ToAudioTTS("Thank you"), true)
        - task:
            name: Round
            refId: Round_14
            actions:
              - jumpToTask:
                  name: Again
                  targetTaskRef: "/inboundCall/tasks/task[Round_14]"
        - task:
            name: Deeper
            refId: Deeper_15
            actions:
              - callTask:
                  name: Once more
                  targetTaskRef: "/inboundCall/tasks/task[Deeper_15]"
              - disconnect:
                  name: Bye
    """

  static let json = """
    {"name": "Orders", "type": "inboundcall", "initialSequence": "main",
     "initialPrompts": {"cases": [], "defaultAudio": \(played("Hello, this is the initial greeting."))},
     "variables": [
      \(variable("Flow.tier")), \(variable("Flow.cardNumber", isInput: true)), \(variable("Flow.note")), \(variable("Flow.extra")),
      \(variable("Flow.last")), \(variable("Flow.unused")),
      \(variable("Flow.count", type: "Integer")), \(variable("Flow.names", isInput: true, isCollection: true))],
     "flowSequenceItemList": [
      {"__type": "Menu", "id": "main", "name": "Main",
       "prompts": {"cases": [], "defaultAudio": \(played("Press 1 for sales, press 4 for support"))},
       "menuChoiceList": [
        {"id": "c1", "name": "Sales", "digit": 1, "action":
          {"__type": "TransferTaskAction", "id": "m1", "name": "Sales", "taskReference": "sales"}},
        {"id": "c2", "name": "Quiet", "digit": 2, "action":
          {"__type": "TransferTaskAction", "id": "m2", "name": "Quiet", "taskReference": "quiet"}},
        {"id": "c3", "name": "Round", "digit": 3, "action":
          {"__type": "TransferTaskAction", "id": "m3", "name": "Round", "taskReference": "round"}},
        {"id": "c5", "name": "Deeper", "digit": 5, "action":
          {"__type": "TransferTaskAction", "id": "m5", "name": "Deeper", "taskReference": "deeper"}},
        {"id": "c9", "name": "Bye", "digit": 9, "action": {"__type": "DisconnectAction", "id": "m9", "name": "Bye"}}]},
      {"__type": "Task", "id": "sales", "name": "Sales", "startAction": "a1", "actionList": [
       {"__type": "DataAction", "id": "a1", "name": "Get tier", "nextAction": "a2", "actionName": "Get Tier",
        "category": {"name": "CRM"}, "inputs": [
         {"name": "address", "value": \(value("https://crm.example.com/tiers", "lit", mode: 1))}],
        "outputs": [{"name": "tier", "value": \(value("Flow.tier", "ref", mode: 2))},
         {"name": "extra", "value": \(value("Flow.extra", "ref", mode: 2))},
         {"name": "count", "value": \(value("Flow.count", "ref", mode: 2))}], "paths": [
         \(way("SUCCESS")), \(way("FAILURE")), \(way("TIMEOUT"))]},
       {"__type": "DecisionAction", "id": "a2", "name": "Gold?", "nextAction": "a3b",
        "expression": \(value(#"Flow.tier == "gold""#, "==")), "paths": [\(way("YES", to: "a3")), \(way("NO"))]},
       {"__type": "UpdateVariableAction", "id": "a3", "name": "Note", "variables": [
        {"variable": \(value("Flow.tier", "ref", mode: 2)), "expression": \(value("Flow.tier", "ref"))},
        {"variable": \(value("Flow.note", "ref", mode: 2)),
         "expression": \(value(#""Tier " + Flow.extra + GetAt(Flow.names, 1)"#, "+"))},
        {"variable": \(value("Flow.last", "ref", mode: 2)), "expression": \(value("Flow.note", "ref"))}]},
       {"__type": "DecisionAction", "id": "a3b", "name": "Empty?", "nextAction": "a4",
        "expression": \(value("IsSet(Flow.names)", "IsSet")), "paths": [\(way("YES")), \(way("NO"))]},
       {"__type": "SwitchAction", "id": "a4", "name": "Which", "nextAction": "a6",
        "expression": {"text": "", "type": "any", "uiMetaData": {"mode": 0}, "version": 2}, "cases": [
         {"name": "Case 1", "referenceId": "k1", "value": \(value("1 == 1", "=="))},
         {"name": "Case 2", "referenceId": "k2", "value": \(value("Flow.count > 3", ">"))},
         {"name": "Case 3", "referenceId": "k3", "value": \(value("Flow.count > 3", ">"))}],
        "paths": [{"label": "Case 1", "outputId": "k1", "nextActionId": "a5"}, {"label": "Case 2", "outputId": "k2"},
         {"label": "Case 3", "outputId": "k3"}]},
       {"__type": "SetAttributesAction", "id": "a5", "name": "Keep", "variables": [{
        "variable": \(value(#"Append("tier_", Flow.tier)"#, "Append")), "expression": \(value("Flow.cardNumber", "ref"))}]},
       {"__type": "DecisionAction", "id": "a6", "name": "Late?", "nextAction": "a10",
        "expression": \(value(#"IsSet(Flow.note) and Lower(Flow.extra) == "late""#, "and")), "paths": [
         \(way("YES", to: "a7")), \(way("NO", to: "a8"))]},
       {"__type": "DisconnectAction", "id": "a7", "name": "Bye"},
       {"__type": "TransferPureMatchAction", "id": "a8", "name": "To sales", "nextAction": "a9", "paths": [
        \(way("FAILURE"))], "queues": [\(value("Sales", "lit", mode: 1))]},
       {"__type": "DisconnectAction", "id": "a9", "name": "Sorry"},
       {"__type": "PlayAudioAction", "id": "a10", "name": "Never", "nextAction": "a11",
        "prompts": {"cases": [], "defaultAudio": \(played("failure"))}},
       {"__type": "SetAttributesAction", "id": "a11", "name": "Too late", "variables": [{
        "variable": \(value("state", "lit", mode: 1)), "expression": \(value("late", "lit", mode: 1))}]}]},
      {"__type": "Task", "id": "left", "name": "Left over", "startAction": "b1", "actionList": [
       {"__type": "DisconnectAction", "id": "b1", "name": "Bye"}]},
      {"__type": "Task", "id": "quiet", "name": "Quiet", "startAction": "q1", "actionList": [
       {"__type": "PlayAudioAction", "id": "q1", "name": "Thanks",
        "prompts": {"cases": [], "defaultAudio": \(played("Thank you"))}}]},
      {"__type": "Task", "id": "round", "name": "Round", "startAction": "r1", "actionList": [
       {"__type": "TransferTaskAction", "id": "r1", "name": "Again", "taskReference": "round"}]},
      {"__type": "Task", "id": "deeper", "name": "Deeper", "startAction": "d1", "actionList": [
       {"__type": "CallTaskAction", "id": "d1", "name": "Once more", "nextAction": "d2", "taskReference": "deeper",
        "inputs": [], "outputs": [], "paths": [\(way("DEFAULT"))]},
       {"__type": "DisconnectAction", "id": "d2", "name": "Bye"}]}]}
    """

  private static func way(_ name: String, to action: String? = nil) -> String {
    let next = action.map { #", "nextActionId": "\#($0)""# } ?? ""
    return #"{"label": "\#(name)", "outputId": "__\#(name)__"\#(next)}"#
  }

  private static func value(_ text: String, _ root: String, mode: Int = 0) -> String {
    let text = text.replacing("\"", with: "\\\"")
    return
      #"{"config": {"\#(root)": {}}, "text": "\#(text)", "type": "str", "uiMetaData": {"mode": \#(mode)}, "version": 2}"#
  }

  private static func played(_ words: String) -> String {
    let text = #"AudioPlaybackOptions(ToAudioTTS(\"\#(words)\"), true)"#
    let items = #"{"type": 0, "parameter": "\#(words)", "error": ""}"#
    return """
      {"config": {"AudioPlaybackOptions": {}}, "text": "\(text)", "type": "aud", "metaData": {},
       "uiMetaData": {"sequenceItems": [\(items)], "customExpressionMode": false}}
      """
  }

  private static func variable(
    _ name: String, type: String = "String", isInput: Bool = false, isCollection: Bool = false
  ) -> String {
    """
    {"__type": "\(type)Variable", "name": "\(name)", "isInput": \(isInput), "isOutput": false,
     "isCollection": \(isCollection)}
    """
  }
}
