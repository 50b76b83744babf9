import Expressions
import Flows
import SourceText

struct UTCBusinessHours: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "utc-business-hours", severity: .warning,
    summary: "The hour or the weekday in UTC is compared with a number, as for opening hours.",
    rationale: """
      `GetCurrentDateTimeUtc()` is in UTC wherever the caller is, so `Hour(…) >= 8` opens at 9 in Berlin in winter and at \
      10 in summer. Use a schedule group with Evaluate Schedule Group, which knows the time zone and its summer time, or \
      take the local time, or what it is ahead of UTC, from a data action. A number of hours that is written out \
      (`AddHours`) is right for half of the year only: a remark, since not every time zone has summer time.
      """,
    bad: [.condition("«Hour(GetCurrentDateTimeUtc())» >= 8")],
    good: [
      .actions(
        """
        - evaluateScheduleGroup:
            name: Open?
            evaluate:
              now: true
            scheduleGroup:
              lit:
                name: Shop
            outputs:
              closed:
                actions:
                  - disconnect:
                      name: Closed
        """)
    ])

  func check(_ expression: FlowExpression, _ context: RuleContext) {
    let tree = expression.tree
    guard expression.site.kind == .expression, tree.isValid else { return }
    for id in tree.ids {
      guard case .binary(let sign) = tree[id].kind, sign.isComparison else { continue }
      let sides = tree.operands(of: id).map(tree.unwrapped)
      guard let side = sides.first(where: { tree[$0].kind != .integer }),
        sides.contains(where: { tree[$0].kind == .integer }), let isShifted = tellsUTC(side, expression)
      else { continue }
      context.report(
        severity: isShifted ? .info : .warning, certainty: isShifted ? .possible : .likely,
        isShifted
          ? "the hours added to UTC stay the same when summer time begins; a schedule group knows the time zone"
          : "this is the time in UTC, not that of a time zone with its summer time; use a schedule group for opening hours",
        at: tree[side].range, of: expression)
      // The other bounds of the same hours need not be told.
      return
    }
  }

  /// Whether hours are added to the time in UTC of which a part gives the hour or the weekday; nil where it gives none.
  private func tellsUTC(_ id: NodeID, _ expression: FlowExpression) -> Bool? {
    let (expression, id) = expression.meant(by: id)
    guard expression.function(of: id)?.traits.contains(.tellsLocalTime) == true else { return nil }
    var isShifted = false
    var place = (expression: expression, id: id)
    // Each step goes into a call, or to the one value of a variable, which may be given itself.
    for _ in 0..<20 {
      guard let inner = place.expression.tree.operands(of: place.id).first else { return nil }
      place = place.expression.meant(by: place.expression.tree.unwrapped(inner))
      let traits = place.expression.function(of: place.id)?.traits ?? []
      if traits.contains(.givesNow) { return isShifted }
      guard traits.contains(.movesMoment), let distance = place.expression.tree.operands(of: place.id).last,
        place.expression.isWritten(distance)
      else { return nil }
      isShifted = true
    }
    return nil
  }
}

extension FlowExpression {
  fileprivate func function(of id: NodeID) -> Function? { tree.function(of: id, in: flow.functions) }

  /// Whether a part is a number that is written out.
  fileprivate func isWritten(_ id: NodeID) -> Bool {
    var id = tree.unwrapped(id)
    if tree[id].kind == .unary(.minus), let inner = tree.operands(of: id).first { id = tree.unwrapped(inner) }
    return tree[id].kind == .integer
  }

  /// What a part consists of; where that is a variable that is given one value alone, that value.
  fileprivate func meant(by id: NodeID) -> (expression: FlowExpression, id: NodeID) {
    guard let name = tree.accessPath(of: id)?.variableName,
      let value = flow.onlyValues[VariableKey(VariableName(name), in: site.container)]
    else { return (self, id) }
    let other = flow[value]
    guard other.tree.isValid, other.site.language == .architect else { return (self, id) }
    return (other, other.tree.unwrapped(other.tree.root))
  }
}
