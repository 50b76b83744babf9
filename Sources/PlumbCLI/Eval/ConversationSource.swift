#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Conversations
import JSON
import SourceText

/// Reads conversations from files, standard input, and lines of NDJSON.
struct ConversationSource {
  /// One conversation, or why there is none.
  struct Item {
    let file: String
    /// The line of NDJSON, counted from 1.
    let line: Int?
    let conversation: Result<Conversation, InputProblem>
  }

  /// The most bytes of one document.
  static let sizeLimit = 50 << 20

  let console: Console
  /// Only the conversation with this id.
  let id: String?

  /// The conversations of a file with one JSON document, or the one reason why there are none.
  func items(of path: Path) -> [Item] {
    let name = path.display
    CrashReport.reading(name)
    do throws(InputProblem) {
      let contents = try InputFile.contents(of: path, limit: Self.sizeLimit, console: console)
      return items(named: name, contents: contents)
    } catch {
      return [Item(file: name, line: nil, conversation: .failure(error))]
    }
  }

  /// The conversations of one JSON document, or the one reason why there are none.
  func items(named name: String, contents: [UInt8]) -> [Item] {
    func failure(_ message: String) -> [Item] {
      [Item(file: name, line: nil, conversation: .failure(InputProblem(message: message)))]
    }
    let file: SourceFile
    do throws(SourceFile.Failure) {
      file = try SourceFile(name: name, contents: contents)
    } catch {
      return failure("\(error.message) (byte \(error.offset))")
    }
    if file.bytes.allSatisfy({ $0 <= 0x20 }) { return failure("the file is empty") }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: file.bytes)
    } catch {
      let place = file.place(at: error.offset)
      return failure("\(error.message) (line \(place.line), column \(place.column), byte \(place.offset))")
    }
    do throws(NotAConversation) {
      var conversations = try ConversationInput(document.root).conversations
      if let id { conversations = conversations.filter { $0.id == id } }
      if conversations.isEmpty {
        return failure(id.map { "no conversation has the id \($0)" } ?? "the page holds no conversation")
      }
      return conversations.map { Item(file: name, line: nil, conversation: .success($0)) }
    } catch {
      return failure(error.message)
    }
  }

  /// Hands out the conversation of each line of a file, or why there is none; blank lines are passed over.
  func eachLine(of path: Path, _ body: (Item) -> Void) {
    let name = path.display
    var descriptor: Int32 = -1
    if path != Path("-") {
      do throws(InputProblem) {
        if case .folder = try InputFile.kind(of: path) { throw InputProblem(message: "is a folder") }
        descriptor = try InputFile.open(path)
      } catch {
        return body(Item(file: name, line: nil, conversation: .failure(error)))
      }
    }
    defer { if descriptor >= 0 { close(descriptor) } }
    var reader = JSONLineReader(limit: Self.sizeLimit) { [console] count in
      descriptor < 0 ? console.read(count) : FileDescriptor.read(descriptor, upTo: count) ?? []
    }
    while let line = reader.next() {
      if line.isBlank { continue }
      CrashReport.reading("\(name):\(line.number)")
      for conversation in conversations(of: line) {
        body(Item(file: name, line: line.number, conversation: conversation))
      }
    }
  }

  private func conversations(of line: JSONLineReader.Line) -> [Result<Conversation, InputProblem>] {
    if line.isOverLimit { return [.failure(InputFile.overLimit(Self.sizeLimit))] }
    do {
      let document = try JSONDocument(parsing: line.bytes, range: line.range)
      let all = try ConversationInput(document.root).conversations
      return all.filter { id == nil || $0.id == id }.map { .success($0) }
    } catch let error as JSONError {
      return [
        .failure(InputProblem(message: "\(error.message) (byte \(error.offset - line.range.lowerBound) of the line)"))
      ]
    } catch let error as NotAConversation {
      return [.failure(InputProblem(message: error.message))]
    } catch {
      return [.failure(InputProblem(message: "\(error)"))]
    }
  }
}
