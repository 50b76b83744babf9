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

/// What is being written at the end of a text.
struct CompletionPlace {
  enum Kind: Hashable {
    /// A word of its own.
    case word(String)
    /// A name after the dot of a path.
    case member(base: String, part: String)
    /// A key in brackets, after its quote.
    case key(base: String, part: String)
    /// Inside of a text, where nothing is completed.
    case text
  }

  let kind: Kind
  /// The number of characters before the part.
  let start: Int

  init(_ characters: [Character]) {
    if let quote = Self.openQuote(in: characters) {
      start = quote + 1
      guard quote > 0, characters[quote - 1] == "[" else {
        kind = .text
        return
      }
      let base = Self.chainStart(in: characters[..<(quote - 1)])
      kind = .key(base: String(characters[base..<(quote - 1)]), part: String(characters[start...]))
      return
    }
    let first = Self.chainStart(in: characters[...])
    let chain = characters[first...]
    let lower = String(chain).lowercased()
    // Attributes are a flat map: the whole dotted rest is one key.
    if let range = lower.range(ofLast: ".attributes.") {
      start = first + range.upperBound
      kind = .member(base: String(characters[first..<(start - 1)]), part: String(characters[start...]))
    } else if let dot = chain.lastIndex(of: "."), chain[dot...].allSatisfy({ $0 != "]" && $0 != ")" }) {
      start = dot + 1
      kind = .member(base: String(chain[..<dot]), part: String(chain[start...]))
    } else {
      start = first
      kind = chain.contains { "[(".contains($0) } ? .text : .word(String(chain))
    }
  }

  /// The quote of a text that is not closed.
  private static func openQuote(in characters: [Character]) -> Int? {
    var open: Int?
    var isEscaped = false
    for (place, character) in characters.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if character == "\\", open != nil {
        isEscaped = true
      } else if character == "\"" {
        open = open == nil ? place : nil
      }
    }
    return open
  }

  /// Where the bracket is that goes with a closing one.
  private static func partner(of closing: Int, in characters: ArraySlice<Character>) -> Int? {
    var depth = 0
    for place in stride(from: closing, through: characters.startIndex, by: -1) {
      switch characters[place] {
      case "]", ")": depth += 1
      case "[", "(": depth -= 1
      default: break
      }
      if depth == 0 { return place }
    }
    return nil
  }

  /// Where a path begins that the text ends with: names, dots, and brackets with what is in them.
  private static func chainStart(in characters: ArraySlice<Character>) -> Int {
    var place = characters.endIndex
    while place > characters.startIndex {
      let character = characters[place - 1]
      if character.isLetter || character.isNumber || character == "_" || character == "." {
        place -= 1
      } else if character == "]" || character == ")", let open = Self.partner(of: place - 1, in: characters) {
        place = open
      } else {
        break
      }
    }
    return place
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

  /// The places of the characters where another text stands last.
  fileprivate func range(ofLast text: String) -> Range<Int>? {
    let characters = Array(self)
    let wanted = Array(text)
    guard characters.count >= wanted.count else { return nil }
    for start in stride(from: characters.count - wanted.count, through: 0, by: -1)
    where characters[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }
}
