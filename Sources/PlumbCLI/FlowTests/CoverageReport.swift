import Documents
import Flows
import JSON
import Simulation
import SourceText

/// How the coverage is written into a file.
enum CoverageFormat: String, CaseIterable {
  case json, lcov, cobertura, html
}

/// Which actions and ways of flows tests took, in each of the formats.
struct CoverageReport {
  let measures: [(file: String, coverage: Coverage)]

  /// - Parameter names: the files of the flows; flows that were only called have none, and are named by themselves.
  init(_ measures: [Coverage], names: [ObjectIdentifier: String]) {
    self.measures = measures.map { coverage in
      let name = names[ObjectIdentifier(coverage.program)] ?? coverage.program.flow.document.file.name
      return (name, coverage)
    }.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  /// How many of the ways that can be reached were taken.
  var percent: Double {
    let all = measures.reduce(0) { $0 + $1.coverage.reachableWays.count }
    let taken = measures.reduce(0) { $0 + $1.coverage.takenWays }
    return all == 0 ? 100 : Double(taken) / Double(all) * 100
  }

  var shownPercent: String { Self.percent(percent) }

  private static func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// The report for a file.
  func bytes(_ format: CoverageFormat) -> [UInt8] {
    switch format {
    case .json:
      var writer = JSONWriter()
      write(to: &writer)
      return writer.take() + [UInt8(ascii: "\n")]
    case .lcov: return Array(lcov.utf8)
    case .cobertura: return Array(cobertura.utf8)
    case .html: return Array(html.utf8)
    }
  }

  /// The share of the ways of a flow that were taken.
  static func shownShare(of coverage: Coverage) -> String {
    let ways = coverage.reachableWays.count
    return percent(ways == 0 ? 100 : Double(coverage.takenWays) / Double(ways) * 100)
  }

  private func line(_ file: String, _ coverage: Coverage) -> String {
    "\(file): \(coverage.takenActions) of \(coverage.reachableActions) actions, \(coverage.takenWays) of "
      + "\(coverage.reachableWays.count) ways (\(Self.shownShare(of: coverage)))"
  }

  private func name(_ way: Coverage.Way, of coverage: Coverage) -> String {
    let flow = coverage.program.flow
    let holder = flow[way.container].name ?? flow[way.container].kind
    guard let action = way.action else { return "\(holder)/\(way.name)" }
    return "\(holder) › \(flow[action].name ?? flow[action].type)/\(way.name)"
  }

  /// What no run can come to: ways that conditions rule out, and actions that nothing leads to.
  private static func dead(_ coverage: Coverage) -> [(action: ActionID?, way: Coverage.Way?)] {
    let ways = coverage.deadWays.map { (action: $0.action, way: Optional($0)) }
    return (ways + coverage.deadActions.map { (action: Optional($0), way: nil) }).sorted {
      ($0.action?.index ?? 0) < ($1.action?.index ?? 0)
    }
  }

  /// A line a flow, then the ways that no test took.
  var text: String {
    var text = ""
    for (file, coverage) in measures {
      text += TerminalText.escaped(line(file, coverage)) + "\n"
      for way in coverage.notTaken {
        let place = coverage.line(of: way).map { ":\($0)" } ?? ""
        text += "  " + TerminalText.escaped("not taken: \(name(way, of: coverage)) (\(file)\(place))") + "\n"
      }
      for dead in Self.dead(coverage) {
        let address =
          dead.way.map { name($0, of: coverage) } ?? dead.action.map { coverage.program.address(of: $0) } ?? ""
        let place = dead.action.flatMap { coverage.line(of: $0) }.map { ":\($0)" } ?? ""
        let words = dead.way == nil ? "cannot be reached" : "cannot be taken"
        text += "  " + TerminalText.escaped("\(words): \(address) (\(file)\(place))") + "\n"
      }
    }
    return text
  }

  /// The same as a table.
  var markdown: String {
    var text = "\n| flow | actions | ways |\n|---|---|---|\n"
    for (file, coverage) in measures {
      text += "| \(MarkdownText.escaped(file)) | \(coverage.takenActions) of \(coverage.reachableActions) "
      text += "| \(coverage.takenWays) of \(coverage.reachableWays.count) |\n"
    }
    return text
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("version", 1)
      writer.key("flows")
      writer.beginArray()
      for (file, coverage) in measures { write(file, coverage, to: &writer) }
      writer.endArray()
    }
  }

  private func write(_ file: String, _ coverage: Coverage, to writer: inout JSONWriter) {
    let flow = coverage.program.flow
    writer.object { writer in
      writer.member("file", file)
      writer.member("flow", flow.name)
      for (key, taken, reachable) in [
        ("actions", coverage.takenActions, coverage.reachableActions),
        ("ways", coverage.takenWays, coverage.reachableWays.count),
      ] {
        writer.key(key)
        writer.object { writer in
          writer.member("taken", taken)
          writer.member("reachable", reachable)
        }
      }
      writer.key("notTaken")
      writer.array(coverage.notTaken) { writer, way in
        writer.object { writer in
          writer.member("container", flow[way.container].name)
          writer.member("action", way.action.flatMap { flow[$0].name ?? flow[$0].type })
          writer.member("line", coverage.line(of: way))
          writer.member("way", way.name)
        }
      }
      let actions = flow.actions.indices.filter { coverage.reachable[$0] }.map { ActionID(index: $0) }
      writer.key("runs")
      writer.array(actions) { writer, action in
        writer.object { writer in
          writer.member("address", coverage.program.address(of: action))
          writer.member("line", coverage.line(of: action))
          writer.member("count", coverage.actions[action.index])
          writer.key("ways")
          writer.object { writer in
            for way in coverage.reachableWays where way.action == action {
              writer.member(way.name, coverage.ways[way] ?? 0)
            }
          }
        }
      }
      writer.key("dead")
      writer.array(Self.dead(coverage)) { writer, dead in
        writer.object { writer in
          writer.member("address", dead.action.map { coverage.program.address(of: $0) })
          writer.member("line", dead.action.flatMap { coverage.line(of: $0) })
          writer.member("way", dead.way?.name)
        }
      }
    }
  }

  // MARK: By line

  /// The lines of a flow's file: how often each was run, and the ways that begin on it.
  private func lines(_ coverage: Coverage) -> [(line: Int, hits: Int, ways: [Coverage.Way])] {
    var lines: [Int: (hits: Int, ways: [Coverage.Way])] = [:]
    for index in coverage.reachable.indices where coverage.reachable[index] {
      guard let line = coverage.line(of: ActionID(index: index)) else { continue }
      lines[line, default: (0, [])].hits += coverage.actions[index]
    }
    for way in coverage.reachableWays {
      guard let line = coverage.line(of: way) else { continue }
      if way.action == nil { lines[line, default: (0, [])].hits += coverage.ways[way] ?? 0 }
      lines[line, default: (0, [])].ways.append(way)
    }
    return lines.map { ($0.key, $0.value.hits, $0.value.ways) }.sorted { $0.0 < $1.0 }
  }

  /// The containers of a flow with their lines, and how many of their actions were run.
  private func containers(_ coverage: Coverage) -> [(name: String, line: Int, hits: Int)] {
    let flow = coverage.program.flow
    return flow.containers.indices.compactMap { index in
      let id = ContainerID(index: index)
      guard let line = coverage.line(of: id) else { return nil }
      let hits = flow.actions.indices.filter { flow.actions[$0].container == id }.reduce(0) {
        max($0, coverage.actions[$1])
      }
      return (flow[id].name ?? flow[id].kind, line, hits)
    }
  }

  private var lcov: String {
    var text = ""
    for (file, coverage) in measures {
      let lines = lines(coverage)
      guard !lines.isEmpty else { continue }
      text += "TN:\nSF:\(TerminalText.escaped(file))\n"
      let containers = containers(coverage)
      for container in containers { text += "FN:\(container.line),\(TerminalText.escaped(container.name.oneLine))\n" }
      for container in containers { text += "FNDA:\(container.hits),\(TerminalText.escaped(container.name.oneLine))\n" }
      text += "FNF:\(containers.count)\nFNH:\(containers.count { $0.hits > 0 })\n"
      var branches = 0
      var hits = 0
      for line in lines {
        for (place, way) in line.ways.enumerated() {
          let taken = coverage.ways[way] ?? 0
          text += "BRDA:\(line.line),0,\(place),\(line.hits == 0 ? "-" : String(taken))\n"
          branches += 1
          hits += taken > 0 ? 1 : 0
        }
      }
      text += "BRF:\(branches)\nBRH:\(hits)\n"
      for line in lines { text += "DA:\(line.line),\(line.hits)\n" }
      text += "LF:\(lines.count)\nLH:\(lines.count { $0.hits > 0 })\nend_of_record\n"
    }
    return text
  }

  private var cobertura: String {
    func rate(_ taken: Int, _ all: Int) -> String {
      let thousandths = all == 0 ? 10_000 : taken * 10_000 / all
      let digits = String(thousandths % 10_000)
      return "\(thousandths / 10_000).\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    }
    var classes = ""
    var (allLines, hitLines, allWays, hitWays) = (0, 0, 0, 0)
    for (file, coverage) in measures {
      let lines = lines(coverage)
      guard !lines.isEmpty else { continue }
      let hit = lines.count { $0.hits > 0 }
      let ways = lines.reduce(0) { $0 + $1.ways.count }
      let taken = lines.reduce(0) { $0 + $1.ways.count { (coverage.ways[$0] ?? 0) > 0 } }
      (allLines, hitLines, allWays, hitWays) = (allLines + lines.count, hitLines + hit, allWays + ways, hitWays + taken)
      let name = XMLOutputText.escaped(coverage.program.flow.name ?? file)
      classes +=
        "        <class name=\"\(name)\" filename=\"\(XMLOutputText.escaped(file))\" line-rate=\"\(rate(hit, lines.count))\""
      classes += " branch-rate=\"\(rate(taken, ways))\" complexity=\"0\">\n          <methods/>\n          <lines>\n"
      for line in lines {
        classes += "            <line number=\"\(line.line)\" hits=\"\(line.hits)\""
        if line.ways.isEmpty {
          classes += " branch=\"false\"/>\n"
        } else {
          let taken = line.ways.count { (coverage.ways[$0] ?? 0) > 0 }
          classes +=
            " branch=\"true\" condition-coverage=\"\(taken * 100 / line.ways.count)% (\(taken)/\(line.ways.count))\"/>\n"
        }
      }
      classes += "          </lines>\n        </class>\n"
    }
    let numbers = "line-rate=\"\(rate(hitLines, allLines))\" branch-rate=\"\(rate(hitWays, allWays))\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
      <coverage \(numbers) lines-covered="\(hitLines)" lines-valid="\(allLines)" branches-covered="\(hitWays)" \
      branches-valid="\(allWays)" complexity="0" version="0" timestamp="0">
        <sources><source>.</source></sources>
        <packages>
          <package name="flows" \(numbers) complexity="0">
            <classes>
      \(classes)      </classes>
          </package>
        </packages>
      </coverage>

      """
  }
}
