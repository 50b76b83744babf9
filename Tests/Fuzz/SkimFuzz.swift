// Holds what is read off a line of a batch without building anything against the evaluator; run.sh compiles and runs it
// with libFuzzer.

import Conversations
import Expressions
import JSON
import SourceText

private let paths = [
  "conversation.participants.customer.attributes.tier", #"conversation.participants["customer"].attributes["any key"]"#,
  "conversation.participants.AGENT.userId", "participant.attributes.context.email", "conversation.id", "participant.id",
  "conversation.participants.agent.attributes.é", "conversation.startTime", #"participant.attributes[""]"#,
  "participant.wrapupRequired",
]
private let plans = paths.map { Plan(SyntaxTree(parsing: $0)) }
private let skimmed = SkimmedPaths(plans.compactMap { $0.tree.accessPath(of: $0.tree.root) })

/// Reads the bytes as a line: what is told of it is what the evaluator says.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let line = UnsafeBufferPointer(start: start, count: count).filter { $0 != 0x0A }
  guard let skimmed else { fatalError("the paths are not to be skimmed") }
  var skim = ConversationSkim(skimmed)
  let memory = line + [0x0A] + [UInt8](repeating: UInt8(ascii: "\""), count: JSONLineBlock.padding)
  memory.withUnsafeBufferPointer { memory in
    guard let base = memory.baseAddress, skim.read(base, 0..<line.count) else { return }
    guard let document = try? JSONDocument(parsing: line), let input = try? ConversationInput(document.root),
      input.conversations.count == 1
    else { fatalError("the line is not one conversation") }
    var environment = ConversationEnvironment(input.conversations[0])
    environment.explains = false
    expect(skim.answers.count == plans.count)
    for (plan, answer) in zip(plans, skim.answers) {
      guard let value = try? Evaluator.evaluate(plan, in: &environment).value else {
        fatalError("what was skimmed cannot be evaluated")
      }
      expect(
        value.unknown == nil && text(of: answer) == (value.isSet ? value.text : nil), "both tell something else")
    }
  }
  return 0
}

private func text(of answer: ConversationSkim.Answer) -> String? {
  switch answer {
  case .notSet: nil
  case .boolean(let flag): flag ? "true" : "false"
  case .text(let text, let isEscaped): String(decoding: isEscaped ? unescapedJSON(text) : Array(text), as: UTF8.self)
  }
}
