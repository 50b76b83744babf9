package import Conversations
import JSON
import SourceText
package import SystemPackage

/// Reads conversations from files, standard input, and lines of NDJSON.
package struct ConversationSource {
  /// One conversation, or why there is none.
  package struct Item: Sendable {
    /// The name of the file.
    package let file: String
    /// The line of NDJSON, counted from 1.
    package let line: Int?
    /// The conversation.
    package let conversation: Result<Conversation, InputProblem>

    /// Creates an item.
    package init(file: String, line: Int?, conversation: Result<Conversation, InputProblem>) {
      self.file = file
      self.line = line
      self.conversation = conversation
    }
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
      let contents = try InputFile.contents(of: path, in: context)
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
      var limits = JSONLimits()
      limits.size = context.limits.fileSize
      document = try JSONDocument(parsing: file.bytes, limits: limits)
    } catch {
      let place = file.place(at: error.offset)
      return failure("\(error.message) (line \(place.line), column \(place.column), byte \(place.offset))")
    }
    do throws(NotAConversation) {
      let items = try ConversationInput(document.root).items(file: name, line: nil, id: id)
      if items.isEmpty {
        return failure(id.map { "no conversation has the id \($0)" } ?? "the page holds no conversation")
      }
      return items
    } catch {
      return failure(error.message)
    }
  }

  /// The lines of a file with a conversation on each.
  package func lines(of path: FilePath) throws(InputProblem) -> ConversationLines {
    try ConversationLines(of: path, id: id, in: context)
  }
}

extension ConversationInput {
  /// The conversations, and for what else is among them why it is none; only the one with an id where that is given.
  func items(file: String, line: Int?, id: String?) -> [ConversationSource.Item] {
    entries.compactMap { entry in
      switch entry {
      case .success(let conversation):
        guard id == nil || conversation.id == id else { return nil }
        return ConversationSource.Item(file: file, line: line, conversation: .success(conversation))
      case .failure(let rejection):
        guard id == nil else { return nil }
        let problem = InputProblem(message: "the entry \(rejection.pointer) is \(rejection.error.message)")
        return ConversationSource.Item(file: file, line: line, conversation: .failure(problem))
      }
    }
  }
}
