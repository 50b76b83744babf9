import Conversations
package import JSON
import SourceText
import SystemPackage

/// The lines of NDJSON of a file, or of standard input, as they come.
package final class ConversationLines {
  /// What tells which conversations a line holds; several threads may ask it at once.
  package struct Format: Sendable {
    /// The name of the file.
    package let file: String
    /// Only the conversation with this id; nil for all.
    package let id: String?
    /// The most bytes of a line.
    let limit: Int

    /// The conversations of a line, of which a page holds several, or why there is none; nothing for a blank line.
    package func items(of line: JSONLineReader.Line) -> [ConversationSource.Item] {
      func failure(_ message: String) -> [ConversationSource.Item] {
        [
          ConversationSource.Item(
            file: file, line: line.number, conversation: .failure(InputProblem(message: message)))
        ]
      }
      if line.isOverLimit { return failure(InputFile.overLimit(limit, isSettable: true).message) }
      if line.isBlank { return [] }
      let document: JSONDocument
      do throws(JSONError) {
        var limits = JSONLimits()
        limits.size = limit
        document = try JSONDocument(parsing: line.bytes, range: line.range, limits: limits)
      } catch {
        return failure("\(error.message) (byte \(error.offset - line.range.lowerBound) of the line)")
      }
      do throws(NotAConversation) {
        return try ConversationInput(document.root).items(file: file, line: line.number, id: id)
      } catch {
        return failure(error.message)
      }
    }
  }

  /// What the lines hold.
  package let format: Format
  private let file: FileDescriptor?
  /// Why there are no more lines though the file has not ended; nil where it has.
  package var problem: InputProblem? { state.problem }

  /// Whether there is more, or the end, without waiting for it.
  private let isReady: () -> Bool
  private var reader: JSONLineReader
  private let state = State()

  /// What is to be done before the reader waits, and why it could not go on.
  private final class State {
    var beforeWaiting: () -> Void = {}
    var problem: InputProblem?
  }

  init(of path: FilePath, id: String?, in context: InputContext) throws(InputProblem) {
    format = Format(file: path.string, id: id, limit: context.limits.fileSize)
    let isReady: () -> Bool
    let read: JSONLineReader.Fill
    if path == .standardInput {
      file = nil
      isReady = context.isInputWaiting
      read = { memory in
        let bytes = context.standardInput(memory.count)
        memory.copyBytes(from: bytes)
        return bytes.count
      }
    } else {
      if case .folder = try InputFile.kind(of: path) { throw InputProblem(message: "is a folder") }
      let file = try InputFile.open(path)
      self.file = file
      isReady = { FileSystem.isReadable(file) }
      read = { [state] memory in
        do {
          return try file.read(into: memory)
        } catch {
          state.problem = InputProblem(error)
          return 0
        }
      }
    }
    self.isReady = isReady
    reader = JSONLineReader(limit: context.limits.fileSize) { [state] memory in
      if !isReady() { state.beforeWaiting() }
      return read(memory)
    }
  }

  deinit {
    try? file?.close()
  }

  /// The next lines, as many as there are; nil at the end.
  ///
  /// - Parameter beforeWaiting: what is to be done where they are not there yet, before they are waited for.
  package func next(beforeWaiting: () -> Void) -> JSONLineBlock? {
    withoutActuallyEscaping(beforeWaiting) { body in
      state.beforeWaiting = body
      defer { state.beforeWaiting = {} }
      return reader.nextBlock()
    }
  }

  /// Whether there is more, or the end, without waiting for it.
  package var hasMore: Bool { isReady() }

  /// Takes back lines that nobody looks at any more.
  package func recycle(_ block: consuming JSONLineBlock) { reader.recycle(block) }
}
