import Expressions
import Flows
import SourceText

struct UTCBusinessHours: ExpressionRule {
  static let metadata = RuleMetadata(
    id: "utc-business-hours", severity: .warning,
    summary: "The hour or the weekday in UTC is compared with a number, as for opening hours.",
    rationale: """
      `GetCurrentDateTimeUtc()` is in UTC wherever the caller is, so `Hour(…) >= 8` opens at 9 in Berlin in winter and \
      at 10 in summer; the same goes for a moment that `MakeDateTime` makes of today's date. Use a schedule group with \
      Evaluate Schedule Group, which knows the time zone and its summer time, or take the local time, or what it is ahead of UTC, from a data action. A number of hours that is written out \
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
      for (side, other) in zip(sides, sides.reversed()) {
        guard let isShifted = tellsUTC(side, comparedWith: other, expression) else { continue }
        context.report(
          severity: isShifted ? .info : .warning, certainty: isShifted ? .possible : .likely,
          isShifted
            ? "the hours added to UTC stay the same when summer time begins; a schedule group knows the time zone"
            : "this is the time in UTC, not that of a time zone and its summer time; for opening hours use a schedule group",
          at: tree[side].range, of: expression)
        // The other bounds of the same hours need not be told.
        return
      }
    }
  }

  /// Whether hours are added to the time in UTC that is compared with an hour, a weekday or an hour of the same day;
  /// nil where it is no such comparison.
  private func tellsUTC(_ id: NodeID, comparedWith other: NodeID, _ expression: FlowExpression) -> Bool? {
    let part = expression.meant(by: id)
    if expression.tree[other].kind == .integer {
      guard part.function?.traits.contains(.tellsLocalTime) == true, let moment = part.operands.first else {
        return nil
      }
      return shiftOfNow(part.expression.meant(by: moment))
    }
    // MakeDateTime(Year(now), Month(now), Day(now), 8, 0, 0)
    let limit = expression.meant(by: other)
    guard limit.function?.traits.contains(.limitsArguments) == true, limit.operands.count > 3,
      limit.expression.isWritten(limit.operands[3]), !limit.operands[..<3].contains(where: limit.expression.isWritten)
    else { return nil }
    return shiftOfNow(part)
  }

  /// Whether hours are added to the present moment, which a part gives; nil where it gives another one.
  private func shiftOfNow(_ part: FlowExpression.Part) -> Bool? {
    var part = part
    var isShifted = false
    // Each step goes into a call, or to the one value of a variable, which may be given itself.
    for _ in 0..<20 {
      let traits = part.function?.traits ?? []
      if traits.contains(.givesNow) { return isShifted }
      let operands = part.operands
      guard traits.contains(.movesMoment), operands.count == 2, part.expression.isWritten(operands[1]) else {
        return nil
      }
      isShifted = true
      part = part.expression.meant(by: operands[0])
    }
    return nil
  }
}

extension FlowExpression {
  /// Whether a part is a number that is written out.
  fileprivate func isWritten(_ id: NodeID) -> Bool {
    var id = tree.unwrapped(id)
    if tree[id].kind == .unary(.minus), let inner = tree.operands(of: id).first { id = tree.unwrapped(inner) }
    return tree[id].kind == .integer
  }
}

extension FlowExpression.Part {
  /// The function that it calls.
  fileprivate var function: Function? { expression.tree.function(of: id, in: expression.flow.functions) }
  fileprivate var operands: [NodeID] { expression.tree.operands(of: id).map(expression.tree.unwrapped) }
}
