import Expressions
import Flows
import SourceText

/// A short text in Markdown.
struct Page {
  var lines: [String] = []

  var isEmpty: Bool { lines.isEmpty }
  var markdown: String { lines.joined(separator: "\n\n") }

  /// Adds a line of code.
  mutating func code(_ text: String) {
    lines.append("```\n\(text.replacing("```", with: "'''"))\n```")
  }

  /// Adds a list, cut where it is long.
  mutating func list(_ title: String, _ items: [String]) {
    guard !items.isEmpty else {
      lines.append("\(title): nowhere here")
      return
    }
    let shown = items.prefix(8).map { "* " + MarkdownText.escaped($0) }
    let rest = items.count > 8 ? ["* and \(items.count - 8) more"] : []
    lines.append("\(title):\n" + (shown + rest).joined(separator: "\n"))
  }
}

/// The description of a function in an editor.
enum FunctionText {
  static func markdown(of function: Function) -> String {
    var page = Page()
    page.code(function.overloads.map { $0.signature(of: function.name) }.joined(separator: "\n"))
    page.lines.append(function.documentation)
    if !function.rules.isEmpty { page.lines.append(function.rules.map { "* \($0)" }.joined(separator: "\n")) }
    if !function.examples.isEmpty {
      page.lines.append(
        "Examples:\n```\n" + function.examples.map { "\($0.expression)  →  \($0.value)\n" }.joined() + "```")
    }
    page.lines.append("*\(function.category.rawValue); known: \(function.confidence.rawValue)*")
    return page.markdown
  }
}

/// The description of a type of action in an editor.
enum ActionText {
  static func markdown(of type: ActionType) -> String {
    var page = Page()
    page.lines.append("**\(type.name)** (\(type.configurationName))")
    page.lines.append("\(type.summary) \(type.course.sentence)")
    if !type.ways.isEmpty {
      page.lines.append("Ways:\n" + type.ways.map { "* `\($0.name)`: \($0.condition)" }.joined(separator: "\n"))
    }
    if !type.fills.isEmpty {
      page.lines.append(
        "Fills:\n" + type.fills.map { "* `\($0.key)` (\($0.type)): \($0.occasion)" }.joined(separator: "\n"))
    }
    for remark in [type.limits, type.notes].compactMap({ $0 }) { page.lines.append(remark) }
    page.lines.append("*known: \(type.confidence.rawValue)*")
    return page.markdown
  }
}

extension String {
  /// Markdown as a text for editors that do not show it.
  var withoutMarks: String {
    var text = split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("```") }
      .joined(separator: "\n").replacing("**", with: "").replacing("`", with: "")
    // What was escaped stands for itself.
    var plain = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        isEscaped = false
        plain.append(character)
      }
    }
    text = plain
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&#47;", "/"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return text
  }

  /// The text cut to what fits into a title.
  var clippedForTitle: String { count > 60 ? prefix(59) + "…" : self }
}
