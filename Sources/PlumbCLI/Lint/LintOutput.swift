import Flows
import JSON
import Linting
import SourceText

/// What a run of the linter has counted.
struct LintSummary {
  var files = 0
  var flows = 0
  var expressions = 0
  var errors = 0
  var warnings = 0
  var infos = 0

  /// Adds a file that could be read.
  mutating func add(_ report: LintReport) {
    files += 1
    flows += report.flowCount
    expressions += report.expressionCount
    for finding in report.findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
    }
  }

  /// The last line of text output.
  var text: String {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let found = [(errors, "error"), (warnings, "warning"), (infos, "info")].filter { $0.0 > 0 }.map(counted)
    let read = "in \(counted(flows, "flow")) (\(counted(expressions, "expression")))"
    return (found.isEmpty ? "no findings" : found.joined(separator: ", ")) + " " + read
  }
}

/// One way of printing findings; files come in the order of their paths.
protocol LintOutput {
  /// Prints before anything else.
  mutating func begin(on console: Console)
  /// Prints the findings of a file.
  mutating func file(_ report: LintReport, on console: Console)
  /// Prints the rest.
  mutating func end(_ summary: LintSummary, unreadable: [LintReport], on console: Console)
}

/// For people: message, snippet and caret, where in the flow.
struct TextLintOutput: LintOutput {
  let style: TextStyle

  func begin(on console: Console) {}

  func file(_ report: LintReport, on console: Console) {
    for finding in report.findings { console.print(text(of: finding, in: report) + "\n") }
  }

  func end(_ summary: LintSummary, unreadable: [LintReport], on console: Console) {
    console.print(summary.text + "\n")
  }

  private func text(of finding: Finding, in report: LintReport) -> String {
    var place = TerminalText.escaped(report.name)
    if let range = finding.range, let file = report.file {
      let start = file.place(at: Int(range.start))
      place += ":\(start.line):\(start.column)"
    }
    let certainty = finding.certainty == .certain ? "" : " (\(finding.certainty.rawValue))"
    let message = TerminalText.escaped(finding.message)
    var text =
      "\(style.bold(place + ":")) \(style.severity(finding.severity))\(certainty): \(message) [\(finding.rule)]\n"
    if let range = finding.range, let file = report.file { text += Snippet(of: range, in: file).text(style: style) }
    if finding.range == nil { text += Self.snippet(of: finding, style: style) }
    let location = finding.range == nil ? finding.location.wholeDescription : finding.location.description
    if !location.isEmpty { text += style.dim("      in \(TerminalText.escaped(location))") + "\n" }
    if let fix = finding.fix {
      text += style.dim("      \(fix.isSafe ? "fix" : "unsafe fix"): \(TerminalText.escaped(fix.title))") + "\n"
    }
    return text
  }
}

extension TextLintOutput {
  /// The expression itself with the part at fault marked, where the file has no places.
  private static func snippet(of finding: Finding, style: TextStyle) -> String {
    guard let expression = finding.expression, let range = finding.expressionRange,
      let file = try? SourceFile(name: "", contents: Array(expression.utf8))
    else { return "" }
    return Snippet(of: range, in: file).text(style: style)
  }
}

/// One JSON document, or one finding a line.
struct JSONLintOutput: LintOutput {
  let isLines: Bool
  private var isFirst = true

  init(isLines: Bool) {
    self.isLines = isLines
  }

  func begin(on console: Console) {
    guard !isLines else { return }
    console.print("{\"version\":1,\"tool\":{\"name\":\"plumb\",\"version\":\"\(Plumb.version)\"},\"findings\":[")
  }

  mutating func file(_ report: LintReport, on console: Console) {
    for finding in report.findings {
      var writer = JSONWriter()
      writer.finding(finding, in: report)
      if !isLines { console.print(isFirst ? "\n" : ",\n") }
      isFirst = false
      console.print(writer.bytes)
      if isLines { console.print("\n") }
    }
  }

  func end(_ summary: LintSummary, unreadable: [LintReport], on console: Console) {
    guard !isLines else { return }
    var writer = JSONWriter()
    writer.beginArray()
    for report in unreadable {
      guard let reason = report.unreadable else { continue }
      writer.beginObject()
      writer.member("file", report.name)
      writer.member("message", reason.message)
      writer.member("line", reason.place?.line)
      writer.member("column", reason.place?.column)
      writer.endObject()
    }
    writer.endArray()
    console.print(isFirst ? "],\"unreadable\":" : "\n],\"unreadable\":")
    console.print(writer.bytes)
    console.print(
      ",\"summary\":{\"files\":\(summary.files),\"flows\":\(summary.flows),\"expressions\":\(summary.expressions),"
        + "\"errors\":\(summary.errors),\"warnings\":\(summary.warnings),\"infos\":\(summary.infos),\"suppressed\":0}}\n"
    )
  }
}
