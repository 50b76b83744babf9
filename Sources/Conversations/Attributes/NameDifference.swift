/// How two names of attributes differ that may mean the same.
package struct NameDifference {
  /// How sure it is that the same is meant.
  package let certainty: Certainty
  /// In what they differ, for a message: `letter case`, `the prefix ‘context.’`.
  package let words: String

  /// Compares two names; nil where they are the same, or have nothing in common.
  package init?(_ asked: String, _ found: String) {
    if let match = PrefixMatch(asked: asked, found: found) {
      certainty = match.isExact ? .certain : .likely
      words = "the prefix ‘\(match.prefix.text)’"
    } else if let likeness = NameLikeness(asked, found) {
      certainty = likeness.certainty
      words = likeness.difference
    } else {
      return nil
    }
  }
}
