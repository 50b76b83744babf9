import Expressions
import JSON
import Linting
import SourceText

/// The findings in a text.
///
/// - Parameter inventory: the JSON of the organisation's inventory, where it is known.
func lint(_ text: String, only rule: String? = nil, inventory: String? = nil) -> [Finding] {
  var options = LintOptions()
  options.select = rule.map { [$0] }
  options.inventory = inventory.flatMap {
    (try? Inventory(JSONDocument(parsing: Array($0.utf8)).root)).map { InventoryIndex($0) }
  }
  return Linter(options: options).lint(Array(text.utf8), named: "flow").findings
}

/// The findings in an example, linted together with the file beside it.
func lint(_ example: RuleExample, only rule: String? = nil) -> [Finding] {
  guard let companion = example.companion else {
    return lint(example.text, only: rule, inventory: example.inventory)
  }
  return lint([("flow", example.text), (companion.name, companion.text)], only: rule)["flow"] ?? []
}

/// The findings in files of one run, by their names.
func lint(_ files: [(name: String, text: String)], only rule: String? = nil) -> [String: [Finding]] {
  var options = LintOptions()
  options.select = rule.map { [$0] }
  let linter = Linter(options: options)
  var project = Project()
  var reports = files.sorted { $0.name < $1.name }.map { linter.lint(Array($0.text.utf8), named: $0.name) }
  for report in reports { project.add(report) }
  for index in reports.indices { project.settle(&reports[index]) }
  return Dictionary(uniqueKeysWithValues: reports.map { ($0.name, $0.findings) })
}

/// A linter for one rule.
func linter(only rule: String) -> Linter {
  var options = LintOptions()
  options.select = [rule]
  return Linter(options: options)
}

/// A flow with one decision, the condition of which is written as it is given, after `exp: `.
func flow(condition: String, variables: String = "", actions: String = "") -> String {
  """
  inboundShortMessage:
    name: Order status
    startUpRef: "/inboundShortMessage/states/state[Start_10]"
    variables:
      - stringVariable: { name: Flow.text, isInput: true, isOutput: true }
  \(variables)
    states:
      - state:
          name: Start
          refId: Start_10
          actions:
  \(actions)
            - decision:
                name: Decide
                condition:
                  exp: \(condition)
                outputs:
                  "yes":
                    actions:
                      - disconnect:
                          name: Done
  """
}

/// A configuration of a call flow whose one task has the given actions, linked in their order, and variables, by name and
/// type as configurations write them.
func configuration(actions: [String], variables: KeyValuePairs<String, String> = [:]) -> String {
  let linked = actions.enumerated().map { place, action in
    let next = place + 1 < actions.count ? #", "nextAction": "a\#(place + 2)""# : ""
    return #"{"id": "a\#(place + 1)"\#(next), \#(action)}"#
  }
  let declared = variables.map { #"{"__type": "\#($0.value)", "id": "\#($0.key)", "name": "\#($0.key)"}"# }
  return """
    {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "variables": [\(declared.joined(separator: ", "))],
     "flowSequenceItemList": [{
      "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [
        \(linked.joined(separator: ",\n    "))
      ]}]}
    """
}

/// A value of a configuration: a text that is no JSON, a type, and how it was entered; 0 as an expression, 1 as a literal, 2
/// as a variable.
func configured(_ text: String, type: String, mode: Int = 0) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  return #"{"text": "\#(escaped)", "type": "\#(type)", "version": 2, "uiMetaData": {"mode": \#(mode)}}"#
}

/// An Update Data action that gives variables the values of expressions.
func updateData(_ assignments: (variable: String, value: String)...) -> String {
  var text = "          - updateData:\n              name: Update\n              statements:\n"
  for assignment in assignments {
    text += """
                      - json:
                          variable: \(assignment.variable)
                          value:
                            exp: \(assignment.value)

      """
  }
  return text
}

/// A Call Data Action that fills a variable with an output.
func callData(success variable: String) -> String {
  """
            - callData:
                name: Fetch
                category:
                  Integration:
                    dataAction:
                      Get Conversation:
                        successOutputs:
                          body:
                            var: \(variable)
  """
}

/// A flow of calls with tasks, each called by its name in references; it begins in the first, or in the menu `Menu`.
///
/// - Parameter menu: the body of that menu.
func callFlow(_ tasks: KeyValuePairs<String, String>, menu: String? = nil) -> String {
  var text = """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/\(menu == nil ? "tasks/task[\(tasks.first?.key ?? "")]" : "menus/menu[Menu]")"
      variables:
        - integerVariable:
            name: Flow.count

    """
  if let menu {
    text += "  menus:\n    - menu:\n        name: Menu\n        refId: Menu\n\(indented(menu, by: 8))\n"
  }
  text += "  tasks:\n"
  for (name, actions) in tasks {
    text +=
      "    - task:\n        name: \(name)\n        refId: \(name)\n        actions:\n\(indented(actions, by: 10))\n"
  }
  return text
}

/// An action of a call flow, with no more than a name, and what it leads to.
func action(_ type: String, _ name: String, to task: String? = nil) -> String {
  let target = task.map { task in
    type.hasSuffix("Menu")
      ? "\n    targetMenuRef: \"/inboundCall/menus/menu[\(task)]\""
      : "\n    targetTaskRef: \"/inboundCall/tasks/task[\(task)]\""
  }
  return "- \(type):\n    name: \(name)\(target ?? "")\n"
}

/// An action with ways out of it, each with its actions.
func action(_ type: String, _ name: String, ways: KeyValuePairs<String, String>) -> String {
  var text = action(type, name) + "    outputs:\n"
  for (way, actions) in ways { text += "      \"\(way)\":\n        actions:\n\(indented(actions, by: 10))\n" }
  return text
}

private func indented(_ text: String, by count: Int) -> String {
  text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
}
