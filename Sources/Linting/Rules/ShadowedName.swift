import Flows
import SourceText

struct ShadowedName: FlowRule {
  static let metadata = RuleMetadata(
    id: "shadowed-name", severity: .info, preset: .strict,
    summary: "A task, state or menu declares a variable by the name that one of the flow has.",
    rationale: """
      `Flow.tier` and `Task.tier` are two variables. A value that is put into one is not found in the other, and the two \
      are easily taken for one another, in a text as in the list that Architect offers. Give one of them another name.
      """,
    bad: [example],
    good: [example.replacing("«Task.tier»", with: "Task.level").replacing("Task.tier", with: "Task.level")])

  private static let example: RuleExample = """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/tasks/task[Main_10]"
      variables:
        - stringVariable:
            name: Flow.tier
            isInput: true
      tasks:
        - task:
            name: Main
            refId: Main_10
            variables:
              - stringVariable:
                  name: «Task.tier»
                  initialValue:
                    lit: gold
            actions:
              - decision:
                  name: Known?
                  condition:
                    exp: IsSet(Flow.tier)
              - decision:
                  name: Gold?
                  condition:
                    exp: IsSet(Task.tier)
              - disconnect:
                  name: Done
    """

  func check(_ flow: LintedFlow, _ context: RuleContext) {
    // Where one of the two is only filled or only read, other rules name the other one.
    let judged = flow.judgedVariables.filter { variable, uses in
      let isFilled = variable.isInput || !flow.isNothing(variable.initialValue) || uses.contains(where: \.isWrite)
      return isFilled && (variable.isOutput || uses.contains { !$0.isWrite })
    }
    let near = NearVariables(judged.map(\.variable))
    for (variable, _) in judged where !VariableName(variable.name).isFlowWide {
      guard let other = near.namesake(of: variable) else { continue }
      context.report(
        "‘\(variable.name.oneLine)’ is another variable than ‘\(other.name.oneLine)’, which the flow uses too",
        at: variable.place, in: flow, action: nil, container: variable.container)
    }
  }
}
