import Flows

/// A flow of one menu with one choice, which each format can write down: attributes are set in what the choice holds and
/// in a task that some choices name.
struct SmallMenu {
  typealias Value = FlowWriter.Value

  let type: ActionType

  /// The attributes that it sets.
  var attributes: [String] { holds == nil ? ["other"] : ["inner", "other"] }

  /// The formats with the name of a file and its bytes.
  var files: [(name: String, contents: [UInt8])] { FlowWriter.files(archy: archy, configuration: configuration) }

  /// The kind of the container that the choice holds.
  private var holds: String? {
    guard type.course == .opens else { return nil }
    return type.name == "menuTask" ? "task" : "menu"
  }

  /// The type of the action that the choice does.
  private var action: ActionType? {
    ActionType.named(type.name.dropFirst(4).prefix(1).lowercased() + type.name.dropFirst(5))
  }

  private static func menu(_ name: String, _ id: String, _ choice: (String, [(String, Value)])) -> [(String, Value)] {
    let choice: Value = .object([(choice.0, .object([("dtmf", .text("digit_1"))] + choice.1))])
    return [("name", .text(name)), ("refId", .text(id)), ("choices", .list([choice]))]
  }

  private static let inner: [(String, Value)] = [
    ("name", .text("Inner")), ("refId", .text("Inner_30")), ("actions", .list([FlowWriter.set("inner")])),
  ]

  private var archy: Value {
    var choice: [(String, Value)] = [("name", .text("The choice"))]
    choice += (action?.containerKeys ?? []).map { ($0, .text("/inboundCall/tasks/task[Other_20]")) }
    switch holds {
    case "task": choice.append(("task", .object(Self.inner)))
    case "menu":
      let deeper = ("menuTask", [("name", Value.text("Deeper")), ("task", .object(Self.inner))])
      choice.append(("menu", .object(Self.menu("Sub", "Sub_31", deeper))))
    default: break
    }
    return .object([
      ("name", .text("Small")), ("startUpRef", .text("/inboundCall/menus/menu[Menu_10]")),
      ("menus", .list([.object([("menu", .object(Self.menu("Menu", "Menu_10", (type.name, choice))))])])),
      ("tasks", .list([FlowWriter.task("Other", "Other_20", [FlowWriter.set("other")])])),
    ])
  }

  private static func menu(
    _ name: String, _ id: String, _ configurationName: String, _ references: [(String, Value)]
  ) -> Value {
    let action: [(String, Value)] = [
      ("id", .text("a_\(id)")), ("name", .text("The choice")), ("trackingId", .number(12)),
      ("__type", .text(configurationName)),
    ]
    let choice: Value = .object([
      ("id", .text("c_\(id)")), ("name", .text("The choice")), ("digit", .number(1)),
      ("action", .object(action + references)),
    ])
    return .object([
      ("__type", .text("Menu")), ("id", .text(id)), ("name", .text(name)), ("menuChoiceList", .list([choice])),
    ])
  }

  private var configuration: Value {
    var references = (action?.containerKinds ?? []).map { ($0 + "Reference", Value.text("Other_20")) }
    var containers: [Value] = []
    switch holds {
    case "task": references.append(("taskReference", .text("Inner_30")))
    case "menu":
      references.append(("menuReference", .text("Sub_31")))
      containers.append(Self.menu("Sub", "Sub_31", "TaskAction", [("taskReference", .text("Inner_30"))]))
    default: break
    }
    if holds != nil {
      containers.append(
        FlowWriter.task("Inner", "Inner_30", start: "inner", [FlowWriter.set("inner", next: nil)]))
    }
    containers.append(FlowWriter.task("Other", "Other_20", start: "other", [FlowWriter.set("other", next: nil)]))
    let menu = Self.menu("Menu", "Menu_10", type.configurationName, references)
    return FlowWriter.configuration(start: "Menu_10", [menu] + containers)
  }
}
