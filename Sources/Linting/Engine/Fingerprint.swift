import Flows
import SourceText

/// Identifies findings across versions of a file.
///
/// A fingerprint holds the rule, the flow, container and action by name, the expression without its blanks, and which
/// one of several equal findings it is. Lines and offsets are no part of it, so that it survives a new export.
enum Fingerprint {
  /// Gives the findings of one file, which are in order, their fingerprints.
  static func stamp(_ findings: inout [Finding]) {
    var seen: [[UInt8]: Int] = [:]
    seen.reserveCapacity(findings.count)
    /// The number as it is, which goes up.
    func next(_ ordinal: inout Int) -> Int {
      defer { ordinal += 1 }
      return ordinal
    }
    for index in findings.indices {
      let (finding, location) = (findings[index], findings[index].location)
      let bytes = bytes([
        finding.rule, location.flowName ?? "", location.flowType ?? "", location.containerKind ?? "",
        location.containerName ?? "", location.actionName ?? "", finding.subject ?? finding.message,
      ])
      let ordinal = next(&seen[bytes, default: 0])
      findings[index].fingerprint = SHA256.hexadecimal(of: bytes + Self.bytes([String(ordinal)]))
    }
  }

  /// The hash of fields.
  static func hash(_ fields: [String]) -> String { SHA256.hexadecimal(of: bytes(fields)) }

  /// Fields, each with its length before it so that no two lists of fields give the same bytes.
  private static func bytes(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fields.reduce(0) { $0 + $1.utf8.count + 6 })
    for field in fields {
      bytes += String(field.utf8.count).utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += field.utf8
    }
    return bytes
  }
}

extension Finding {
  /// The fingerprint together with the file's path, for readers that take equal fingerprints for one finding.
  public func fingerprint(inFile path: String) -> String { Fingerprint.hash([path, fingerprint]) }

  /// A fingerprint of fields of a caller's own.
  public static func fingerprint(ofFields fields: [String]) -> String { Fingerprint.hash(fields) }
}
