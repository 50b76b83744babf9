import Foundation
import TestSupport
import Testing

/// Holds the table of Tests/Fuzz/run.sh against the targets that are there, and what runs them against it.
@Suite("The fuzz targets")
struct FuzzTargetTests {
  /// The rows `NAME MODULES LENGTH SEEDS…`.
  private func rows() throws -> [[Substring]] {
    let lines = try Repository.text("Tests/Fuzz/run.sh").split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasSuffix("<<'END'") })
    return lines[(start + 1)...].prefix { $0 != "END" }.map { $0.split(separator: " ") }
  }

  @Test("stand in the table, with modules and seeds that there are")
  func table() throws {
    let rows = try rows()
    let folder = Repository.path("Tests/Fuzz")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix("Fuzz.swift") }
    let listed = rows.map { ($0[0].split(separator: "-").first ?? "") + ".swift" }
    #expect(Set(names) == Set(listed.map { String($0) }))
    for row in rows {
      #expect(row.count >= 4, "\(row)")
      #expect(FileManager.default.fileExists(atPath: Repository.path("Sources/\(row[1])")), "\(row[1])")
      for seed in row[3...] where seed.contains("/") {
        let parts = seed.split(separator: "/").prefix { !$0.contains("*") }
        #expect(FileManager.default.fileExists(atPath: Repository.path(parts.joined(separator: "/"))), "\(seed)")
      }
    }
  }

  @Test(
    "are run by make, by all gates and by the nightly job", arguments: [".ci/full", "samples/ci/nightly-gitlab-ci.yml"])
  func runs(path: String) throws {
    #expect(try Repository.text(path).contains("make fuzz SECONDS="))
    #expect(try Repository.text("Makefile").contains("\nfuzz: setup\n"))
  }
}
