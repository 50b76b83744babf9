import Flows
import SourceText

struct VariableUnused: FlowRule {
  static let metadata = RuleMetadata(
    id: "variable-unused", severity: .info,
    summary: "A variable is declared, and the flow neither fills nor reads it; or an input is never read.",
    rationale: """
      It is left over and can go, or the place that should use it names another one: where a variable with nearly the \
      same name is used (one letter, a plural, separators) that is a warning. An input that nothing reads is a promise to \
      callers that the flow does not keep.
      """,
    bad: [
      .condition(
        #"Flow.tier == "gold""#, declaring: ["Flow.tier": "string", "«Flow.reply»": "string"], asInputs: true)
    ],
    good: [.condition(#"Flow.tier == "gold""#, declaring: ["Flow.tier": "string"])], findsLeftovers: true)

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    // What is not known may use any of them.
    guard !flow.flow.variables.isEmpty, !flow.variableUses.hasUnknownTarget else { return }
    let judged = flow.judgedVariables
    lazy var used = NearVariables(judged.filter { !$0.uses.isEmpty }.map(\.variable))
    for (variable, uses) in judged {
      guard !uses.contains(where: { !$0.isWrite }) else { continue }
      // What is given values that nothing reads is another rule's business.
      guard uses.isEmpty ? !variable.isOutput : variable.isInput && !variable.isOutput else { continue }
      let name = variable.name.oneLine
      let twin = uses.isEmpty ? used.twin(of: variable) : nil
      let message =
        switch (variable.isInput, twin) {
        case (true, nil): "the input ‘\(name)’ is never read"
        case (true, let twin?): "the input ‘\(name)’ is never read, but ‘\(twin.name.oneLine)’ is used; is it meant?"
        case (false, nil): "‘\(name)’ is neither filled nor read"
        case (false, let twin?): "‘\(name)’ is not used, but ‘\(twin.name.oneLine)’ is; is one meant for the other?"
        }
      context.report(
        severity: twin == nil ? .info : .warning, certainty: twin == nil ? .certain : .possible, message,
        at: variable.place, in: flow, action: nil, container: variable.container)
    }
  }
}
