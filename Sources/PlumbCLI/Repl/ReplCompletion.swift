import Conversations
import Expressions
import JSON
import SystemPackage
import Terminal
import Workspace

/// What can stand where the cursor is: commands, functions, variables, members, keys of attributes.
struct ReplCompletion {
  let session: ReplSession

  /// The completions of what is written before the cursor.
  func completion(of head: String) -> LineEditor.Completion {
    let characters = Array(head)
    if characters.first == ":" {
      guard let blank = characters.firstIndex(of: " ") else {
        let words = ReplCommandWord.allCases.map { ":" + $0.rawValue + ($0.argument == nil ? "" : " ") }
        return LineEditor.Completion(start: 0, candidates: words.filter { $0.hasPrefix(head) }.sorted())
      }
      if characters[..<blank] == [":", "l", "o", "a", "d"] {
        return FileCompletion.completion(of: String(characters[(blank + 1)...]), from: blank + 1)
      }
    }
    let place = CompletionPlace(characters)
    switch place.kind {
    case .text: return .none
    case .word(let word): return words(beginning: word, from: place.start)
    case .member(let base, let part):
      let names = isConversationPath(base) ? [] : variables(beginning: base + "." + part)
      if !names.isEmpty { return sorted(place.start - base.count - 1, names) }
      return members(of: base, beginning: part, at: place)
    case .key(let base, let part):
      let keys = self.keys(of: base).filter { $0.hasPrefix(part) && $0.isPlain }
      return sorted(place.start, keys.map { $0.quotedForKey + "\"]" })
    }
  }

  private func sorted(_ start: Int, _ candidates: [String]) -> LineEditor.Completion {
    LineEditor.Completion(start: start, candidates: Set(candidates).sorted())
  }

  private func words(beginning word: String, from start: Int) -> LineEditor.Completion {
    guard !word.isEmpty else { return .none }
    let fixed = ["conversation", "participant", "true", "false", "NOT_SET"]
    let functions = session.bindings.functions.functions.map { $0.name + "(" }
    let names = (fixed + functions).filter { $0.hasPrefix(word, ignoringCase: true) }
    return sorted(start, names + variables(beginning: word))
  }

  private func variables(beginning text: String) -> [String] {
    let known = BuiltInVariable.all.map(\.name)
    let given = session.bindings.expressions.map(\.name) + session.bindings.values.map(\.name)
    return (known + given).filter { $0.hasPrefix(text, ignoringCase: true) }
  }

  private func members(of base: String, beginning part: String, at place: CompletionPlace) -> LineEditor.Completion {
    let isAttributes = base.lowercased().hasSuffix(".attributes")
    // Only the keys of attributes must match in letter case: others are told what the right one is.
    let names = keys(of: base).filter { isAttributes ? $0.hasPrefix(part) : $0.hasPrefix(part, ignoringCase: true) }
    let properties = session.checked(CompiledExpression(base)).type.propertyNames
    let all = names + properties.filter { $0.hasPrefix(part, ignoringCase: true) }
    let dotted = all.filter { $0.isDottedName(allowingDots: isAttributes) }
    if !dotted.isEmpty || part.contains(".") { return sorted(place.start, dotted) }
    // A key that cannot stand after a dot is written in brackets.
    let quoted = all.filter(\.isPlain).map { "[\"\($0.quotedForKey)\"]" }
    return sorted(place.start - 1, quoted)
  }

  /// The names of what stands below a path: members of JSON, attributes, purposes of participants.
  private func keys(of base: String) -> [String] {
    guard base.lowercased() != "conversation.participants" else {
      return session.environment.conversation?.participants.compactMap(\.purpose) ?? []
    }
    if base.lowercased() == "conversation", let conversation = session.environment.conversation {
      return conversation.node.members.compactMap(\.key.string)
    }
    guard case .json(let node) = session.value(of: base), node.kind == .object else { return [] }
    return node.members.compactMap(\.key.string)
  }

  private func isConversationPath(_ base: String) -> Bool {
    let root = base.prefix { $0 != "." && $0 != "[" }.lowercased()
    return root == "conversation" || root == "participant"
  }
}

/// Completion of paths of files.
enum FileCompletion {
  static func completion(of text: String, from start: Int) -> LineEditor.Completion {
    let characters = Array(text)
    let nameStart = (characters.lastIndex(of: "/") ?? -1) + 1
    let name = String(characters[nameStart...])
    let folder = nameStart == 0 ? FilePath(".") : FilePath(String(characters[..<nameStart]))
    guard let names = try? FileSystem.names(in: folder) else { return .none }
    var candidates: [String] = []
    for component in names {
      let entry = component.string
      guard entry.hasPrefix(name), entry.isPlain, !entry.hasPrefix(".") || name.hasPrefix(".") else { continue }
      if case .folder? = try? InputFile.kind(of: folder.appending(component)) {
        candidates.append(entry + "/")
      } else {
        candidates.append(entry)
      }
    }
    return LineEditor.Completion(start: start + nameStart, candidates: candidates.sorted())
  }
}

extension String {
  fileprivate func hasPrefix(_ prefix: String, ignoringCase: Bool) -> Bool {
    self.prefix(prefix.count).lowercased() == prefix.lowercased()
  }

  /// Whether nothing in it would disturb a terminal.
  fileprivate var isPlain: Bool {
    !isEmpty && unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) }
  }

  /// Whether it can be written after a dot.
  fileprivate func isDottedName(allowingDots: Bool) -> Bool {
    guard let first, first.isLetter || first == "_" else { return false }
    return allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || allowingDots && $0 == "." } && !hasSuffix(".")
  }

  /// The text as it stands between quotes.
  fileprivate var quotedForKey: String {
    reduce(into: "") { text, character in
      if character == "\"" || character == "\\" { text.append("\\") }
      text.append(character)
    }
  }
}
