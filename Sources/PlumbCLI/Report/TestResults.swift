import JSON
import SourceText
import Workspace

/// What `plumb test --format json` wrote, as far as a report shows it: no value that a test expected or found.
struct TestResults {
  /// One test.
  struct Item {
    let file: String
    let line: Int?
    let name: String
    /// `passed`, `failed` or `error`.
    let status: String
    /// What did not hold: the keys of ‘expect’, with their lines.
    let failures: [(key: String, line: Int?)]
    /// The flow that was run.
    let flow: (name: String?, type: String?)
  }

  let items: [Item]
  /// The coverage that was written with them.
  let coverage: DrawnCoverage.Document?

  /// Reads a document.
  init(_ file: String, in context: InputContext) throws {
    let root = try JSONFile.document(file, option: "--tests", in: context).root
    guard let tests = root["tests"], tests.kind == .array, tests.items.allSatisfy({ $0["status"]?.string != nil })
    else {
      throw UsageProblem(
        "--tests \(TerminalText.escaped(file)): expected what 'plumb test --output json=FILE' writes")
    }
    items = tests.items.map { test in
      Item(
        file: test["file"]?.string ?? "", line: Self.number(test["line"]), name: test["name"]?.string ?? "",
        status: test["status"]?.string ?? "",
        failures: (test["failures"].map { Array($0.items) } ?? []).map {
          ($0["key"]?.string ?? "", Self.number($0["line"]))
        },
        flow: (test["run"]?["flow"]?["name"]?.string, test["run"]?["flow"]?["type"]?.string))
    }
    coverage = root["coverage"].flatMap { DrawnCoverage.Document($0) }
  }

  private static func number(_ node: JSONNode?) -> Int? { node?.numberText.flatMap { Int($0) } }

  /// How many tests came to a status.
  func count(_ status: String) -> Int { items.count { $0.status == status } }
}
