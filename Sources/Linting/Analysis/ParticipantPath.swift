import Documents
import Expressions
import Flows
import SourceText

/// Writes paths that read attributes from the customer participant.
enum ParticipantPath {
  /// The fix that reads from the customer what a reference names by the steps that follow some; only expressions of
  /// Archy YAML and flow XML are written.
  static func fix(
    _ reference: AccessPath, after stepCount: Int, in tree: SyntaxTree, at site: ExpressionSite, isSafe: Bool
  ) -> Fix? {
    site.fix(
      "read the attribute from the customer participant", isSafe: isSafe, replacing: reference.range,
      with: text(reference.steps[stepCount...], in: tree))
  }

  /// The path to the customer's attributes with the steps that follow `attributes`.
  private static func text(_ steps: ArraySlice<AccessPath.Step>, in tree: SyntaxTree) -> String {
    var path = "conversation.participants.customer.attributes"
    for (offset, step) in steps.enumerated() {
      let written = tree.text(step.range)
      switch step {
      case .member:
        path += "." + written
      case .key(let key, _) where offset == 0 && steps.count == 1 && isWordChain(key):
        path += "." + key
      case .key, .index, .dynamic:
        path += "[" + written + "]"
      }
    }
    return path
  }

  /// Whether a key can be written behind dots: words of letters, digits and underscores with dots between them.
  private static func isWordChain(_ key: String) -> Bool {
    key.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      word.first?.isNumber == false && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
  }
}
