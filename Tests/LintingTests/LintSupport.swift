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
      - stringVariable: { name: Flow.text }
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
  """
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
