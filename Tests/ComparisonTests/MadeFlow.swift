import Flows
import TestSupport

/// A flow made up by random numbers, which is written as Archy does after it was changed.
struct MadeFlow {
  final class Action {
    var type: String
    var name: String?
    /// The lines of its properties, below its name.
    var properties: [String]
    var ways: [Way]

    init(_ type: String, _ name: String?, _ properties: [String] = [], ways: [Way] = []) {
      self.type = type
      self.name = name
      self.properties = properties
      self.ways = ways
    }
  }

  final class Way {
    let name: String
    /// The condition of a case.
    var condition: String?
    var actions: [Action]

    init(_ name: String, condition: String? = nil, _ actions: [Action]) {
      self.name = name
      self.condition = condition
      self.actions = actions
    }
  }

  struct Container {
    var name: String
    let id: String
    var list: Way
  }

  var name = "Made"
  var description = "as it was"
  var variables: [(name: String, type: String, value: String?)] = []
  var containers: [Container] = []
  private var random: SeededGenerator
  private var count = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for index in 0..<6 {
      variables.append(("Flow.v\(index)", index % 2 == 0 ? "string" : "integer", index % 3 == 0 ? "7" : nil))
    }
    for index in 0..<4 {
      let actions = (0..<Int.random(in: 3...6, using: &random)).map { _ in action(depth: 0) }
      containers.append(Container(name: "Part \(index)", id: "Part_\(10 + index)", list: Way("", actions)))
    }
  }

  private mutating func number(_ upper: Int) -> Int { Int.random(in: 0..<upper, using: &random) }

  private mutating func expression() -> String {
    let variable = "Flow.v\(number(variables.count))"
    switch number(4) {
    case 0: return "Append(\\\"a\(number(5))\\\", ToString(\(variable)))"
    case 1: return "If(IsSet(\(variable)), \(variable), \(variable))"
    case 2: return "ToString(\(variable)) == \\\"\(number(9))\\\""
    default: return "Length(ToString(\(variable))) + \(number(30))"
    }
  }

  private mutating func action(depth: Int) -> Action {
    count += 1
    // Some go by the name that Architect gives, so that nothing but their content tells them apart.
    let name = number(5) < 3 ? "Step \(count)" : nil
    switch number(depth < 2 ? 7 : 4) {
    case 0: return Action("disconnect", name)
    case 1: return Action("sendResponse", name, ["messageBody: { exp: \"\(expression())\" }"])
    case 2:
      return Action(
        "updateData", name,
        [
          "statements: [ { string: { variable: Flow.v\(number(variables.count)), value: { exp: \"\(expression())\" } } } ]"
        ])
    case 3:
      return Action(
        "setParticipantData", name,
        ["attributes: [ { attribute: { name: { lit: key\(number(50)) }, value: { exp: \"\(expression())\" } } } ]"])
    case 4:
      return Action(
        "decision", name, ["condition: { exp: \"\(expression())\" }"],
        ways: [
          Way("yes", [action(depth: depth + 1)]), Way("no", [action(depth: depth + 1), action(depth: depth + 1)]),
        ])
    case 5:
      return Action(
        "transferToAcd", name, ["targetQueue: { lit: { name: Queue \(number(9)) } }"],
        ways: [Way("failure", [action(depth: depth + 1)])])
    default:
      let cases = (0..<3).map { Way("case", condition: "Flow.v1 == \(count)\($0)", [action(depth: depth + 1)]) }
      return Action("switch", name, ways: cases + [Way("default", [action(depth: depth + 1)])])
    }
  }

  // MARK: All of it

  /// The actions with the list that each stands in, outer ones first.
  var places: [(action: Action, list: Way, position: Int, container: Int)] {
    var found: [(Action, Way, Int, Int)] = []
    for (index, container) in containers.enumerated() {
      var pending = [container.list]
      while let list = pending.popLast() {
        for (position, action) in list.actions.enumerated() {
          found.append((action, list, position, index))
          pending += action.ways
        }
      }
    }
    return found
  }

  /// All actions in the ways of an action.
  static func inner(_ action: Action) -> [Action] {
    action.ways.flatMap { $0.actions }.flatMap { [$0] + inner($0) }
  }

  // MARK: YAML

  var text: String {
    var text = "inboundShortMessage:\n  name: \(name)\n  description: \(description)\n"
    text += "  startUpRef: \"/inboundShortMessage/tasks/task[\(containers[0].id)]\"\n  variables:\n"
    for variable in variables {
      let value = variable.value.map { "lit: \($0)" } ?? "noValue: true"
      text += "    - \(variable.type)Variable: { name: \(variable.name), initialValue: { \(value) } }\n"
    }
    text += "  tasks:\n"
    for container in containers {
      text += "    - task:\n        name: \(container.name)\n        refId: \(container.id)\n"
      text += Self.text(container.list.actions, 8)
    }
    return text
  }

  private static func text(_ actions: [Action], _ depth: Int) -> String {
    let indent = String(repeating: " ", count: depth)
    var text = "\(indent)actions:\n"
    for action in actions {
      text += "\(indent)  - \(action.type):\n"
      let inner = indent + "      "
      text += "\(inner)name: \(action.name ?? ActionType.named(action.type)?.defaultName ?? action.type)\n"
      for property in action.properties { text += "\(inner)\(property)\n" }
      let cases = action.ways.filter { $0.condition != nil }
      let others = action.ways.filter { $0.condition == nil && !$0.actions.isEmpty }
      if !cases.isEmpty {
        text += "\(inner)evaluate:\n\(inner)  firstTrue:\n\(inner)    cases:\n"
        for way in cases {
          text += "\(inner)      - case:\n\(inner)          value: { exp: \"\(way.condition ?? "")\" }\n"
          if !way.actions.isEmpty { text += Self.text(way.actions, depth + 6 + 10) }
        }
        for way in others { text += "\(inner)    \(way.name):\n" + Self.text(way.actions, depth + 6 + 6) }
      } else if !others.isEmpty {
        text += "\(inner)outputs:\n"
        for way in others { text += "\(inner)  \"\(way.name)\":\n" + Self.text(way.actions, depth + 6 + 4) }
      }
    }
    return text
  }
}
