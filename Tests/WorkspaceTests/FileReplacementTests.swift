import SourceText
import SystemPackage
import TestSupport
import Testing

@testable import Workspace

@Suite("Files that are replaced")
struct FileReplacementTests {
  @Test(
    "stay as they are where they have another text than was read",
    arguments: ["\u{FEFF}read", "read", "\u{FEFF}", "\u{FEFF}read, and more"])
  func changed(text: String) throws {
    let folder = try TemporaryFolder(["file.yaml": text])
    let path = FilePath(folder.path("file.yaml"))
    let source = try SourceFile(name: "file.yaml", contents: Array("\u{FEFF}read".utf8))
    do {
      try FileReplacement.replace(path, read: source, with: Array("new".utf8))
      #expect(text == "\u{FEFF}read")
      #expect(try InputFile.contents(of: path, limit: 100) == Array("new".utf8))
    } catch {
      #expect(error.message == "could not be written: it was changed since it was read")
      #expect(try InputFile.contents(of: path, limit: 100) == Array(text.utf8))
    }
  }
}
