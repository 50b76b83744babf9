import SourceText

/// All rules.
public enum RuleCatalogue {
  /// The rules in alphabetical order of their ids.
  static let all: [any Rule.Type] = [
    AddressWithoutScheme.self,
    AlwaysFails.self,
    ArgumentCount.self,
    AttributeCaseVariant.self,
    AttributeLimits.self,
    AttributeNameDynamic.self,
    AttributeNameEmpty.self,
    AttributePrefixMismatch.self,
    AttributeReadNeverSet.self,
    AttributeSetAfterEnd.self,
    CallTaskRecursion.self,
    CommonModuleIOMismatch.self,
    CompareEmptyString.self,
    ConcatNotSet.self,
    ConstantCondition.self,
    ContractMismatch.self,
    CyclicFlowTransfer.self,
    DanglingRef.self,
    DuplicateCase.self,
    DuplicateKey.self,
    DuplicateRefID.self,
    EmptyBranch.self,
    ErrorHandlingDisconnect.self,
    ExprSyntax.self,
    ExpressionComplexity.self,
    FindFirstUnchecked.self,
    FlowTypeStructure.self,
    FromAttributes.self,
    GuidLiteral.self,
    HardcodedEndpoint.self,
    HeaderAttributes.self,
    HearsayFunction.self,
    IndexAfterLoop.self,
    JSONArrayIndex.self,
    LegacyCustomAttributesLocation.self,
    LiteralOutOfRange.self,
    MenuPromptMismatch.self,
    MenuWithoutLimit.self,
    NotSetArgument.self,
    NotSetOperand.self,
    ParseError.self,
    ConversationPath.self,
    PIIInAttribute.self,
    PlaceholderText.self,
    RedundantBoolean.self,
    SecretInExpression.self,
    SelfAssignment.self,
    SelfComparison.self,
    ShadowedName.self,
    SilentEnding.self,
    SubstitutionInKey.self,
    SwitchNoDefault.self,
    TargetType.self,
    TypeMismatch.self,
    UnboundedLoop.self,
    UnguardedConversion.self,
    UnguardedIndex.self,
    UnhandledOutcome.self,
    UnknownAction.self,
    UnknownBuiltIn.self,
    UnknownFunction.self,
    UnknownVariable.self,
    UnreachableAction.self,
    UnreferencedContainer.self,
    UnresolvedDependency.self,
    UnresolvedSubstitution.self,
    UnusedSuppression.self,
    UTCBusinessHours.self,
    VariableNeverWritten.self,
    VariableUnused.self,
    WayWithoutActions.self,
    WriteNeverRead.self,
    YAMLTypeTrap.self,
  ]

  /// The descriptions of all rules, in alphabetical order of their ids.
  public static let rules: [RuleMetadata] = all.map { $0.metadata }

  /// The description of a rule.
  public static func rule(named id: String) -> RuleMetadata? {
    rules.first { $0.id == id }
  }

  /// What is wrong with a rule's id that a user gave, or nil where there is such a rule.
  ///
  /// - Parameter switchingOff: whether the rule is to be switched off.
  public static func problem(withID id: String, switchingOff: Bool = false) -> String? {
    guard let rule = rule(named: id) else {
      return "expected a rule, found ‘\(id)’" + suggestion(nearestNames(to: id, among: rules.map(\.id)))
    }
    return switchingOff && !rule.isOptional ? "the rule ‘\(id)’ cannot be switched off" : nil
  }

  /// The rules that options ask for.
  static func rules(for options: LintOptions) -> [any Rule.Type] {
    all.filter { options.runs($0.metadata) }
  }
}
