package import SourceText

/// How two names of attributes differ that may mean the same.
package enum NameDifference {
  /// One has a prefix that the other has not.
  case prefix(PrefixMatch)
  /// They are alike.
  case likeness(NameLikeness)

  /// Compares two names; nil where they are the same, or have nothing in common.
  package init?(_ asked: String, _ found: String) {
    if let match = PrefixMatch(asked: asked, found: found) {
      self = .prefix(match)
    } else if let likeness = NameLikeness(asked, found) {
      self = .likeness(likeness)
    } else {
      return nil
    }
  }

  /// How sure it is that the same is meant.
  package var certainty: Certainty {
    switch self {
    case .prefix(let match): match.certainty
    case .likeness(let likeness): likeness.certainty
    }
  }

  /// In what they differ, for a message: `letter case`, `the prefix ‘context.’`.
  package var words: String {
    switch self {
    case .prefix(let match): "the prefix ‘\(shortened(match.prefix.text))’"
    case .likeness(let likeness): likeness.difference
    }
  }
}
