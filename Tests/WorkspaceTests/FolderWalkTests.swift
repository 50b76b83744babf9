import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Workspace

@Suite("Walking a folder")
struct FolderWalkTests {
  private func names(_ folder: TemporaryFolder, below path: String = "") -> [String] {
    let root = FilePath(path.isEmpty ? folder.path : folder.path(path))
    return FolderWalk(root).files.map { String($0.string.dropFirst(folder.path.count + 1)) }
  }

  @Test("finds files in the order of their paths, without what is hidden or ignored")
  func order() throws {
    let folder = try TemporaryFolder([
      "b/x.yaml": "", "a.yaml": "", "b/.hidden/y.yaml": "", ".z.yaml": "", "gen/q.yaml": "",
      "b/deep/er/w.yaml": "", ".gitignore": "gen/\n", "b/.gitignore": "x.yaml\n",
    ])
    #expect(names(folder) == ["a.yaml", "b/deep/er/w.yaml"])
  }

  @Test("honours ignore files above the folder inside a repository, and none outside of one")
  func above() throws {
    let files = ["flows/a.yaml": "", "flows/old/b.yaml": "", ".gitignore": "/flows/old\n"]
    let outside = try TemporaryFolder(files)
    #expect(names(outside, below: "flows") == ["flows/a.yaml", "flows/old/b.yaml"])
    let inside = try TemporaryFolder(files.merging([".git/HEAD": ""]) { $1 })
    #expect(names(inside, below: "flows") == ["flows/a.yaml"])
  }

  @Test("does not follow links")
  func links() throws {
    let outer = try TemporaryFolder(["secret.yaml": ""])
    let folder = try TemporaryFolder(["a.yaml": ""])
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: outer.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("file.yaml"), withDestinationPath: outer.path("secret.yaml"))
    #expect(names(folder) == ["a.yaml"])
  }
}
