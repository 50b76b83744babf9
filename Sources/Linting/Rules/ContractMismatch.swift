import Flows
import SourceText

struct ContractMismatch: ProjectRule {
  static let metadata = RuleMetadata(
    id: "contract-mismatch", severity: .warning,
    summary: "A call of a data action does not fit the contract of its export.",
    rationale: """
      A data action says in its contract which inputs it takes, which of them it requires, and what it gives back. A \
      call that hands over or takes something else, or leaves a required input empty, is refused by Architect or fails \
      on every run, and the flow goes on without the data. So it is where a data action was changed and the flows that \
      call it were not. Change the call, or export the data action anew.

      The exports of data actions are matched by name, the time that older ones add to it left out. Members of objects \
      go by their paths, `order.id`, as Architect shows them. The rule is silent where no export of that name is among \
      the files that are linted, and where several of them differ.
      """,
    bad: [bad],
    good: [bad.replacing("«teir»", with: "tier")])

  private static let bad = RuleExample.actions(
    """
    - callData:
        name: Get tier
        category:
          CRM:
            dataAction:
              Get Tier:
                inputs:
                  customerId:
                    exp: Flow.customer
                successOutputs:
                  «teir»:
                    var: Flow.tier
        outputs:
          failure:
            actions:
              - disconnect:
                  name: Later
          timeout:
            actions:
              - disconnect:
                  name: Too late
    """, declaring: ["Flow.customer": "string", "Flow.tier": "string"]
  ).with("get-tier.custom.json", contract)

  private static let contract = """
    {
      "name": "Get Tier",
      "config": {
        "request": {"requestUrlTemplate": "/tiers/${input.customerId}", "requestType": "GET"},
        "response": {"translationMap": {"tier": "$.tier"}, "successTemplate": "{\\"tier\\": ${tier}}"}
      },
      "contract": {
        "input": {"inputSchema": {
          "type": "object", "required": ["customerId"], "properties": {"customerId": {"type": "string"}}}},
        "output": {"successSchema": {"type": "object", "properties": {"tier": {"type": "string"}}}}
      }
    }
    """

  func summary(of file: LintedFile) -> CallContracts { CallContracts(file, ofDataActions: true) }

  func check(_ file: LintedFile, _ context: RuleContext) {
    for flow in file.flows where !flow.flow.isForeign {
      let checker = CallChecker(flow: flow, context: context)
      for (index, action) in flow.flow.actions.enumerated() where action.definition?.role == .callsDataAction {
        checker.check(ActionID(index: index), callees: [FlowType.dataAction], missing: .warning)
      }
    }
  }
}
