import Flows
import SourceText

/// The attributes that flows set.
public struct AttributeWriters: Sendable {
  /// The names that are written out.
  public private(set) var names: Set<String> = []
  /// Whether these are all: no name is built at run time, and the file was read whole.
  public private(set) var isComplete = true
  /// The first file that may set others.
  public private(set) var openFile: String?

  /// Creates an empty list.
  public init() {}

  init(_ file: LintedFile) {
    for flow in file.flows {
      if !flow.isWhole { isComplete = false }
      for use in flow.attributeUses where use.isWrite {
        if let name = use.name { names.insert(name) } else { isComplete = false }
      }
    }
    if !isComplete { openFile = file.file.source.name }
  }

  /// Adds what the flows of another file set.
  public mutating func formUnion(_ other: AttributeWriters) {
    names.formUnion(other.names)
    isComplete = isComplete && other.isComplete
    openFile = openFile ?? other.openFile
  }
}

extension LintReport {
  /// Withdraws the findings that hold only as long as no other file sets their attribute; gives how many.
  public mutating func withdraw(setBy writers: AttributeWriters) -> Int {
    let before = findings.count
    findings.removeAll { $0.neverSet.map { !writers.isComplete || writers.names.contains($0) } ?? false }
    return before - findings.count
  }
}
