public import Foundation

/// A folder that goes away with the test.
public final class TemporaryFolder {
  /// Its place.
  public let url: URL

  /// Makes a folder with some files: path below the folder → contents.
  public init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("plumb-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, contents) in files {
      try write(Array(contents.utf8), to: path)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of the folder.
  public var path: String { url.path }

  /// The path of a file in it.
  public func path(_ relative: String) -> String {
    url.appendingPathComponent(relative).path
  }

  /// Writes a file, and the folders above it.
  public func write(_ contents: [UInt8], to relative: String) throws {
    let file = url.appendingPathComponent(relative)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(contents).write(to: file)
  }

  /// The bytes of a file.
  public func bytes(_ relative: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appendingPathComponent(relative)))
  }

  /// Makes an executable script.
  ///
  /// Another program puts it there: what this one has open for writing, a child that another test starts at that moment
  /// holds open too, and then it cannot be run.
  public func install(script: String, as name: String) throws {
    try write(Array("#!/bin/sh\n\(script)".utf8), to: name + ".sh")
    let install = try Process.run(
      URL(fileURLWithPath: "/usr/bin/install"), arguments: ["-m", "755", path(name + ".sh"), path(name)])
    install.waitUntilExit()
    guard install.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
