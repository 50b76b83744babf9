import Flows

/// A flow of one task around one action, which each format can write down: attributes are set in the action's ways and
/// after it, and in a second task for actions that name one.
struct SmallFlow {
  typealias Value = FlowWriter.Value

  /// What stands in each way of the action.
  enum Body: String, CaseIterable {
    /// No way is in the file.
    case none
    /// Each sets an attribute.
    case sets
    /// Each sets an attribute and ends the flow.
    case ends
  }

  let type: ActionType
  let body: Body

  /// The attributes that it sets: one in each way, one after the action, and one in the second task.
  var attributes: [String] { body == .none ? ["after", "other"] : ways.map { "in_\($0.name)" } + ["after", "other"] }

  /// The formats with the name of a file and its bytes.
  var files: [(name: String, contents: [UInt8])] { FlowWriter.files(archy: archy, configuration: configuration) }

  private var ways: [ActionType.Way] { type.writtenWays }

  // MARK: Archy

  private func list(_ way: ActionType.Way) -> [(String, Value)] {
    let end: Value = .object([("disconnect", .object([("name", .text("Bye"))]))])
    return [("actions", .list([FlowWriter.set("in_\(way.name)")] + (body == .ends ? [end] : [])))]
  }

  private var action: Value {
    var members: [(String, Value)] = [("name", .text("The action"))]
    members += type.containerKeys.map { ($0, .text("/inboundCall/tasks/task[Other_20]")) }
    switch type.decidedBy {
    case .condition: members.append(("condition", .object([("exp", .text("IsSet(Call.Ani)"))])))
    case .count: members.append(("loopCount", .object([("lit", .number(3))])))
    case .cases, nil: break
    }
    var outputs: [(String, Value)] = []
    for way in ways {
      let list = body == .none ? [] : list(way)
      if type.decidedBy == .cases, way.kind == .authored {
        let condition: [(String, Value)] = [("value", .object([("exp", .text("IsSet(Call.Ani)"))]))]
        outputs.append(("cases", .list([.object([(way.name, .object(condition + list))])])))
      } else if body != .none {
        outputs.append(
          way.kind == .authored
            ? (way.name + "s", .list([.object([(way.name, .object([("name", .text("One"))] + list))])]))
            : (way.name, .object(list)))
      }
    }
    if type.decidedBy == .cases {
      members.append(("evaluate", .object([("firstTrue", .object(outputs))])))
    } else if !outputs.isEmpty {
      members.append(("outputs", .object(outputs)))
    }
    return .object([(type.name, .object(members))])
  }

  private var archy: Value {
    .object([
      ("name", .text("Small")), ("startUpRef", .text("/inboundCall/tasks/task[Main_10]")),
      (
        "tasks",
        .list([
          FlowWriter.task("Main", "Main_10", [action, FlowWriter.set("after")]),
          FlowWriter.task("Other", "Other_20", [FlowWriter.set("other")]),
        ])
      ),
    ])
  }

  // MARK: Configuration

  private var configuration: Value {
    var members: [(String, Value)] = [
      ("id", .text("action")), ("name", .text("The action")), ("trackingId", .number(11)),
      ("__type", .text(type.configurationName)), ("nextAction", .text("after")),
    ]
    members += type.containerKinds.map { ($0 + "Reference", .text("Other_20")) }
    var paths: [Value] = []
    var cases: [Value] = []
    var actions: [Value] = []
    for way in ways {
      let id = way.configurationID ?? "6f1c2a7e-0d1b-4c57-9d0a-00000000000\(paths.count)"
      // What an author made has the name that he gave it.
      let label = way.kind == .authored ? "One" : way.name
      var path: [(String, Value)] = [("outputId", .text(id)), ("label", .text(label))]
      if way.kind == .authored {
        cases.append(
          .object([
            ("name", .text("Case \(cases.count + 1)")), ("referenceId", .text(id)),
            ("value", FlowWriter.value("IsSet(Call.Ani)", isExpression: true)),
          ]))
      }
      if body != .none {
        path.append(("nextActionId", .text("in_\(way.name)")))
        actions.append(FlowWriter.set("in_\(way.name)", next: body == .ends ? "bye_\(way.name)" : nil))
      }
      if body == .ends {
        actions.append(
          .object([
            ("id", .text("bye_\(way.name)")), ("name", .text("Bye")), ("trackingId", .number(31)),
            ("__type", .text("DisconnectAction")),
          ]))
      }
      paths.append(.object(path))
    }
    if type.decidedBy == .cases { members.append(("cases", .list(cases))) }
    if type.decidedBy == .condition {
      members.append(("expression", FlowWriter.value("IsSet(Call.Ani)", isExpression: true)))
    }
    if type.decidedBy == .count { members.append(("loopCount", FlowWriter.value("3"))) }
    // A loop has one way and a property of its own for it.
    let isLoop = type.course == .loops && paths.count == 1
    members.append(isLoop ? ("path", paths[0]) : ("paths", .list(paths)))
    let main = [.object(members)] + actions + [FlowWriter.set("after", next: nil)]
    return FlowWriter.configuration(
      start: "Main_10",
      [
        FlowWriter.task("Main", "Main_10", start: "action", main),
        FlowWriter.task("Other", "Other_20", start: "other", [FlowWriter.set("other", next: nil)]),
      ])
  }
}

extension ActionType {
  /// The kinds of containers that it names.
  var containerKinds: [String] { objects.map(\.kind).filter { ["task", "menu", "state"].contains($0) } }

  /// The properties of Archy that name them.
  var containerKeys: [String] { objects.filter { containerKinds.contains($0.kind) }.map(\.key) }
}
