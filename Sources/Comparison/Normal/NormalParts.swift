/// The parts of a normal form, one case for each of its properties.
///
/// The comparison goes over all cases and says of each what it does, so that a part that nothing compares does not
/// compile; a test holds that the cases are the properties.
enum FlowPart: String, CaseIterable {
  case name, type, shape, settings, variables, containers, actions
}

/// The parts of a container.
enum ContainerPart: String, CaseIterable {
  case kind, name, id, choice, settings, lists
}

/// The parts of a variable.
enum VariablePart: String, CaseIterable {
  case name, type, settings, container
}

/// The parts of an action.
enum ActionPart: String, CaseIterable {
  case type, name, shownName, id, settings, statements, ways, container
}

/// The properties of the model of flows, one case for each; a test holds that none is missing.
///
/// Of each it is said where the normal form has it, so that a new one that nobody thought of does not compile.
enum ModelPart: String, CaseIterable {
  case flowName = "Flow.name"
  case flowType = "Flow.type"
  case flowDocument = "Flow.document"
  case flowNode = "Flow.node"
  case flowContainers = "Flow.containers"
  case flowActions = "Flow.actions"
  case flowVariables = "Flow.variables"
  case flowSites = "Flow.sites"
  case flowLiterals = "Flow.literals"
  case flowReferences = "Flow.references"
  case flowMisplacedLists = "Flow.misplacedLists"
  case flowHeaders = "Flow.headers"
  case flowForeignUses = "Flow.foreignAttributeUses"
  case flowFormat = "Flow.ownFormatName"
  case flowIsArchy = "Flow.isArchy"
  case containerKind = "FlowContainer.kind"
  case containerName = "FlowContainer.name"
  case containerIdentity = "FlowContainer.identity"
  case containerNode = "FlowContainer.node"
  case containerPath = "FlowContainer.path"
  case containerParent = "FlowContainer.parent"
  case containerChoice = "FlowContainer.choice"
  case containerDefaultChoice = "FlowContainer.defaultChoice"
  case containerDefaultAction = "FlowContainer.defaultAction"
  case containerActions = "FlowContainer.actions"
  case variableName = "FlowVariable.name"
  case variableTypeKey = "FlowVariable.typeKey"
  case variableType = "FlowVariable.type"
  case variableInitialValue = "FlowVariable.initialValue"
  case variableIsInput = "FlowVariable.isInput"
  case variableIsOutput = "FlowVariable.isOutput"
  case variableContainer = "FlowVariable.container"
  case variableNode = "FlowVariable.node"
  case actionType = "FlowAction.type"
  case actionDefinition = "FlowAction.definition"
  case actionName = "FlowAction.name"
  case actionNode = "FlowAction.node"
  case actionPath = "FlowAction.path"
  case actionContainer = "FlowAction.container"
  case actionParent = "FlowAction.parent"
  case actionBranch = "FlowAction.branch"
  case actionPosition = "FlowAction.position"
  case actionID = "FlowAction.id"
  case actionTrackingID = "FlowAction.trackingID"
  case actionBranches = "FlowAction.branches"
  case actionLinks = "FlowAction.links"
  case actionEffects = "FlowAction.effects"
  case actionInputs = "FlowAction.inputs"
  case actionDecision = "FlowAction.decision"
  case actionMenuKey = "FlowAction.menuKey"
  case branchName = "FlowBranch.name"
  case branchNode = "FlowBranch.node"
  case branchPath = "FlowBranch.path"
  case branchActions = "FlowBranch.actions"
  case effectAssignments = "FlowEffects.assignments"
  case effectOutputs = "FlowEffects.outputs"
  case effectReads = "FlowEffects.reads"
  case effectWrites = "FlowEffects.writes"
  case effectCalls = "FlowEffects.calls"
  case effectTargetFlow = "FlowEffects.targetFlow"
  case decisionSubject = "FlowDecision.subject"
  case decisionConditions = "FlowDecision.conditions"
  case decisionBranches = "FlowDecision.branches"
  case decisionCount = "FlowDecision.count"

  /// Where the normal form has it, or why it has not.
  var place: String {
    switch self {
    case .flowName: "NormalFlow.name"
    case .flowType: "NormalFlow.type"
    case .flowContainers: "NormalFlow.containers"
    case .flowActions: "NormalFlow.actions"
    case .flowVariables: "NormalFlow.variables"
    case .flowSites, .flowLiterals: "values of settings"
    case .flowReferences: "the settings ‘target’, ‘start’ and those of their own keys"
    case .flowMisplacedLists, .flowHeaders, .flowForeignUses: "settings: what the body has"
    case .flowNode, .containerNode, .variableNode, .actionNode, .branchNode:
      "settings: all leaves not told of otherwise"
    case .flowIsArchy: "NormalFlow.shape"
    case .flowDocument, .flowFormat: "not told: how the file is written"
    case .containerKind: "NormalContainer.kind"
    case .containerName: "NormalContainer.name"
    case .containerIdentity: "not told: an id; NormalContainer.id for matching"
    case .containerPath, .actionPath, .branchPath: "not told: a place in the file"
    case .containerParent, .containerChoice: "the setting ‘target’ of the choice"
    case .containerDefaultChoice, .containerDefaultAction: "the setting ‘defaultChoice’"
    case .containerActions: "NormalContainer.lists"
    case .variableName: "NormalVariable.name"
    case .variableTypeKey, .variableType: "NormalVariable.type"
    case .variableInitialValue, .variableIsInput, .variableIsOutput: "settings of the variable"
    case .variableContainer: "NormalVariable.container"
    case .actionType, .actionDefinition: "NormalAction.type"
    case .actionName: "NormalAction.name"
    case .actionContainer, .actionParent, .actionBranch, .actionPosition: "the list that holds it"
    case .actionID, .actionTrackingID: "not told: an id; NormalAction.id for matching"
    case .actionBranches, .branchName, .branchActions: "NormalAction.ways"
    case .actionLinks: "the settings ‘leads to’"
    case .actionEffects, .actionInputs: "settings of the action"
    case .actionDecision, .decisionConditions, .decisionBranches: "conditions of NormalAction.ways, and ‘condition’"
    case .decisionSubject, .decisionCount: "the settings ‘value’ and ‘loopCount’"
    case .actionMenuKey: "the settings ‘dtmf’ and ‘globalDtmf’"
    case .effectAssignments: "the settings ‘set …’"
    case .effectOutputs: "the settings ‘outputs.…’ and ‘failureOutputs.…’"
    case .effectReads: "the settings ‘reads …’"
    case .effectWrites: "the settings ‘writes …’"
    case .effectCalls: "the settings ‘calls’, ‘inputs.…’, ‘outputs.…’"
    case .effectTargetFlow: "the setting ‘targetFlow’"
    }
  }
}
