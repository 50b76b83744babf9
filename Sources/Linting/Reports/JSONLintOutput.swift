import JSON
import SourceText

/// One JSON document, or one finding a line.
struct JSONLintOutput: LintOutput {
  let isLines: Bool
  let version: String
  private var isFirst = true

  init(isLines: Bool, version: String) {
    self.isLines = isLines
    self.version = version
  }

  func beginning() -> [UInt8] {
    guard !isLines else { return [] }
    return Array(
      "{\"version\":1,\"tool\":{\"name\":\"plumb\",\"version\":\"\(version)\"},\"findings\":[".utf8)
  }

  func part(_ report: LintReport) -> [UInt8] {
    var bytes: [UInt8] = []
    for finding in report.findings {
      var writer = JSONWriter()
      writer.finding(finding, in: report)
      if !isLines { bytes += (bytes.isEmpty ? "\n" : ",\n").utf8 }
      bytes += writer.bytes
      if isLines { bytes += "\n".utf8 }
    }
    return bytes
  }

  mutating func file(_ report: LintReport, part: [UInt8]) -> [UInt8] {
    guard !isLines, !part.isEmpty else { return part }
    defer { isFirst = false }
    return isFirst ? part : Array(",".utf8) + part
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    guard !isLines else { return [] }
    var writer = JSONWriter()
    writer.array(unreadable) { writer, report in
      guard let reason = report.unreadable else { return }
      writer.object { writer in
        writer.member("file", report.name)
        writer.member("message", reason.message)
        writer.member("line", reason.place?.line)
        writer.member("column", reason.place?.column)
      }
    }
    let numbers: JSONValue = [
      "files": .integer(summary.files), "flows": .integer(summary.flows), "expressions": .integer(summary.expressions),
      "errors": .integer(summary.errors), "warnings": .integer(summary.warnings), "infos": .integer(summary.infos),
      "suppressed": .integer(summary.suppressed),
    ]
    let opening = isFirst ? "],\"unreadable\":" : "\n],\"unreadable\":"
    return Array(opening.utf8) + writer.bytes + Array(",\"summary\":".utf8) + numbers.bytes + Array("}\n".utf8)
  }
}
