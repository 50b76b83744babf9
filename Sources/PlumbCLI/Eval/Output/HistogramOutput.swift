import Conversations
import Expressions
import JSON
import SourceText
import Workspace

/// How often each expression has a value, and why it has none.
struct HistogramOutput: EvaluationOutput {
  /// The counts of one expression.
  private struct Counts {
    let expression: ExpressionText
    let site: FlowSite?
    var inputs = 0
    var set = 0
    /// How often there was no value, by the cause's id; `UNKNOWN` where it could not be told.
    var causes: [String: Int] = [:]
    /// How often the evaluation failed, by the error's code.
    var errors: [String: Int] = [:]
  }

  let isJSON: Bool
  private var counts: [Counts] = []

  init(isJSON: Bool) {
    self.isJSON = isJSON
  }

  mutating func input(_ input: EvaluatedInput, _ transcript: inout Transcript) {
    for (place, result) in input.results.enumerated() {
      if place == counts.count { counts.append(Counts(expression: result.expression, site: result.site)) }
      counts[place].inputs += 1
      switch result.outcome {
      case .value(let value, _, _) where value.isSet: counts[place].set += 1
      case .value(_, _, let origin): counts[place].causes[origin?.cause?.id ?? "NOT_SET", default: 0] += 1
      case .unknown: counts[place].causes["UNKNOWN", default: 0] += 1
      case .failure(let code, _, _): counts[place].errors[code.description, default: 0] += 1
      }
    }
  }

  mutating func absorb(_ other: any EvaluationOutput) {
    guard let other = other as? HistogramOutput else { return }
    for (place, count) in other.counts.enumerated() {
      if place == counts.count {
        counts.append(count)
        continue
      }
      counts[place].inputs += count.inputs
      counts[place].set += count.set
      counts[place].causes.merge(count.causes, uniquingKeysWith: +)
      counts[place].errors.merge(count.errors, uniquingKeysWith: +)
    }
  }

  func end(_ transcript: inout Transcript) {
    if isJSON {
      transcript.print(json)
      transcript.print("\n")
    } else {
      transcript.print(text)
    }
  }

  /// The most frequent first.
  private static func sorted(_ counts: [String: Int]) -> [(name: String, count: Int)] {
    counts.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private var text: String {
    var text = ""
    for count in counts {
      let place = count.site.map { TerminalText.escaped($0.label) + ": " } ?? ""
      text += "\(place)\(TerminalText.escaped(count.expression.text))\n"
      text += "  inputs\t\(count.inputs)\n  set\t\(count.set)\n"
      for (id, number) in Self.sorted(count.causes) { text += "  \(id)\t\(number)\n" }
      for (code, number) in Self.sorted(count.errors) { text += "  error \(code)\t\(number)\n" }
    }
    return text
  }

  private var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("histogram")
      writer.array(counts) { writer, count in
        writer.object { writer in
          writer.member("expression", count.expression.text)
          if let site = count.site { writer.member("site", site.label) }
          writer.member("inputs", count.inputs)
          writer.member("set", count.set)
          writer.key("causes")
          writer.array(Self.sorted(count.causes)) { writer, cause in
            writer.object {
              $0.member("id", cause.name)
              $0.member("count", cause.count)
            }
          }
          writer.key("errors")
          writer.array(Self.sorted(count.errors)) { writer, error in
            writer.object {
              $0.member("code", error.name)
              $0.member("count", error.count)
            }
          }
        }
      }
    }
    return writer.take()
  }
}
