import Conversations
import Documents
import Expressions
import Flows
import JSON
import SourceText

/// What the flows tell about one key.
struct FlowCauses {
  let key: String
  let status: AttributeDiagnosis.Status
  let value: JSONNode?
  let conversation: Conversation?
  let flows: [DiagnosedFlow]
  let runs: FlowRuns
  private(set) var causes: [Cause] = []

  /// Goes through the flows.
  init(
    key: String, status: AttributeDiagnosis.Status, value: JSONNode?, conversation: Conversation?,
    flows: [DiagnosedFlow], inventory: Inventory? = nil
  ) {
    self.key = key
    self.status = status
    self.value = value
    self.conversation = conversation
    self.flows = flows
    runs = FlowRuns(conversation, inventory: inventory)
    for flow in flows { look(at: flow) }
    compareVersions()
    if status != .present {
      let isWritten = flows.contains { !writes(of: $0).isEmpty }
      findNearNames(isWritten: isWritten)
      if !isWritten { explainNoWriter() }
    }
    if status == .present { findOverwriting() }
    compareNamesRead()
    if conversation == nil, flows.contains(where: { !reads(of: $0).isEmpty }) { tellOfTestRuns() }
  }

  private func writes(of flow: DiagnosedFlow) -> [AttributeAccess] {
    flow.accesses.filter { $0.isWrite && $0.isExactly(key) }
  }

  private func reads(of flow: DiagnosedFlow) -> [AttributeAccess] {
    flow.accesses.filter { !$0.isWrite && $0.isExactly(key) }
  }

  private mutating func add(
    _ id: String, _ certainty: Certainty, _ flow: DiagnosedFlow, _ action: Int?, _ message: String,
    foundKey: String? = nil, fix: String
  ) {
    let cause = Cause(
      id, certainty, message, foundKey: foundKey, flow: flow.name, action: action.map { flow.actionName($0) }, fix: fix)
    let known = causes.firstIndex { $0.id == id && $0.flow == cause.flow && $0.action == cause.action }
    if let known {
      if certainty < causes[known].certainty { causes[known] = cause }
    } else {
      causes.append(cause)
    }
  }

  // MARK: One flow

  private mutating func look(at flow: DiagnosedFlow) {
    let writes = writes(of: flow)
    let reads = reads(of: flow)
    guard !writes.isEmpty || !reads.isEmpty else { return }
    let walk = FlowWalk(flow.flow, writers: Set(writes.map(\.action)))
    if status != .present {
      for write in writes { explain(write, in: flow, walk) }
      if !writes.isEmpty { explainWhole(flow, writes, walk) }
    }
    for read in reads { explain(read: read, in: flow, walk, hasWriters: !writes.isEmpty) }
    for access in writes + reads { explainKind(of: access, in: flow) }
  }

  /// Says why a write may not have been reached, or may have written nothing.
  private mutating func explain(_ write: AttributeAccess, in flow: DiagnosedFlow, _ walk: FlowWalk) {
    let place = flow.place(of: write.action)
    guard let state = walk.before[write.action] else {
      let reason = flow.ending(before: write.action).map { "it stands after \($0)" } ?? "nothing leads there"
      add(
        "RC-19", walk.knowsStart ? .certain : .likely, flow, write.action,
        "the flow ‘\(shortened(flow.name))’ sets it at \(place), which is never reached: \(reason)",
        fix: "move the action to a place that is always passed")
      return
    }
    if state.isAfterFailure {
      add(
        "RC-19", .likely, flow, write.action,
        "the flow ‘\(shortened(flow.name))’ sets it at \(place), after a transfer: only a transfer that fails goes on",
        fix: "set it before the transfer")
    }
    if let source = UnguardedOutput(write, in: flow) {
      add(
        "RC-31", status == .empty ? .likely : .possible, flow, write.action,
        "its value at \(place) is an output of ‘\(shortened(flow.actionName(source.action)))’, which has none when it fails",
        fix: "set it in the branch where ‘\(shortened(flow.actionName(source.action)))’ succeeds")
    }
  }

  /// Says what is to be known of a flow that sets the key in some place that is reached.
  private mutating func explainWhole(_ flow: DiagnosedFlow, _ writes: [AttributeAccess], _ walk: FlowWalk) {
    guard let first = writes.first(where: { walk.before[$0.action] != nil }) else { return }
    let name = shortened(flow.name)
    if runs.contains(flow) == false {
      add(
        "RC-01", .likely, flow, first.action,
        "the flow ‘\(name)’ sets it, but is not among the flows that ran in this conversation",
        fix: "look at the flow that ran: does it call or transfer to ‘\(name)’?")
      return
    }
    guard status == .missing || status == .elsewhere else { return }
    if walk.end?.mustSet != true {
      let conditions = flow.conditions(of: first.action)
      let condition =
        conditions.isEmpty
        ? "only where \(flow.containerName(of: first.action)) is reached"
        : "only under " + conditions.joined(separator: " › ")
      add(
        "RC-19", .likely, flow, first.action,
        "set \(condition), at \(flow.place(of: first.action)) of the flow ‘\(name)’",
        fix: "set it on every branch, or before the flow branches")
    } else if status == .missing {
      add(
        "RC-22", .possible, flow, first.action,
        "the flow ‘\(name)’ sets it on every path: another version may have run, or the write has not landed",
        fix: "compare the version that ran with this export, and read again")
    }
  }

  private mutating func explain(read: AttributeAccess, in flow: DiagnosedFlow, _ walk: FlowWalk, hasWriters: Bool) {
    let place = flow.place(of: read.action)
    let name = shortened(flow.name)
    guard let state = walk.before[read.action] else {
      add(
        "RC-19", .likely, flow, read.action, "the flow ‘\(name)’ reads it at \(place), which is never reached",
        fix: "move the action to a place that is passed")
      return
    }
    if hasWriters, !state.mustSet {
      add(
        "RC-19", state.maySet ? .possible : .likely, flow, read.action,
        state.maySet
          ? "the flow ‘\(name)’ reads it at \(place), where on some paths it has not been set"
          : "the flow ‘\(name)’ reads it at \(place), before it sets it on any path",
        fix: "set it before it is read")
    }
    guard case .read(let target?) = read.kind else { return }
    let variable = flow.flow[target].text
    if let type = flow.declaredType(of: variable), type != "stringVariable" {
      add(
        "RC-30", .likely, flow, read.action,
        "the flow ‘\(name)’ reads it at \(place) into ‘\(shortened(variable))’, a \(type): attributes are strings",
        fix: "read it into a string, then convert it")
    }
  }

  /// Says what an action of its kind cannot do in a flow of its kind.
  private mutating func explainKind(of access: AttributeAccess, in flow: DiagnosedFlow) {
    let type = flow.flow.actions[access.action].type
    let place = flow.place(of: access.action)
    let name = shortened(flow.name)
    let isConversationData = type.hasSuffix("ConversationData")
    if isConversationData, !flow.hasConversationID(access.action) {
      add(
        "RC-25", .certain, flow, access.action,
        "\(place) of ‘\(name)’ names no conversation: it has no conversation id",
        fix: "give it the id of the conversation, such as Flow.conversationId")
    } else if flow.isWorkflow, !isConversationData {
      add(
        "RC-25", .likely, flow, access.action,
        "‘\(name)’ is a workflow and no part of the conversation: \(place) reaches nobody",
        fix: "use Get or Set Conversation Data with the conversation's id")
    } else if flow.isWorkflow, status != .present {
      add(
        "RC-25", .possible, flow, access.action,
        "‘\(name)’ is a workflow: \(place) runs beside the conversation, before or after the flow that reads it",
        fix: "read again after a wait, or set it in the flow that takes the conversation")
    }
    guard flow.isBot else { return }
    let count = flow.accesses.count { $0.isWrite == access.isWrite }
    let actions = Set(flow.accesses.filter { $0.isWrite == access.isWrite }.map(\.action)).count
    if count > 50 || actions > 50 {
      add(
        "RC-23", .likely, flow, access.action,
        "the bot ‘\(name)’ \(access.isWrite ? "sets" : "reads") \(count) attributes in \(actions) actions: a session allows 50",
        fix: "put what belongs together into one attribute")
    } else if flow.isInLoop(access.action) {
      add(
        "RC-23", .possible, flow, access.action,
        "\(place) of the bot ‘\(name)’ stands in a loop: a session allows 50 runs",
        fix: "move it out of the loop")
    }
    if case .literal(let node) = access.value, (node.text?.unicodeScalars.count ?? 0) > 256 {
      add(
        "RC-23", .certain, flow, access.action, "the value at \(place) has over 256 characters, which a bot cannot set",
        fix: "store a shorter value")
    }
  }

  // MARK: All flows

  /// Says which names come near the key. Where the key itself is set as well, another name may be meant as such.
  private mutating func findNearNames(isWritten: Bool) {
    for flow in flows {
      for access in flow.accesses where access.isWrite {
        switch access.name {
        case .exact(let name):
          guard let difference = NameDifference(key, name), !isWritten || difference.certainty != .possible else {
            continue
          }
          add(
            "RC-20", isWritten ? .likely : difference.certainty, flow, access.action,
            "the flow ‘\(shortened(flow.name))’ sets ‘\(shortened(name))’ at \(flow.place(of: access.action)); "
              + "they differ in \(difference.words)",
            foundKey: name, fix: "change the name ‘\(name)’ of this action to ‘\(key)’, or read ‘\(name)’")
        case .built where access.name.canBe(key) && (!isWritten || access.name.isPartlyKnown):
          explainBuiltName(access, in: flow)
        case .built: break
        }
      }
    }
  }

  /// Nothing sets the key.
  private mutating func explainNoWriter() {
    guard status == .missing, !causes.contains(where: { ["RC-20", "RC-21", "RC-22"].contains($0.id) }) else { return }
    let ran = flows.filter { runs.contains($0) == true }
    let isWhole = !runs.runs.isEmpty && Set(runs.runs.compactMap { $0.id ?? $0.name }).count == ran.count
    guard let flow = ran.first ?? flows.first else { return }
    var cause = Cause(
      "RC-01", isWhole ? .certain : .likely,
      flows.count == 1
        ? "never set by the flow ‘\(shortened(flow.name))’" : "never set by any of the \(flows.count) flows given",
      fix: "add Set Participant Data with the name ‘\(key)’ before it is read")
    if flows.count == 1 { cause.flow = flow.name }
    causes.append(cause)
  }

  private mutating func explainBuiltName(_ access: AttributeAccess, in flow: DiagnosedFlow) {
    var fitting: String?
    for participant in conversation?.participants ?? [] {
      guard let attributes = participant.attributes else { continue }
      for (name, _) in attributes.members {
        guard let name = name.string, access.name.isPartlyKnown, access.name.canBe(name) else { continue }
        fitting = fitting ?? name
      }
    }
    add(
      "RC-21", access.name.isPartlyKnown ? .likely : .possible, flow, access.action,
      "the flow ‘\(shortened(flow.name))’ builds a name, ‘\(shortened(access.name.pattern))’, at "
        + flow.place(of: access.action) + (fitting.map { "; ‘\(shortened($0))’ is such a one" } ?? ""),
      foundKey: fitting, fix: "make sure that the name comes out as ‘\(key)’, or write it out")
  }

  /// The key is there under the name asked for, and a flow reads it under another.
  private mutating func compareNamesRead() {
    for flow in flows where reads(of: flow).isEmpty {
      for access in flow.accesses where !access.isWrite {
        guard case .exact(let name) = access.name, let difference = NameDifference(key, name) else { continue }
        // A name that is set somewhere is another attribute; one that differs in spelling may be.
        let isOwn = flows.contains { $0.accesses.contains { $0.isWrite && $0.isExactly(name) } }
        guard !isOwn, difference.certainty != .possible else { continue }
        add(
          "RC-20", difference.certainty, flow, access.action,
          "the flow ‘\(shortened(flow.name))’ reads ‘\(shortened(name))’ at \(flow.place(of: access.action)); "
            + "they differ in \(difference.words)",
          foundKey: name, fix: "change the name ‘\(name)’ of this action to ‘\(key)’")
      }
    }
  }

  /// Compares the version that ran with the export, and exports of one flow with one another.
  private mutating func compareVersions() {
    for flow in flows {
      guard let run = runs.run(of: flow), let ran = run.version, let own = flow.version, !isSameVersion(ran, own) else {
        continue
      }
      guard let access = (writes(of: flow) + reads(of: flow)).first else { continue }
      add(
        "RC-22", .likely, flow, access.action,
        "version \(ran) of ‘\(shortened(flow.name))’ ran, and this export is version \(own)",
        fix: "export version \(ran), or publish this one")
    }
    guard status != .present else { return }
    for flow in flows where !writes(of: flow).isEmpty {
      for other in flows where other.isVersion(of: flow) && writes(of: other).isEmpty {
        guard let write = writes(of: flow).first else { continue }
        add(
          "RC-22", .likely, flow, write.action,
          "of the flow ‘\(shortened(flow.name))’ one version sets it, at \(flow.place(of: write.action)), and another does not",
          fix: "make sure that the version in \(flow.file) is the published one")
      }
    }
  }

  private func isSameVersion(_ left: String, _ right: String) -> Bool {
    func plain(_ text: String) -> Substring { text.hasSuffix(".0") ? text.dropLast(2) : text[...] }
    return plain(left) == plain(right)
  }

  /// A voice flow writes what it has set when it ends, over what was written meanwhile.
  private mutating func findOverwriting() {
    for flow in flows where flow.isVoice {
      for write in writes(of: flow) {
        var isItsValue = false
        if case .literal(let node) = write.value, let text = node.text { isItsValue = value?.string == text }
        let others = flows.filter { $0.file != flow.file && !writes(of: $0).isEmpty }
        guard isItsValue || !others.isEmpty else { continue }
        add(
          "RC-18", isItsValue ? .likely : .possible, flow, write.action,
          isItsValue
            ? "the value is the one that the voice flow ‘\(shortened(flow.name))’ sets at \(flow.place(of: write.action)): "
              + "a value written meanwhile is overwritten when the flow ends"
            : "the voice flow ‘\(shortened(flow.name))’ sets it too, at \(flow.place(of: write.action)), and writes it when it ends",
          fix: "read the value again before it is set, or set it under another name")
      }
    }
  }

  private mutating func tellOfTestRuns() {
    guard let flow = flows.first(where: { !reads(of: $0).isEmpty }), let read = reads(of: flow).first else { return }
    add(
      "RC-24", .possible, flow, read.action,
      "in a test or debug run of Architect there is no conversation: \(flow.place(of: read.action)) finds nothing",
      fix: "try it with a real conversation")
  }
}

extension AttributeAccess {
  /// Whether its name is known, and a key.
  func isExactly(_ key: String) -> Bool {
    if case .exact = name { name.canBe(key) } else { false }
  }
}
