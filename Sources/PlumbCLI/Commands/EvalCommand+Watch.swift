import Conversations
import Expressions
import JSON
import SourceText
import Terminal
import Workspace

/// `plumb eval --watch`: results as they change.
extension EvalCommand {
  /// Evaluates at once and again at every change; prints what has another result than before.
  func watch(_ evaluation: inout ExpressionRun, _ source: ConversationSource, on console: Console) -> ExitStatus {
    // Nothing will ever come of an expression that is none.
    if evaluation.questions.contains(where: { !$0.expression.tree.isValid || $0.refusal != nil }) {
      let failures = evaluation.results(of: nil).filter { if case .failure = $0.outcome { true } else { false } }
      PlainEvaluationOutput(style: colors.errors(on: console)).print(failures, on: console)
      return .input
    }
    var output = WatchedEvaluationOutput(
      console: console, style: colors.errors(on: console), isLines: format == .jsonl,
      namesConversations: cloud.conversations.count > 1)
    var statuses: [String: ExitStatus] = [:]
    let ending: ExitStatus
    do throws(CloudReader.Failure) {
      ending = try cloud.reader(console).follow(cloud.conversations, for: cloud.duration) { moment in
        let item = source.items(named: CloudConversationOption.name(of: "watched"), contents: moment.contents).first
        guard let item else { return }
        let id = (try? item.conversation.get().id) ?? ""
        let now = clock.now == nil ? Timestamp.now.milliseconds : nil
        let results = evaluation.results(of: item, now: now)
        var status = ExitStatus.done
        for result in results {
          if result.isFailure { status.raise(to: .input) }
          if require, !result.isSet { status.raise(to: .no) }
        }
        statuses[id] = status
        output.input(results, of: id, at: moment)
      }
    } catch {
      return error.status
    }
    return statuses.values.reduce(ending) { max($0, $1) }
  }
}

/// Prints results that differ from those before, a line each: for people one a conversation, else one an expression.
struct WatchedEvaluationOutput {
  let console: Console
  let style: TextStyle
  let isLines: Bool
  /// Whether lines for people say which conversation they are about.
  let namesConversations: Bool
  /// What was told last of each conversation, an entry an expression.
  private var told: [String: [[UInt8]]] = [:]

  init(console: Console, style: TextStyle, isLines: Bool, namesConversations: Bool) {
    self.console = console
    self.style = style
    self.isLines = isLines
    self.namesConversations = namesConversations
  }

  /// Prints the results for a conversation, unless they are those that were told last.
  mutating func input(_ results: [EvaluationResult], of conversation: String, at moment: CloudReader.Moment) {
    let outcomes = results.map { result in
      var writer = JSONWriter()
      writer.object { $0.outcomeMembers(of: result) }
      return writer.bytes
    }
    let before = told.updateValue(outcomes, forKey: conversation)
    let changed = results.indices.filter { before?[$0] != outcomes[$0] }
    guard !changed.isEmpty else { return }
    if isLines {
      for index in changed {
        var writer = JSONWriter()
        writer.object { writer in
          writer.member("at", moment.time)
          writer.member("conversation", conversation)
          writer.member("expression", results[index].expression.text)
          writer.outcomeMembers(of: results[index])
          writer.key("changed")
          writer.array(moment.changed) { $0.string($1) }
          writer.member("via", moment.via)
        }
        console.print(writer.bytes + [0x0A])
      }
    } else {
      var line = Array(moment.time.utf8)
      if namesConversations { line += [0x09] + TableField.field(TerminalText.escaped(conversation)) }
      for result in results {
        line.append(0x09)
        line += TableEvaluationOutput.field(of: result)
      }
      console.print(line + [0x0A])
      for index in changed { explain(results[index], of: conversation) }
    }
    console.flush()
  }

  private func explain(_ result: EvaluationResult, of conversation: String) {
    let head = namesConversations ? TerminalText.escaped(conversation) + ": " : ""
    switch result.outcome {
    case .value(let value, _, let origin):
      if !value.isSet { console.complain("\(head)NOT_SET: \(EvaluationText.text(of: origin?.cause))") }
    case .unknown(let reason, _): console.complain(head + EvaluationText.text(of: reason))
    case .failure(_, let message, let range?):
      console.complain(head + result.expression.rendered(.error, message, at: range, style: style))
    case .failure(_, let message, nil): console.complain("plumb: \(head)\(TerminalText.escaped(message))")
    }
  }
}

extension JSONWriter {
  /// Writes what came out of an expression: `isSet`, `value`, `cause`, and why there is no result where there is none.
  fileprivate mutating func outcomeMembers(of result: EvaluationResult) {
    member("isSet", result.isSet)
    key("value")
    if case .value(let value, _, _) = result.outcome { value.write(to: &self) } else { null() }
    key("cause")
    if case .value(let value, _, let origin) = result.outcome, !value.isSet, let cause = origin?.cause {
      self.cause(cause)
    } else {
      null()
    }
    switch result.outcome {
    case .value: break
    case .unknown(let reason, _): unknown(reason)
    case .failure(let code, let message, let range): failure(code, message, at: range, in: result.expression)
    }
  }
}
