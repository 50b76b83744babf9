import Attributes
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
  let evidence: Evidence
  /// The flows of Architect's among those given.
  let flows: [DiagnosedFlow]
  let runs: FlowRuns
  var causes: [Cause] = []

  /// Goes through the flows.
  init(_ diagnosis: AttributeDiagnosis, in conversation: Conversation?, _ evidence: Evidence) {
    key = diagnosis.key
    status = diagnosis.status
    value = diagnosis.value
    self.conversation = conversation
    self.evidence = evidence
    flows = evidence.flows.filter { !$0.flow.isForeign }
    runs = FlowRuns(conversation, inventory: evidence.inventory)
    for flow in flows { look(at: flow) }
    compareVersions()
    if status == .present {
      findOverwriting()
    } else {
      let isWritten = flows.contains { !writes(of: $0).isEmpty }
      findNearNames(isWritten: isWritten)
      if !isWritten { explainNoWriter() }
    }
    compareNamesRead()
    if conversation == nil { tellOfTestRuns() }
  }

  func writes(of flow: DiagnosedFlow) -> [DiagnosedFlow.Access] {
    flow.accesses.filter { $0.isWrite && $0.isExactly(key) }
  }

  func reads(of flow: DiagnosedFlow) -> [DiagnosedFlow.Access] {
    flow.accesses.filter { !$0.isWrite && $0.isExactly(key) }
  }

  mutating func add(
    _ id: String, _ certainty: Certainty, _ flow: DiagnosedFlow, _ action: ActionID?, _ message: String,
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

  private mutating func look(at flow: DiagnosedFlow) {
    let writes = writes(of: flow)
    let reads = reads(of: flow)
    guard !writes.isEmpty || !reads.isEmpty else { return }
    let analysis = AttributeState.Analysis(flow.flow, writers: Set(writes.map(\.action)))
    let states = Dataflow(analysis, over: flow.graph)
    if status != .present {
      for write in writes { explain(write, in: flow, states[.action(write.action)]) }
      let first = writes.first { states[.action($0.action)] != nil }
      if let first { explainWhole(flow, first, setsAlways: states.atExit(analysis)?.mustSet == true) }
    }
    for read in reads { explain(read: read, in: flow, states[.action(read.action)], hasWriters: !writes.isEmpty) }
    for access in writes + reads { explainKind(of: access, in: flow) }
  }

  /// Says why a write may not have been reached, or may have written nothing.
  private mutating func explain(_ write: DiagnosedFlow.Access, in flow: DiagnosedFlow, _ state: AttributeState?) {
    let place = flow.place(of: write.action)
    guard let state else {
      let reason = flow.ending(before: write.action).map { "it stands after \($0)" } ?? "nothing leads there"
      add(
        "RC-19", flow.graph.hasStart ? .certain : .likely, flow, write.action,
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
    if let source = flow.variables.unguardedSource(of: write.use, in: flow.flow) {
      add(
        "RC-31", status == .empty ? .likely : .possible, flow, write.action,
        "its value at \(place) is an output of ‘\(shortened(flow.actionName(source)))’, which has none when it fails",
        fix: "set it in the branch where ‘\(shortened(flow.actionName(source)))’ succeeds")
    }
  }

  /// Says what is to be known of a flow that sets the key in some place that is reached.
  private mutating func explainWhole(_ flow: DiagnosedFlow, _ first: DiagnosedFlow.Access, setsAlways: Bool) {
    let name = shortened(flow.name)
    if runs.contains(flow) == false {
      add(
        "RC-01", .likely, flow, first.action,
        "the flow ‘\(name)’ sets it, but is not among the flows that ran in this conversation",
        fix: "look at the flow that ran: does it call or transfer to ‘\(name)’?")
      return
    }
    guard status == .missing || status == .elsewhere else { return }
    if !setsAlways {
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

  private mutating func explain(
    read: DiagnosedFlow.Access, in flow: DiagnosedFlow, _ state: AttributeState?, hasWriters: Bool
  ) {
    let place = flow.place(of: read.action)
    let name = shortened(flow.name)
    guard let state else {
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
    guard let target = read.use.target else { return }
    let variable = flow.flow[target].text
    if let type = flow.declaredType(of: variable), type != "stringVariable" {
      add(
        "RC-30", .likely, flow, read.action,
        "the flow ‘\(name)’ reads it at \(place) into ‘\(shortened(variable))’, a \(type): attributes are strings",
        fix: "read it into a string, then convert it")
    }
  }

  /// Says what an action of its kind cannot do in a flow of its kind.
  private mutating func explainKind(of access: DiagnosedFlow.Access, in flow: DiagnosedFlow) {
    let definition = flow.flow[access.action].definition
    let place = flow.place(of: access.action)
    let name = shortened(flow.name)
    let isConversationData = definition?.namesConversation == true
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
    let same = flow.accesses.filter { $0.isWrite == access.isWrite }
    let (count, actions, limit) = (same.count, Set(same.map(\.action)).count, AttributeSize.botSession)
    if max(count, actions) > limit {
      add(
        "RC-23", .likely, flow, access.action,
        "the bot ‘\(name)’ \(access.isWrite ? "sets" : "reads") \(count) attributes in \(actions) actions: a session allows \(limit)",
        fix: "put what belongs together into one attribute")
    } else if flow.flow.loop(around: access.action) != nil {
      add(
        "RC-23", .possible, flow, access.action,
        "\(place) of the bot ‘\(name)’ stands in a loop: a session allows \(limit) runs",
        fix: "move it out of the loop")
    }
    let most = AttributeSize.botValue
    if case .literal(let node) = access.use.value, AttributeSize.length(of: node.text ?? "") > most {
      add(
        "RC-23", .certain, flow, access.action,
        "the value at \(place) has over \(most) characters, which a bot cannot set", fix: "store a shorter value")
    }
  }
}
