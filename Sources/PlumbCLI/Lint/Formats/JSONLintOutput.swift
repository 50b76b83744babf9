import JSON
import Linting
import SourceText

/// One JSON document, or one finding a line.
struct JSONLintOutput: LintOutput {
  let isLines: Bool
  private var isFirst = true

  init(isLines: Bool) {
    self.isLines = isLines
  }

  func beginning() -> [UInt8] {
    guard !isLines else { return [] }
    return Array(
      "{\"version\":1,\"tool\":{\"name\":\"plumb\",\"version\":\"\(Plumb.version)\"},\"findings\":[".utf8)
  }

  mutating func file(_ report: LintReport) -> [UInt8] {
    var bytes: [UInt8] = []
    for finding in report.findings {
      var writer = JSONWriter()
      writer.finding(finding, in: report)
      if !isLines { bytes += (isFirst ? "\n" : ",\n").utf8 }
      isFirst = false
      bytes += writer.bytes
      if isLines { bytes += "\n".utf8 }
    }
    return bytes
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
    var numbers = JSONWriter()
    numbers.object { writer in
      writer.member("files", summary.files)
      writer.member("flows", summary.flows)
      writer.member("expressions", summary.expressions)
      writer.member("errors", summary.errors)
      writer.member("warnings", summary.warnings)
      writer.member("infos", summary.infos)
      writer.member("suppressed", summary.suppressed)
    }
    let opening = isFirst ? "],\"unreadable\":" : "\n],\"unreadable\":"
    return Array(opening.utf8) + writer.bytes + Array(",\"summary\":".utf8) + numbers.bytes + Array("}\n".utf8)
  }
}
