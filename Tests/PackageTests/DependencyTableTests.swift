import Foundation
import TestSupport
import Testing

/// Holds the table of CONTRIBUTING.md, "What may depend on what", against the manifest.
@Suite("The package")
struct DependencyTableTests {
  @Test("has the dependencies that its documentation names")
  func table() throws {
    #expect(try documented() == declared())
  }

  /// The rows `| target | is | depends on |`; `–` stands for none.
  private func documented() throws -> [String: Set<String>] {
    var table: [String: Set<String>] = [:]
    var isInTable = false
    for line in try Repository.text("CONTRIBUTING.md").split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.first == "target", cells.last == "depends on" {
        isInTable = true
      } else if isInTable, cells.count == 3, !cells[0].hasPrefix("-") {
        let names = cells[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        for target in cells[0].split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
          table[target] = Set(names).subtracting(["–"])
        }
      } else if line.isEmpty {
        isInTable = false
      }
    }
    return table
  }

  /// What `swift package dump-package` says of the targets that are no tests.
  private func declared() throws -> [String: Set<String>] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = Repository.root
    // A build folder of its own: the one of the package is locked while its tests run.
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("plumb-dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = ["swift", "package", "--scratch-path", scratch.path, "dump-package"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let targets = try #require(manifest["targets"] as? [[String: Any]])
    var table: [String: Set<String>] = [:]
    for target in targets where target["type"] as? String != "test" {
      let name = try #require(target["name"] as? String)
      guard name != "TestSupport" else { continue }
      let dependencies = try #require(target["dependencies"] as? [[String: Any]])
      table[name] = Set(
        dependencies.compactMap { dependency in
          (dependency.values.first as? [Any])?.first as? String
        })
    }
    return table
  }
}
