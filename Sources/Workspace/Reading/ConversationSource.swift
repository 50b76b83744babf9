package import Conversations
import JSON
import SourceText
package import SystemPackage

/// Reads conversations from files, standard input, and lines of NDJSON.
package struct ConversationSource {
  /// One conversation, or why there is none.
  package struct Item {
    /// The name of the file.
    package let file: String
    /// The line of NDJSON, counted from 1.
    package let line: Int?
    /// The conversation.
    package let conversation: Result<Conversation, InputProblem>
  }

  private let context: InputContext
  private let id: String?

  /// Reads conversations.
  ///
  /// - Parameter id: only the conversation with this id.
  package init(in context: InputContext, id: String? = nil) {
    self.context = context
    self.id = id
  }

  /// The conversations of a file with one JSON document, or the one reason why there are none.
  package func items(of path: FilePath) -> [Item] {
    let name = path.string
    context.reads(name)
    do throws(InputProblem) {
      let contents = try InputFile.contents(of: path, limit: InputFile.sizeLimit, in: context)
      return items(named: name, contents: contents)
    } catch {
      return [Item(file: name, line: nil, conversation: .failure(error))]
    }
  }

  /// The conversations of one JSON document, or the one reason why there are none.
  package func items(named name: String, contents: [UInt8]) -> [Item] {
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
  package func eachLine(of path: FilePath, _ body: (Item) -> Void) {
    let name = path.string
    var file: FileDescriptor?
    if path != .standardInput {
      do throws(InputProblem) {
        if case .folder = try InputFile.kind(of: path) { throw InputProblem(message: "is a folder") }
        file = try InputFile.open(path)
      } catch {
        return body(Item(file: name, line: nil, conversation: .failure(error)))
      }
    }
    defer { try? file?.close() }
    var reader = JSONLineReader(limit: InputFile.sizeLimit) { [context, file] count in
      file.map { (try? $0.bytes(upTo: count).get()) ?? [] } ?? context.standardInput(count)
    }
    while let line = reader.next() {
      if line.isBlank { continue }
      context.reads("\(name):\(line.number)")
      for conversation in conversations(of: line) {
        body(Item(file: name, line: line.number, conversation: conversation))
      }
    }
  }

  private func conversations(of line: JSONLineReader.Line) -> [Result<Conversation, InputProblem>] {
    if line.isOverLimit { return [.failure(InputFile.overLimit(InputFile.sizeLimit))] }
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
