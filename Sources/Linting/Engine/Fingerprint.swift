import Flows
import SourceText

/// Identifies findings across versions of a file.
///
/// A fingerprint holds the rule, the flow, container and action by name, the expression without its blanks, and which
/// one of several equal findings it is. Lines and offsets are no part of it, so that it survives a new export.
enum Fingerprint {
  /// Gives the findings of one file, which are in order, their fingerprints.
  static func stamp(_ findings: inout [Finding]) {
    var seen: [[String]: Int] = [:]
    for index in findings.indices {
      let (finding, location) = (findings[index], findings[index].location)
      let fields = [
        finding.rule, location.flowName ?? "", location.flowType ?? "", location.containerKind ?? "",
        location.containerName ?? "", location.actionName ?? "", finding.subject ?? finding.message,
      ]
      let ordinal = seen[fields, default: 0]
      seen[fields] = ordinal + 1
      findings[index].fingerprint = hash(fields + [String(ordinal)])
    }
  }

  /// The hash of fields, each with its length before it so that no two lists of fields give the same bytes.
  static func hash(_ fields: [String]) -> String {
    var bytes: [UInt8] = []
    for field in fields {
      bytes += "\(field.utf8.count):".utf8
      bytes += field.utf8
    }
    return SHA256.hexadecimal(of: bytes)
  }
}

extension Finding {
  /// The fingerprint together with the file's path, for readers that take equal fingerprints for one finding.
  public func fingerprint(inFile path: String) -> String { Fingerprint.hash([path, fingerprint]) }

  /// A fingerprint of fields of a caller's own.
  public static func fingerprint(ofFields fields: [String]) -> String { Fingerprint.hash(fields) }
}
