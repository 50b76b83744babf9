import Flows
import JSON
import Linting
import SourceText

/// SARIF 2.1.0 (OASIS, March 2020): results with fixes, suppressions, fingerprints, and the page of each rule.
struct SARIFLintOutput: LintOutput {
  private var results: [UInt8] = []
  /// The rules that have results, in order of their first.
  private var rules: [String] = []
  private var places: [String: Int] = [:]

  mutating func file(_ report: LintReport) -> [UInt8] {
    for finding in report.findings + report.suppressed {
      var writer = JSONWriter()
      write(finding, in: report, rule: index(of: finding.rule), to: &writer)
      results += (results.isEmpty ? "\n" : ",\n").utf8
      results += writer.bytes
    }
    return []
  }

  func end(_ summary: LintSummary, unreadable: [LintReport]) -> [UInt8] {
    var tool = JSONWriter()
    tool.object { write(toolTo: &$0) }
    var invocations = JSONWriter()
    invocations.array([unreadable]) { writer, unreadable in
      writer.object { writer in
        writer.member("executionSuccessful", unreadable.isEmpty)
        writer.member("toolExecutionNotifications") { writer in
          writer.array(unreadable) { Self.write(unreadable: $1, to: &$0) }
        }
      }
    }
    var bytes = Array("{\"$schema\":\"\(Self.schema)\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":".utf8)
    bytes += tool.bytes
    bytes += ",\n\"columnKind\":\"unicodeCodePoints\",\"invocations\":".utf8
    bytes += invocations.bytes
    bytes += ",\n\"results\":[".utf8
    bytes += results
    bytes += (results.isEmpty ? "]}]}\n" : "\n]}]}\n").utf8
    return bytes
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private mutating func index(of rule: String) -> Int {
    if let place = places[rule] { return place }
    places[rule] = rules.count
    rules.append(rule)
    return rules.count - 1
  }

  // MARK: The tool and its rules

  private func write(toolTo writer: inout JSONWriter) {
    writer.member("driver") { writer in
      writer.object { writer in
        writer.member("name", "plumb")
        writer.member("version", Plumb.version)
        writer.member("semanticVersion", Plumb.version)
        writer.member("rules") { writer in
          writer.array(rules) { writer, id in
            writer.object { writer in
              writer.member("id", id)
              if let rule = RuleCatalogue.rule(named: id) { Self.write(rule, to: &writer) }
            }
          }
        }
      }
    }
  }

  private static func write(_ rule: RuleMetadata, to writer: inout JSONWriter) {
    func text(_ key: String, _ text: String, _ writer: inout JSONWriter) {
      writer.member(key) { $0.object { $0.member("text", message(text)) } }
    }
    text("shortDescription", rule.summary, &writer)
    text("fullDescription", rule.rationale, &writer)
    let page = RulePage.markdown(for: rule)
    writer.member("help") { writer in
      writer.object { writer in
        writer.member("text", message(page))
        writer.member("markdown", page)
      }
    }
    writer.member("defaultConfiguration") { $0.object { $0.member("level", level(rule.severity)) } }
    writer.member("properties") { writer in
      writer.object { writer in
        writer.member("tags") { writer in
          writer.array { writer in
            writer.string("genesys-cloud")
            writer.string("architect")
            writer.string(rule.preset.rawValue)
          }
        }
      }
    }
  }

  // MARK: Results

  private func write(_ finding: Finding, in report: LintReport, rule: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ruleId", finding.rule)
      writer.member("ruleIndex", rule)
      writer.member("level", Self.level(finding.severity))
      writer.member("message") { $0.object { $0.member("text", Self.message(finding.messageWithPlace)) } }
      writer.member("locations") { writer in
        writer.array([finding]) { writer, finding in
          writer.object { Self.write(placeOf: finding, in: report, to: &$0) }
        }
      }
      writer.member("partialFingerprints") { $0.object { $0.member("plumb/v1", finding.fingerprint) } }
      writer.member("properties") { $0.object { $0.member("certainty", finding.certainty.rawValue) } }
      if let fix = finding.fix, let file = report.file { Self.write(fix, file, in: report, to: &writer) }
      guard let suppression = finding.suppression else { return }
      writer.member("suppressions") { writer in
        writer.array([suppression]) { writer, suppression in
          writer.object { writer in
            writer.member("kind", suppression.source == .comment ? "inSource" : "external")
            writer.member("justification", Self.message(suppression.reason))
          }
        }
      }
    }
  }

  private static func write(placeOf finding: Finding, in report: LintReport, to writer: inout JSONWriter) {
    writer.member("physicalLocation") { writer in
      writer.object { writer in
        writer.member("artifactLocation") { $0.object { $0.member("uri", uri(report.path)) } }
        if let range = finding.range, let file = report.file {
          writer.member("region") { region(range, in: file, to: &$0) }
        }
      }
    }
    let location = finding.location
    guard let flow = location.flowName ?? location.flowType else { return }
    writer.member("logicalLocations") { writer in
      writer.array([flow]) { writer, flow in
        writer.object { writer in
          let name = location.description
          writer.member("fullyQualifiedName", message(name.isEmpty ? flow : "\(flow) › \(name)"))
          writer.member("kind", "module")
        }
      }
    }
  }

  private static func write(_ fix: Fix, _ file: SourceFile, in report: LintReport, to writer: inout JSONWriter) {
    writer.member("fixes") { writer in
      writer.array([fix]) { writer, fix in
        writer.object { writer in
          let title = fix.isSafe ? fix.title : "\(fix.title) (unsafe)"
          writer.member("description") { $0.object { $0.member("text", message(title)) } }
          writer.member("artifactChanges") { writer in
            writer.array([fix.edits]) { writer, edits in
              writer.object { writer in
                writer.member("artifactLocation") { $0.object { $0.member("uri", uri(report.path)) } }
                writer.member("replacements") { writer in
                  writer.array(edits) { writer, edit in
                    writer.object { writer in
                      writer.member("deletedRegion") { region(edit.range, in: file, to: &$0) }
                      // What is written into the file is no message: it stays as it is.
                      writer.member("insertedContent") { $0.object { $0.member("text", edit.replacement) } }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func write(unreadable report: LintReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("level", "error")
      writer.member("message") { $0.object { $0.member("text", message(report.unreadable?.message ?? "")) } }
      writer.member("locations") { writer in
        writer.array([report]) { writer, report in
          writer.object { writer in
            writer.member("physicalLocation") { writer in
              writer.object { writer in
                writer.member("artifactLocation") { $0.object { $0.member("uri", uri(report.path)) } }
              }
            }
          }
        }
      }
    }
  }

  private static func region(_ range: ByteRange, in file: SourceFile, to writer: inout JSONWriter) {
    let places = file.places(of: range)
    writer.object { writer in
      writer.member("startLine", places.start.line)
      writer.member("startColumn", places.start.column)
      writer.member("endLine", places.end.line)
      writer.member("endColumn", places.end.column)
    }
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// A text for a message: control characters shown, and no `[words](target)`, which a viewer makes a link.
  static func message(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escaped($0) }
    let text = lines.joined(separator: "\n")
    guard
      !Array(text.utf8).split(separator: UInt8(ascii: "]"), omittingEmptySubsequences: false).dropFirst()
        .contains(where: { $0.first == UInt8(ascii: "(") })
    else {
      return text.replacingOccurrences(of: "[", with: "\\[").replacingOccurrences(of: "]", with: "\\]")
    }
    return text
  }

  /// A path as a relative reference, or as a file URI where it begins at the root (RFC 3986).
  static func uri(_ path: String) -> String {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).map { percentEncoded(String($0)) }
    return (path.hasPrefix("/") ? "file://" : "") + steps.joined(separator: "/")
  }
}
