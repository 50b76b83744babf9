package import Flows
package import JSON
import SourceText

extension JSONWriter {
  /// Writes a finding.
  mutating func finding(_ finding: Finding, in report: LintReport) {
    beginObject()
    member("rule", finding.rule)
    member("severity", finding.severity.rawValue)
    member("certainty", finding.certainty.rawValue)
    member("message", finding.message)
    member("file", report.name)
    key("range")
    if let range = finding.range, let file = report.file { self.range(file.places(of: range)) } else { null() }
    location(finding.location)
    member("expression", finding.expression)
    key("expressionRange")
    if let expression = finding.expression, let range = finding.expressionRange {
      let scalars = ExpressionText(expression).scalars(of: range)
      beginObject()
      member("start", scalars.lowerBound)
      member("end", scalars.upperBound)
      endObject()
    } else {
      null()
    }
    key("fix")
    if let fix = finding.fix, let file = report.file { self.fix(fix, in: file) } else { null() }
    member("fingerprint", finding.fingerprint)
    member("url", nil as String?)
    endObject()
  }

  private mutating func fix(_ fix: Fix, in file: SourceFile) {
    beginObject()
    member("safe", fix.isSafe)
    member("title", fix.title)
    key("edits")
    beginArray()
    for edit in fix.edits {
      beginObject()
      member("start", file.offsetOnDisk(of: Int(edit.range.start)))
      member("end", file.offsetOnDisk(of: Int(edit.range.end)))
      member("text", edit.replacement)
      endObject()
    }
    endArray()
    endObject()
  }

  /// Writes the members `flow`, `container`, `action` and `path`.
  package mutating func location(_ location: FlowLocation) {
    key("flow")
    beginObject()
    member("name", location.flowName)
    member("type", location.flowType)
    endObject()
    key("container")
    if location.containerKind == nil {
      null()
    } else {
      beginObject()
      member("kind", location.containerKind)
      member("name", location.containerName)
      endObject()
    }
    key("action")
    if location.actionType == nil {
      null()
    } else {
      beginObject()
      member("type", location.actionType)
      member("name", location.actionName)
      member("id", location.actionID)
      if let number = location.actionTrackingID { member("trackingId", number) }
      endObject()
    }
    key("path")
    beginArray()
    for element in location.path {
      switch element {
      case .key(let name): string(name)
      case .index(let index): integer(index)
      }
    }
    endArray()
  }
}
