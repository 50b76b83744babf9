import ArgumentParser
import Flows
import JSON
import Simulation
import SourceText

/// How the results of tests are printed.
enum TestFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, junit, tap, github, markdown
}

/// What tests came to, in each of the formats.
struct TestReport {
  private let outcomes: [TestOutcome]
  private let verbose: Bool
  /// How long all of it took; nil where no durations are shown.
  private let duration: Duration?

  init(_ outcomes: [TestOutcome], verbose: Bool, duration: Duration?) {
    self.outcomes = outcomes
    self.verbose = verbose
    self.duration = duration
  }

  /// The report.
  ///
  /// - Parameter coverage: the coverage that it is to show; nil for none.
  func bytes(_ format: TestFormat, coverage: CoverageReport?) -> [UInt8] {
    switch format {
    case .text: Array((text + (coverage?.text ?? "")).utf8)
    case .json: json(coverage)
    case .junit: Array(junit.utf8)
    case .tap: Array(tap.utf8)
    case .github: Array(github.utf8)
    case .markdown: Array((markdown + (coverage?.markdown ?? "")).utf8)
    }
  }

  private func count(_ status: FlowTest.Status) -> Int { outcomes.count { $0.result.status == status } }

  private var summary: String {
    let total = "\(outcomes.count) test\(outcomes.count == 1 ? "" : "s")"
    let took = duration.map { ", in \($0.milliseconds) ms" } ?? ""
    return "\(total): \(count(.passed)) passed, \(count(.failed)) failed, \(count(.error)) could not end\(took)"
  }

  /// The seconds that tests took; 0 where no durations are shown.
  private func seconds(_ outcomes: [TestOutcome]) -> String {
    duration == nil ? "0" : outcomes.reduce(.zero) { $0 + $1.duration }.seconds
  }

  /// The tests that took longest, a line each.
  private var slowest: String {
    guard duration != nil else { return "" }
    let places = outcomes.indices.sorted { (outcomes[$1].duration, $0) < (outcomes[$0].duration, $1) }
    return places.prefix(Self.shownTimes).map { place in
      let outcome = outcomes[place]
      return TerminalText.escaped(
        "  \(outcome.duration.milliseconds) ms  \(self.place(of: outcome)): \(outcome.item.test.name)") + "\n"
    }.joined()
  }

  /// How many of the tests that took longest are shown.
  private static let shownTimes = 10

  // MARK: Text

  /// What is wrong with a test, each thing a line, then the last steps.
  private func lines(of outcome: TestOutcome) -> [String] {
    var lines = outcome.result.failures.map { failure in
      let place = failure.key == "run" ? "" : " (line \(outcome.line(of: failure)))"
      return "\(failure.key): expected \(failure.expected), found \(failure.found)\(place)"
    }
    lines += outcome.result.record.end.lines
    let view = view(of: outcome)
    let count = outcome.result.record.steps.count
    let first = verbose ? 0 : max(0, count - Self.shownSteps)
    if count > 0 {
      lines.append(first > 0 ? "the last \(Self.shownSteps) of \(count) steps:" : "the steps:")
      lines += view.lines(of: first..<count).split(separator: "\n").map { "  \($0)" }
    }
    lines.append("end: \(view.ending)")
    lines += outcome.result.record.notes.map { "note: \($0)" }
    return lines
  }

  /// How many steps a failure shows.
  private static let shownSteps = 8

  private func view(of outcome: TestOutcome) -> RunView {
    RunView(outcome.result.record, file: outcome.item.file, hidesValues: outcome.hidesValues)
  }

  private func place(of outcome: TestOutcome) -> String { "\(outcome.item.file):\(outcome.item.line)" }

  private var text: String {
    var text = ""
    for outcome in outcomes {
      let isPassed = outcome.result.status == .passed
      if isPassed, !verbose { continue }
      let word = isPassed ? "ok" : outcome.result.status == .failed ? "FAILED" : "ERROR"
      text += TerminalText.escaped("\(place(of: outcome)): \(word): \(outcome.item.test.name)") + "\n"
      if isPassed {
        text += view(of: outcome).lines(of: 0..<outcome.result.record.steps.count).split(separator: "\n").map {
          "  \($0)\n"
        }.joined()
      } else {
        for line in lines(of: outcome) { text += "  " + TerminalText.escaped(line) + "\n" }
      }
      if verbose {
        for unused in outcome.result.record.unusedAnswers {
          text += "  " + TerminalText.escaped("note: nothing asked for \(unused)") + "\n"
        }
      }
    }
    return text + summary + "\n" + slowest
  }

  // MARK: JSON

  private func json(_ coverage: CoverageReport?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("tests")
      writer.beginArray()
      for outcome in outcomes { write(outcome, to: &writer) }
      writer.endArray()
      writer.key("summary")
      writer.object { writer in
        writer.member("passed", count(.passed))
        writer.member("failed", count(.failed))
        writer.member("errors", count(.error))
        if let duration { writer.key("seconds"); writer.number(duration.seconds) }
      }
      if let coverage {
        writer.key("coverage")
        coverage.write(to: &writer)
      }
    }
    return writer.take() + [UInt8(ascii: "\n")]
  }

  private func write(_ outcome: TestOutcome, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("file", outcome.item.file)
      writer.member("name", outcome.item.test.name)
      writer.member("line", outcome.item.line)
      writer.member("status", outcome.result.status.rawValue)
      if duration != nil { writer.key("seconds"); writer.number(outcome.duration.seconds) }
      writer.key("failures")
      writer.beginArray()
      for failure in outcome.result.failures {
        writer.object { writer in
          writer.member("key", failure.key)
          writer.member("expected", failure.expected)
          writer.member("found", failure.found)
          writer.member("line", outcome.line(of: failure))
        }
      }
      writer.endArray()
      writer.key("run")
      view(of: outcome).write(to: &writer)
    }
  }

  // MARK: JUnit, TAP

  private var junit: String {
    func escaped(_ text: String) -> String { XMLOutputText.escaped(text) }
    var suites = ""
    for (file, outcomes) in byFile {
      let failed = outcomes.count { $0.result.status == .failed }
      let errors = outcomes.count { $0.result.status == .error }
      suites += "  <testsuite name=\"\(escaped(file))\" tests=\"\(outcomes.count)\" failures=\"\(failed)\""
      suites += " errors=\"\(errors)\" skipped=\"0\" time=\"\(seconds(outcomes))\">\n"
      for outcome in outcomes {
        let name =
          "    <testcase name=\"\(escaped(outcome.item.test.name))\" classname=\"\(escaped(file))\""
          + " time=\"\(seconds([outcome]))\""
        guard outcome.result.status != .passed else {
          suites += name + "/>\n"
          continue
        }
        let lines = lines(of: outcome)
        let tag = outcome.result.status == .failed ? "failure" : "error"
        let key = outcome.result.failures.first?.key ?? "run"
        suites += name + ">\n      <\(tag) type=\"\(escaped(key))\" message=\"\(escaped(lines.first ?? ""))\">"
        suites += escaped("\(firstPlace(of: outcome)): ") + lines.map(escaped).joined(separator: "\n")
        suites += "</\(tag)>\n    </testcase>\n"
      }
      suites += "  </testsuite>\n"
    }
    let numbers =
      "tests=\"\(outcomes.count)\" failures=\"\(count(.failed))\" errors=\"\(count(.error))\" time=\"\(seconds(outcomes))\""
    return
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plumb\" \(numbers)>\n\(suites)</testsuites>\n"
  }

  /// The file and line of what is wrong first.
  private func firstPlace(of outcome: TestOutcome) -> String {
    let line = outcome.result.failures.first.map { outcome.line(of: $0) } ?? outcome.item.line
    return "\(outcome.item.file):\(line)"
  }

  private var byFile: [(file: String, outcomes: [TestOutcome])] {
    var files: [(file: String, outcomes: [TestOutcome])] = []
    for outcome in outcomes {
      if files.last?.file == outcome.item.file {
        files[files.count - 1].outcomes.append(outcome)
      } else {
        files.append((outcome.item.file, [outcome]))
      }
    }
    return files
  }

  private var tap: String {
    var text = "TAP version 13\n1..\(outcomes.count)\n"
    for (index, outcome) in outcomes.enumerated() {
      let isPassed = outcome.result.status == .passed
      // A `#` would begin a directive.
      let name = TerminalText.escaped("\(place(of: outcome)): \(outcome.item.test.name)").replacing("#", with: "\\#")
      text += "\(isPassed ? "ok" : "not ok") \(index + 1) - \(name)\n"
      let duration = duration == nil ? "" : "  duration_ms: \(outcome.duration.milliseconds)\n"
      if isPassed {
        if !duration.isEmpty { text += "  ---\n\(duration)  ...\n" }
        continue
      }
      text += "  ---\n\(duration)  message: |\n"
      for line in lines(of: outcome) { text += "    " + TerminalText.escaped(line) + "\n" }
      text += "  severity: \(outcome.result.status == .failed ? "fail" : "error")\n  ...\n"
    }
    return text
  }

  // MARK: GitHub, Markdown

  private var github: String {
    var text = ""
    for outcome in outcomes where outcome.result.status != .passed {
      let line = outcome.result.failures.first.map { outcome.line(of: $0) } ?? outcome.item.line
      text += "::error file=\(GitHubText.property(outcome.item.file)),line=\(line),"
      text += "title=\(GitHubText.property(outcome.item.test.name))::"
      text += GitHubText.data(lines(of: outcome).joined(separator: "\n")) + "\n"
    }
    return text + summary + "\n"
  }

  private var markdown: String {
    var text = "## Tests of flows\n\n\(summary)\n"
    let wrong = outcomes.filter { $0.result.status != .passed }
    if !wrong.isEmpty { text += "\n| test | what is wrong |\n|---|---|\n" }
    for outcome in wrong {
      let failures = outcome.result.failures.map { failure in
        MarkdownText.escaped("\(failure.key): expected \(failure.expected), found \(failure.found)".oneLine)
      }
      let name = MarkdownText.escaped("\(place(of: outcome)): \(outcome.item.test.name)".oneLine)
      text += "| \(name) | \(failures.joined(separator: "<br>")) |\n"
    }
    return text
  }
}

/// Texts in commands that GitHub's runners read off the log.
enum GitHubText {
  /// The text after the second `::`.
  static func data(_ text: String) -> String { encoded(text, also: []) }

  /// The value of a property, which `,` and `:` would end.
  static func property(_ text: String) -> String { encoded(text, also: [",", ":"]) }

  private static func encoded(_ text: String, also others: Set<Character>) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.escaped($0) }
    return lines.joined(separator: "\n").reduce(into: "") { result, character in
      switch character {
      case "%": result += "%25"
      case "\n": result += "%0A"
      case ":" where others.contains(":"): result += "%3A"
      case "," where others.contains(","): result += "%2C"
      default: result.append(character)
      }
    }
  }
}
