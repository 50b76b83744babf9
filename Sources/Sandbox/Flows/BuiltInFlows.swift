import JSON

/// The flows of a sandbox without a folder: each reads attributes into variables, in two versions.
enum BuiltInFlows {
  static let all = [
    Draft(
      name: "Order status", archyType: "inboundShortMessage", stateKind: "state",
      description: "Greets who writes and says how the order is",
      attributes: ["custom_order_id", "user_tier"]),
    Draft(
      name: "Queue music", archyType: "inQueueCall", stateKind: "state", description: "What callers hear who wait",
      attributes: ["user_tier"]),
    Draft(
      name: "Welcome call", archyType: "inboundCall", stateKind: "task",
      description: "Takes calls and looks up the order",
      attributes: ["order", "user_tier"]),
  ].map(\.flow)

  /// A flow that reads attributes and ends.
  private struct Draft {
    var name: String
    var archyType: String
    var stateKind: String
    var description: String
    var attributes: [String]

    var flow: StoredFlow {
      let type = archyType.uppercased()
      let id = identifier(named: "flow \(type) \(name)")
      // The first version knew one attribute only.
      let versions = [Array(attributes.prefix(1)), attributes].enumerated().map { index, attributes in
        StoredFlowVersion(
          id: "\(index + 1).0", yaml: Array(yaml(attributes).utf8), configuration: configuration(attributes).bytes)
      }
      return StoredFlow(id: id, name: name, type: type, description: description, versions: versions)
    }

    private func variable(of attribute: String) -> String {
      "Flow." + attribute.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    // MARK: Archy

    private func yaml(_ attributes: [String]) -> String {
      var lines = [
        "\(archyType):", "  name: \(name)", "  description: \(description)", "  division: Home",
        "  startUpRef: \"/\(archyType)/\(stateKind)s/\(stateKind)[Start_10]\"", "  defaultLanguage: en-us",
        "  supportedLanguages:", "    en-us:", "      defaultLanguageSkill:", "        noValue: true", "  variables:",
      ]
      for attribute in attributes {
        lines += [
          "    - stringVariable:", "        name: \(variable(of: attribute))", "        initialValue:",
          "          noValue: true", "        isInput: false", "        isOutput: false",
        ]
      }
      lines += [
        "  \(stateKind)s:", "    - \(stateKind):", "        name: Start", "        refId: Start_10", "        actions:",
        "          - getParticipantData:", "              name: Read attributes", "              attributes:",
      ]
      for attribute in attributes {
        lines += [
          "                - attribute:", "                    name:", "                      lit: \(attribute)",
          "                    variable: \(variable(of: attribute))",
        ]
      }
      lines += ["          - disconnect:", "              name: Goodbye"]
      return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Configuration

    private func configuration(_ attributes: [String]) -> JSONValue {
      let sequence = identifier(named: "\(name) Start")
      let read = identifier(named: "\(name) Read attributes")
      let goodbye = identifier(named: "\(name) Goodbye")
      let variables: [JSONValue] = attributes.map { attribute in
        [
          "id": .string(identifier(named: name + variable(of: attribute))), "isCollection": false, "isInput": false,
          "isOutput": false, "isSecure": false, "__type": "StringVariable",
          "name": .string(variable(of: attribute)), "initialValue": value("emp", "", mode: 3),
        ]
      }
      let reads: [JSONValue] = attributes.map { attribute in
        ["variable": value("lit", attribute, mode: 1), "expression": value("ref", variable(of: attribute), mode: 2)]
      }
      return [
        "name": .string(name), "type": .string(archyType.lowercased()), "description": .string(description),
        "defaultLanguage": "en-us", "initialSequence": .string(sequence), "variables": .array(variables),
        "flowSequenceItemList": [
          [
            "__type": stateKind == "task" ? "Task" : "State", "id": .string(sequence), "name": "Start",
            "trackingId": 10, "startAction": .string(read), "variables": [],
            "actionList": [
              [
                "id": .string(read), "name": "Read attributes", "trackingId": 11, "__type": "GetAttributesAction",
                "variables": .array(reads), "nextAction": .string(goodbye),
              ],
              ["id": .string(goodbye), "name": "Goodbye", "trackingId": 12, "__type": "DisconnectAction"],
            ],
          ]
        ],
        "manifest": [:], "uiMetaData": [:],
      ]
    }

    private func value(_ node: String, _ text: String, mode: Int) -> JSONValue {
      [
        "config": .object([
          JSONMember(key: node, value: ["pos": 1, "text": .string(text), "type": "str"])
        ]), "text": .string(text), "type": "str", "uiMetaData": ["mode": .integer(mode)], "metaData": [:], "version": 2,
      ]
    }
  }
}
