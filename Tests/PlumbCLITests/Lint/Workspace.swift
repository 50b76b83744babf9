import FoundationEssentials
import TestSupport

/// A folder of its own for one test.
final class Workspace {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "plumb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// The path of an entry.
  func path(_ name: String) -> String { root.appending(path: name).path }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws {
    let file = root.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The text of a file; nil where there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: root.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs a command line; `%` in a word is the folder's path.
  func run(_ line: String) -> CommandRun {
    CommandRun(shellWords(line).map { $0.replacing("%", with: root.path) })
  }
}

/// A flow with one decision on an attribute of the header.
func headerFlow(name: String = "Order status", attribute: String = "tier") -> String {
  """
  inboundShortMessage:
    name: \(name)
    startUpRef: "/inboundShortMessage/states/state[Start_10]"
    states:
      - state:
          name: Start
          refId: Start_10
          actions:
            - decision:
                name: Gold customer?
                condition:
                  exp: conversation.from.attributes.\(attribute) == "gold"
                outputs:
                  "yes":
                    actions:
                      - disconnect:
                          name: Done

  """
}
