import Flows
import SourceText

struct CommonModuleIOMismatch: ProjectRule {
  static let metadata = RuleMetadata(
    id: "common-module-io-mismatch", severity: .warning,
    summary: "A call of a common module or bot does not fit the inputs and outputs that its file declares.",
    rationale: """
      Architect refuses to publish a call that hands over an input, or binds an output, that the called flow does not \
      have, or that is of another type. So it is where a module was changed and its callers were not. Change the call, \
      or the module; `plumb lint` has to be given both files. That the module takes an input which the call does not \
      name at all is a remark: it is NOT_SET there.

      Flows are matched by name and type. The rule is silent where the file of the called flow is not among those that \
      are linted, where several files of its name differ, and where the name is a placeholder.
      """,
    bad: [bad],
    good: [bad.replacing("«Common.oder»", with: "Common.order")])

  private static let bad = RuleExample.actions(
    """
    - callCommonModule:
        name: Look up
        commonModule:
          Order module:
            ver_latestPublished:
              inputs:
                «Common.oder»:
                  exp: Flow.order
              outputs:
                Common.tier:
                  var: Flow.tier
    """, declaring: ["Flow.order": "string", "Flow.tier": "string"]
  ).with("order-module.yaml", module)

  private static let module = """
    commonModule:
      name: Order module
      variables:
        - stringVariable:
            name: Common.order
            isInput: true
        - stringVariable:
            name: Common.tier
            isOutput: true
      startUpTaskActions:
        - updateData:
            name: Decide
            statements:
              - string:
                  variable: Common.tier
                  value:
                    exp: If(IsSet(Common.order), "gold", "none")
    """

  func summary(of file: LintedFile) -> CallContracts { CallContracts(file, ofDataActions: false) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    for flow in file.flows where !flow.flow.isForeign {
      let checker = CallChecker(flow: flow, context: context)
      for (index, action) in flow.flow.actions.enumerated() where action.definition?.course == .callsFlow {
        checker.check(
          ActionID(index: index), callees: action.definition?.calledFlowTypes ?? [], missing: .info)
      }
    }
  }
}
