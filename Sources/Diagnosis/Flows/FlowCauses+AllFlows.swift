import Attributes
import Conversations
import Documents
import Expressions
import Flows
import JSON
import SourceText

/// What all flows together tell about a key.
extension FlowCauses {
  /// Says which names come near the key. Where the key itself is set as well, another name may be meant as such.
  mutating func findNearNames(isWritten: Bool) {
    for flow in flows {
      for access in flow.accesses where access.isWrite {
        switch access.use.pattern {
        case .exact(let name)?:
          guard let difference = NameDifference(key, name), !isWritten || difference.certainty != .possible else {
            continue
          }
          add(
            "RC-20", isWritten ? .likely : difference.certainty, flow, access.action,
            "the flow ‘\(shortened(flow.name))’ sets ‘\(shortened(name))’ at \(flow.place(of: access.action)); "
              + "they differ in \(difference.words)",
            foundKey: name, fix: "change the name ‘\(name)’ of this action to ‘\(key)’, or read ‘\(name)’")
        case .built(let parts)?:
          let pattern = TextPattern.built(parts)
          guard pattern.canBe(key), !isWritten || pattern.isPartlyKnown else { continue }
          explainBuiltName(pattern, access, in: flow)
        case nil: break
        }
      }
    }
  }

  /// Nothing sets the key.
  mutating func explainNoWriter() {
    guard status == .missing, let flow = flows.first(where: { runs.contains($0) == true }) ?? flows.first,
      !causes.contains(where: { ["RC-20", "RC-21", "RC-22"].contains($0.id) })
    else { return }
    let ran = flows.filter { runs.contains($0) == true }
    let isWhole = !runs.runs.isEmpty && Set(runs.runs.compactMap { $0.id ?? $0.name }).count == ran.count
    let which = flows.count == 1 ? "the flow ‘\(shortened(flow.name))’" : "any of the \(flows.count) flows given"
    let scripts = evidence.flows.filter { $0.flow.isScript && $0.flow.sets(key) }.map {
      "the script ‘\(shortened($0.name))’"
    }
    let writers =
      scripts + evidence.dataActions.filter(\.writesAttributes).map { "the data action ‘\(shortened($0.name))’" }
    var cause = Cause(
      "RC-01", isWhole && writers.isEmpty ? .certain : .likely,
      "never set by \(which); " + (writers.isEmpty ? "a script or a data action" : listed(writers)) + " may set it",
      fix: "add Set Participant Data with the name ‘\(key)’ before it is read, or look at what else may set it: "
        + "agents' scripts, " + dataActionsCalled() + ", whatever calls the API")
    if flows.count == 1 { cause.flow = flow.name }
    causes.append(cause)
  }

  /// The data actions that the flows call, for a message.
  private func dataActionsCalled() -> String {
    var names: [String] = []
    for call in flows.flatMap(\.flow.actions).flatMap(\.effects.calls) where call.category != nil {
      if let name = call.name, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty
      ? "data actions" : "the data actions that the flows call (" + listed(names.map { "‘\(shortened($0))’" }) + ")"
  }

  /// A few of some words.
  private func listed(_ words: [String]) -> String {
    words.prefix(3).joined(separator: ", ") + (words.count > 3 ? ", …" : "")
  }

  private mutating func explainBuiltName(
    _ pattern: TextPattern, _ access: DiagnosedFlow.Access, in flow: DiagnosedFlow
  ) {
    var fitting: String?
    for participant in conversation?.participants ?? [] {
      guard let attributes = participant.attributes else { continue }
      for (name, _) in attributes.members {
        guard let name = name.string, pattern.isPartlyKnown, pattern.canBe(name) else { continue }
        fitting = fitting ?? name
      }
    }
    add(
      "RC-21", pattern.isPartlyKnown ? .likely : .possible, flow, access.action,
      "the flow ‘\(shortened(flow.name))’ builds a name, ‘\(shortened(pattern.wildcard))’, at "
        + flow.place(of: access.action) + (fitting.map { "; ‘\(shortened($0))’ is such a one" } ?? ""),
      foundKey: fitting, fix: "make sure that the name comes out as ‘\(key)’, or write it out")
  }

  /// The key is there under the name asked for, and a flow reads it under another.
  mutating func compareNamesRead() {
    for flow in flows where reads(of: flow).isEmpty {
      for access in flow.accesses where !access.isWrite {
        guard let name = access.use.name, let difference = NameDifference(key, name) else { continue }
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
  mutating func compareVersions() {
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
  mutating func findOverwriting() {
    for flow in flows where flow.isVoice {
      for write in writes(of: flow) {
        var isItsValue = false
        if case .literal(let node) = write.use.value, let text = node.text { isItsValue = value?.string == text }
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

  mutating func tellOfTestRuns() {
    guard let flow = flows.first(where: { !reads(of: $0).isEmpty }), let read = reads(of: flow).first else { return }
    add(
      "RC-24", .possible, flow, read.action,
      "in a test or debug run of Architect there is no conversation: \(flow.place(of: read.action)) finds nothing",
      fix: "try it with a real conversation")
  }
}
