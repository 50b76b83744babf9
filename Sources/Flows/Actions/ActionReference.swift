/// The reference page of the types of actions, written from the table.
public enum ActionReference {
  /// The page as Markdown.
  public static var markdown: String {
    var page = introduction + decisions + defaultNames
    for group in ActionType.groups {
      page += "\n\n## \(group.name)"
      for type in group.types { page += section(for: type) }
    }
    return page + "\n"
  }

  private static var defaultNames: String {
    var lines = [""]
    for name in Set(ActionType.all.filter { !$0.isMenuChoice }.map(\.defaultName)).sorted() {
      let word = "`\(name)`,"
      if let last = lines.last, last.utf8.count + word.utf8.count > 118 { lines.append("") }
      lines[lines.count - 1] += (lines.last == "" ? "" : " ") + word
    }
    let names = lines.joined(separator: "\n").dropLast()
    return """


      ## Default names

      The name that Architect gives to a new action says nothing about it; `plumb flow show --full` leaves it out, and
      `plumb flow diff` takes no notice of it. It is one of these, in any letter case, with or without a blank and a number
      behind it; but for those that exports show to be others, it is the type's title (inferred where no export has it):

      \(names).
      """
  }

  private static func section(for type: ActionType) -> String {
    let basis = type.configurationBasis.remark.map { " (\($0))" } ?? ""
    var facts = ["*\(type.confidence.rawValue)*", "`\(type.configurationName)`\(basis)", type.course.rawValue]
    if let wait = type.wait { facts.append("waits for \(wait.rawValue)") }
    facts.append("without a mock: \(type.withoutMock.rawValue)")
    var text = "\n\n### \(type.name)\n\n\(facts.joined(separator: " · "))\n\n\(type.summary)"
    if !type.ways.isEmpty {
      text += "\n\n| way | when | in configurations |\n|---|---|---|"
      for way in type.ways { text += "\n| `\(way.name)` | \(way.condition) | \(configuration(of: way)) |" }
    }
    let lines = lines(of: type)
    return lines.isEmpty ? text : text + "\n" + lines.map { "\n* \($0)" }.joined()
  }

  private static func configuration(of way: ActionType.Way) -> String {
    switch way.kind {
    case .implied: "in no file"
    case .authored: "an id of its own" + (way.isSeen ? "" : " (inferred)")
    case .success, .failure, .other: "`\(way.configurationID ?? "")`" + (way.isSeen ? "" : " (inferred)")
    }
  }

  private static func lines(of type: ActionType) -> [String] {
    var lines: [String] = []
    func add(_ title: String, _ items: [String]) {
      if !items.isEmpty { lines.append("\(title): " + items.joined(separator: ", ")) }
    }
    add("Fills", type.fills.map { "`\($0.key)` (\($0.type), \($0.occasion))" })
    add("Reads", type.reads.map { "`\($0.key)` (\($0.type))" })
    add("Names", type.objects.map { "`\($0.key)` (\($0.kind))" })
    add("Does to the world", type.effects.map(\.rawValue))
    if !type.flowTypes.isEmpty { lines.append("Flows: \(type.flowTypeList)") }
    if !type.lackedBy.isEmpty { lines.append("Not in: \(type.lackedBy.joined(separator: ", "))") }
    if let limits = type.limits { lines.append("Limits: \(limits)") }
    if let notes = type.notes { lines.append(notes) }
    add("Known from", type.sources)
    return lines
  }

  private static let introduction = """
    # Actions

    What each type of action of an Architect flow does, how a flow goes on after it, what it fills, and what a run of
    the flow has to be told. Written from the table in `Sources/Flows/Actions`; `plumb actions` prints the same. How
    sure an entry is: **seen** (in real flows), **documented** (by Genesys' help or its scripting SDK), **named** (by
    its name alone). A type of flow that an entry does not list proves nothing.

    The first name is that of Archy, the class of the SDK with a small first letter; behind it stands the name in
    configurations (`__type`). A way out has the same name in Archy, and in configurations an id made of it,
    `__NOT_FOUND__` for `notFound`. *(inferred)* marks what follows from that rule alone, *(listed)* a name of the
    Platform API or of default settings, *(third party)* one from others' tools. Keys are those of Archy; `*` is a key
    that an author names, `[]` an item of a list.

    ## How a flow runs

    * A container (menu, task, state, the inside of a loop) holds a list of actions. Of an action one way is taken,
      never two; when the actions of that way are done the list with the action in it continues. Configurations say the
      same by links: where an action has no `nextAction`, that of the one around it counts.
    * Calls of tasks and of other flows return, and nest; jumps to tasks, menus and states do not return, and forget
      the calls that are open.
    * A flow ends by an action that ends it, leaves it, or by a transfer that is taken. A disconnect in a bot or a
      module ends the flow that called it, too.
    * A loop counts its passes from 0. There is no loop over a collection: authors count its items and take them by
      index.
    * Flow variables live as long as the run, Task and State variables as long as their container. An output that an
      action does not fill keeps what it holds. Participant data outlives the flow; flows of calls send it when they end
      or call a bot, others at once.
    * NOT_SET where it may not stand, a division by zero, a conversion that fails: a run-time error goes to the flow's
      error handling, which disconnects, ends, exits, transfers or jumps. What takes an action's failure way is none.
    * A run has at most 10,000 actions, then its error handling follows with 1,000 more. Waiting is limited to 72 hours,
      for survey invitations to one.
    * A menu plays, waits 10 s for a choice, plays again up to 3 times, and takes its default choice; both numbers can
      be set. A bot's question is asked again, too; what follows in the end is its way for that where it is on, else
      the flow's event.

    ## Without a mock

    What a run does where nothing tells it what the world answers: most actions have nothing to be told and *go on*;
    transfers *succeed*, which ends the run; a look-up by name or id takes the *inventory*; a call of another *flow*
    runs that flow where its file is at hand. Everything else *stops* the run, which says what it needs: nothing is
    invented.
    """
}
