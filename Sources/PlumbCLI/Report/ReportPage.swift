import Flows
import SourceText
import Terminal

/// Writes a report as one page, the sections one after the other.
///
/// All that is known stands in the page as text: pictures are laid out here and have a list or a table beside them. The
/// script only finds, filters and opens what is there.
struct ReportPage {
  let report: FlowReport
  /// How many flows are written at once.
  var jobs = 1

  /// The page as it is written.
  var html: String {
    var sections: [(id: String, title: String, body: String)] = [("overview", "Overview", overview)]
    sections.append(("attributes", "Attributes", attributeMap))
    sections.append(("flows", "Flows", flows))
    sections.append(("findings", "Findings", findings))
    if let tests = report.tests { sections.append(("tests", "Tests", self.tests(tests))) }
    if let difference = report.difference {
      sections.append(("differences", "Differences", self.differences(difference)))
    }
    if !report.unreadable.isEmpty { sections.append(("unreadable", "Not read", unreadable)) }

    var body = "<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\(FlowPicture.arrowHead)</defs></svg>\n"
    body += "<header>\n<h1>\(HTMLPage.line(report.title))</h1>\n<nav aria-label=\"Sections\">\n<ul>\n"
    for section in sections { body += "<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n" }
    body += "</ul>\n</nav>\n\(Self.tools)</header>\n<main>\n"
    for section in sections {
      body += "<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-title\">\n"
      body += "<h2 id=\"\(section.id)-title\">\(section.title)</h2>\n\(section.body)</section>\n"
    }
    body +=
      "</main>\n\(Self.keys)<footer><p>Written by Plumb \(plumbVersion). Names and places only: no value of an attribute"
    body += " stands on this page.</p></footer>\n"
    return HTMLPage(title: report.title, styles: Self.styles, script: Self.script, body: body).text
  }

  /// What only works with the script, which shows it.
  private static let tools = """
    <div id="tools" role="search" hidden>
    <label>Search <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
    <label>Show <select id="filter">
    <option value="">everything</option>
    <option value="found">with findings</option>
    <option value="warning">with warnings and errors</option>
    <option value="error">with errors</option>
    <option value="untaken">with ways that no test took</option>
    </select></label>
    <button type="button" id="open">Open all</button>
    <button type="button" id="close">Close all</button>
    <button type="button" id="theme">Dark or light</button>
    <button type="button" id="help">Keys</button>
    <span id="said" role="status"></span>
    </div>

    """

  private static let keys = """
    <dialog id="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">Keys</h2>
    <table>
    <caption>What keys do on this page</caption>
    <tr><th scope="row"><kbd>/</kbd></th><td>search; several words must all be there</td></tr>
    <tr><th scope="row"><kbd>j</kbd>, <kbd>k</kbd></th><td>to the next or the last flow, attribute or finding</td></tr>
    <tr><th scope="row"><kbd>Enter</kbd></th><td>opens and closes it</td></tr>
    <tr><th scope="row"><kbd>+</kbd>, <kbd>-</kbd>, <kbd>0</kbd></th><td>make the graph that has the focus larger, smaller, as it was; arrows move it</td></tr>
    <tr><th scope="row"><kbd>t</kbd></th><td>dark or light</td></tr>
    <tr><th scope="row"><kbd>Esc</kbd></th><td>clears the search</td></tr>
    </table>
    <p><button type="button" id="done">Close</button></p>
    </dialog>

    """

  // MARK: Words that several sections use

  /// A link to a flow, or to a part of it.
  func link(to flow: Int, _ place: ControlFlow.Arrow.End? = nil, text: String? = nil) -> String {
    "<a href=\"#\(report.id(of: flow, place))\">\(HTMLPage.line(text ?? report.flows[flow].title))</a>"
  }

  /// The counts of findings, each in its colour.
  func badges(_ counts: [(severity: Severity, count: Int)]) -> String {
    counts.map { "<span class=\"\($0.severity.rawValue)\">\(FlowReport.words(for: [$0]))</span>" }
      .joined(separator: " ")
  }

  /// What a script filters by.
  func filterable(_ worst: Severity?, isUntaken: Bool = false) -> String {
    let severity = worst.map { " data-worst=\"\($0.rawValue)\"" } ?? ""
    return severity + (isUntaken ? " data-untaken" : "")
  }

  /// A table that may be wider than the page.
  ///
  /// - Parameter isList: whether on a narrow page a row is a paragraph, as its cells hold sentences.
  static func table(_ caption: String, _ columns: [String], _ rows: String, isList: Bool = false) -> String {
    "<div class=\"wide\(isList ? " list" : "")\" tabindex=\"0\" role=\"group\" aria-label=\"\(caption)\">\n<table>\n<caption>\(caption)</caption>\n"
      + "<thead><tr>" + columns.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead>\n<tbody>\n\(rows)"
      + "</tbody>\n</table>\n</div>\n"
  }

  private var unreadable: String {
    let rows = report.unreadable.map {
      "<tr><th scope=\"row\">\(HTMLPage.escaped($0.file))</th><td>\(HTMLPage.escaped($0.message))</td></tr>\n"
    }
    return Self.table("Files that could not be used", ["file", "why"], rows.joined())
  }

  private var flows: String {
    if report.flows.isEmpty { return "<p>There is no flow.</p>\n" }
    var text = ""
    let (page, count) = (self, report.flows.count)
    ParallelMap.forEach(count: count, jobs: jobs, { page.section(of: $0) }) { text += $0 }
    return text
  }
}
