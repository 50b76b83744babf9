extension ActionType {
  /// Variables, conditions, data actions, tables and participant data.
  static let dataAndLogic: [ActionType] = [
    ActionType(
      "decision", "DecisionAction", "Goes on by what one Boolean expression comes to.", .branches,
      ways: [
        .way("yes", "the condition is true", seen: true), .way("no", "the condition is false or NOT_SET", seen: true),
      ], reads: [Input("condition", "bln")],
      flowTypes: ["botFlow", "commonModule", "inQueueCall", "inboundCall", "inboundChat", "inboundEmail"],
      sources: ["real flows", "SDK"]),
    ActionType(
      "dataTableLookup", "DataTableLookupAction",
      "Looks one row of a data table up by its key and puts columns of it into variables.", .branches,
      ways: [
        .success("found", "a row has this key", seen: true), .failure("notFound", "no row has this key", seen: true),
        .failure("failure", "the look-up itself failed", seen: true),
      ],
      fills: [
        .on("found", fill: "dataTable.*.foundOutputs.*", "any"),
        .on("failure", fill: "dataTable.*.failureOutputs.errorType", "str"),
        .on("failure", fill: "dataTable.*.failureOutputs.errorMessage", "str"),
      ], reads: [Input("lookupValue", "str")], objects: [ObjectProperty("dataTable.*", "dataTable")], need: .table,
      limits: "A key has at most 256 characters. A key that is NOT_SET goes to the flow's error handling, by no way.",
      sources: ["real flows", "SDK", "help page data-table-lookup-action"]),
  ]
}
