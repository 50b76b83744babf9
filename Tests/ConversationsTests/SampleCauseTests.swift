import Conversations
import SourceText
import Testing
import TestSupport

/// `samples/conversations/causes`: one conversation for each way in which an attribute goes missing, with what is to be
/// found in it.
@Suite struct SampleCauseTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let file: String
    let key: String
    let status: String
    let cause: String
    let certainty: String

    var testDescription: String { "\(file) \(key)" }
  }

  static let rows: [Row] = {
    let text = (try? Repository.text("samples/conversations/causes/expected.tsv")) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) + ["", "", ""]
      return Row(file: cells[0], key: cells[1], status: cells[2], cause: cells[3], certainty: cells[4])
    }
  }()

  @Test(arguments: rows)
  func samplesHoldWhatIsExpected(row: Row) throws {
    let conversation = try #require(try sample("causes/" + row.file.replacing(".json", with: "")).first)
    let diagnosis = conversation.diagnose(row.key)
    #expect(diagnosis.status.rawValue == row.status)
    #expect(diagnosis.causes.first?.id ?? "" == row.cause)
    #expect(diagnosis.causes.first?.certainty.rawValue ?? "" == row.certainty)
  }

  @Test func everySampleIsInTheTable() {
    #expect(Self.rows.count >= 18)
    #expect(Set(Self.rows.map(\.file)).count == 16)
  }
}
