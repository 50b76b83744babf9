import Documents
import Flows
import SourceText

/// The suppressions in the comments of one file, and which of them were of use.
struct CommentSuppressions {
  private struct Scope {
    let directive: CommentDirective
    let rule: String
    let lines: ClosedRange<Int>
    var isUsed = false
  }

  private var scopes: [Scope] = []
  private var faults: [SuppressionFault] = []
  private let file: SourceFile

  /// Reads the comments of a file; nil where none speaks to the linter, or where the format knows no comments.
  init?(of file: FlowFile) {
    guard file.format == .yaml, CommentReader.mayHold(file.source) else { return nil }
    self.file = file.source
    let (texts, values) = Self.texts(of: file)
    let readings = CommentReader(file.source).read { offset in
      // The last text that begins at or before the offset: texts do not overlap.
      let index = texts.partitioningIndex { Int($0.start) > offset }
      return index > 0 && offset < Int(texts[index - 1].end)
    }
    var open: [CommentDirective] = []
    for reading in readings {
      switch reading {
      case .failure(let fault): faults.append(fault)
      case .success(let directive):
        switch directive.kind {
        case .file: add(directive, 0...Int.max)
        case .ignore: add(directive, lines(of: directive, values))
        case .begin: open.append(directive)
        case .end:
          if let begin = open.popLast() {
            add(begin, begin.line...directive.line)
          } else {
            faults.append(directive.fault("‘ignore-end’ without ‘ignore-begin’ before it"))
          }
        }
      }
    }
    faults += open.map { $0.fault("‘ignore-begin’ without ‘ignore-end’ after it") }
  }

  /// Takes the findings that comments speak of out of a report, and tells of comments that were of no use.
  ///
  /// - Parameter isActive: whether a rule has run; nothing is said about a comment for one that has not.
  mutating func apply(to report: inout LintReport, isActive: (String) -> Bool) -> [SuppressionFault] {
    report.suppress { finding in
      guard let range = finding.range else { return nil }
      let line = file.lines.line(at: Int(range.start))
      var suppression: Suppression?
      for index in scopes.indices where scopes[index].rule == finding.rule && scopes[index].lines.contains(line) {
        scopes[index].isUsed = true
        suppression = Suppression(.comment, reason: scopes[index].directive.reason)
      }
      return suppression
    }
    let unused = scopes.filter { !$0.isUsed && isActive($0.rule) }
    return faults
      + unused.map { $0.directive.fault("nothing is found here that ‘\($0.rule)’ could be ignored for") }
  }

  private mutating func add(_ directive: CommentDirective, _ lines: ClosedRange<Int>) {
    for rule in directive.rules { scopes.append(Scope(directive: directive, rule: rule, lines: lines)) }
  }

  /// The lines a comment speaks of: its own, or the next one with something on it, and all of a value begun there.
  private func lines(of directive: CommentDirective, _ values: [ByteRange]) -> ClosedRange<Int> {
    var line = directive.line
    if directive.isAlone {
      repeat { line += 1 } while line < file.lines.starts.count && isBlankOrComment(line)
    }
    guard line < file.lines.starts.count else { return line...line }
    let next = line + 1 < file.lines.starts.count ? Int(file.lines.starts[line + 1]) : file.bytes.count + 1
    let index = values.partitioningIndex { Int($0.start) >= next }
    guard index > 0, values[index - 1].start >= file.lines.starts[line] else { return line...line }
    return line...max(line, file.lines.line(at: max(0, Int(values[index - 1].end) - 1)))
  }

  private func isBlankOrComment(_ line: Int) -> Bool {
    let start = Int(file.lines.starts[line])
    let end = line + 1 < file.lines.starts.count ? Int(file.lines.starts[line + 1]) : file.bytes.count
    let first = file.bytes[start..<end].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == nil || first == UInt8(ascii: "#")
  }

  /// The bytes of all texts, and of all keys with a text as value, both in order.
  private static func texts(of file: FlowFile) -> (texts: [ByteRange], values: [ByteRange]) {
    var texts: [ByteRange] = []
    var values: [ByteRange] = []
    var seen: Set<ObjectIdentifier> = []
    for flow in file.flows where seen.insert(ObjectIdentifier(flow.document)).inserted {
      for visit in DocumentWalk(flow.document.root) {
        if let key = visit.key { texts.append(key.range) }
        guard visit.node.kind == .scalar else { continue }
        texts.append(visit.node.range)
        values.append(visit.key?.range.union(visit.node.range) ?? visit.node.range)
      }
    }
    return (texts.sorted(), values.sorted())
  }
}
