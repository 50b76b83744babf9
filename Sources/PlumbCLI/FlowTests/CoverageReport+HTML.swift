import Flows
import Simulation
import SourceText

extension CoverageReport {
  /// The coverage as one page, which needs nothing beside itself: no script, no network, and no style to be understood.
  var html: String {
    var body = "<h1>Coverage of flows</h1>\n<table>\n<tr><th>flow</th><th>actions</th><th>ways</th><th></th></tr>\n"
    for (index, measure) in measures.enumerated() {
      let coverage = measure.coverage
      body += "<tr><td><a href=\"#flow\(index + 1)\">\(escaped(measure.file))</a></td>"
      body += "<td>\(coverage.takenActions) of \(coverage.reachableActions)</td>"
      body += "<td>\(coverage.takenWays) of \(coverage.reachableWays.count)</td>"
      body += "<td>\(Self.shownShare(of: coverage))</td></tr>\n"
    }
    body += "</table>\n"
    for (index, measure) in measures.enumerated() { body += section(measure.coverage, of: measure.file, index + 1) }
    return HTMLPage(
      title: "Coverage of flows",
      styles: HTMLPage.plainStyles + """
        .ran { background: #2da44e33 } .missed { background: #cf222e33 } .dead { opacity: .7 }

        """, body: body
    ).text
  }

  private func escaped(_ text: String) -> String { HTMLPage.line(text) }

  private func section(_ coverage: Coverage, of file: String, _ number: Int) -> String {
    let flow = coverage.program.flow
    let title = flow.name.map { "\($0) (\(file))" } ?? file
    var text = "<h2 id=\"flow\(number)\">\(escaped(title))</h2>\n"
    for index in flow.containers.indices {
      let id = ContainerID(index: index)
      let actions = flow.actions.indices.map { ActionID(index: $0) }.filter { flow[$0].container == id }
      guard !actions.isEmpty else { continue }
      text += "<h3>\(escaped("\(flow[id].kind) \(flow[id].name.map { "‘\($0)’" } ?? "")"))</h3>\n"
      text += "<table>\n<tr><th>line</th><th>action</th><th>runs</th><th>ways</th></tr>\n"
      let menu = ways(of: nil, in: id, coverage)
      if !menu.isEmpty { text += row(coverage.line(of: id), "the menu", nil, menu) }
      for action in actions {
        let name = "\(flow[action].type)\(flow[action].name.map { " ‘\($0)’" } ?? "")"
        let count = coverage.reachable[action.index] ? coverage.actions[action.index] : nil
        text += row(coverage.line(of: action), name, .some(count), ways(of: action, in: id, coverage))
      }
      text += "</table>\n"
    }
    return text
  }

  /// - Parameter runs: how often an action ran, nil inside for one that nothing leads to; nil for a menu.
  private func row(_ line: Int?, _ name: String, _ runs: Int??, _ ways: [(name: String, count: Int?)]) -> String {
    func mark(_ count: Int?) -> String { count.map { $0 > 0 ? "ran" : "missed" } ?? "dead" }
    func words(_ count: Int?, _ never: String) -> String {
      count.map { $0 > 0 ? "\($0) ×" : never } ?? "cannot be reached"
    }
    let shownWays = ways.map { way in
      "<span class=\"\(mark(way.count))\">\(escaped(way.name)): "
        + "\(way.count == nil ? "cannot be taken" : words(way.count, "not taken"))</span>"
    }
    let cell = runs.map { "<td class=\"\(mark($0))\">\(words($0, "not run"))</td>" } ?? "<td></td>"
    return "<tr><td>\(line.map(String.init) ?? "")</td><td>\(escaped(name))</td>\(cell)"
      + "<td>\(shownWays.joined(separator: "<br>"))</td></tr>\n"
  }

  /// The ways of an action, or of a menu, with how often each was taken; nil for one that cannot be.
  private func ways(of action: ActionID?, in id: ContainerID, _ coverage: Coverage) -> [(name: String, count: Int?)] {
    func isOwn(_ way: Coverage.Way) -> Bool { way.container == id && way.action == action }
    return coverage.reachableWays.filter(isOwn).map { ($0.name, coverage.ways[$0] ?? 0) }
      + coverage.deadWays.filter(isOwn).map { ($0.name, nil) }
  }
}
