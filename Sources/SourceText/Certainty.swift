/// How sure a statement is; what is certain comes first.
public enum Certainty: String, Sendable, CaseIterable, Comparable {
  /// The evidence proves it.
  case certain
  /// The evidence speaks for it.
  case likely
  /// Nothing speaks against it.
  case possible

  /// Orders by certainty: what is certain comes first. The words happen to stand in that order.
  public static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
}
