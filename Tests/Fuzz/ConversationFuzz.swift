// Throws bytes at the JSON reader, the conversation model and the diagnosis; run.sh compiles and runs it with libFuzzer.

import Conversations
import Diagnosis
import Expressions
import JSON
import SourceText

/// Reads the bytes as a document of conversations, reads paths in each and asks why a key is absent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let document = try? JSONDocument(parsing: bytes), let input = try? ConversationInput(document.root) else {
    return 0
  }
  for conversation in input.conversations.prefix(8) {
    for path in ["conversation.id", "participant.attributes.tier", "conversation.from.attributes.tier", "Call.Ani"] {
      var environment = ConversationEnvironment(conversation)
      _ = try? Evaluator.evaluate(tree: SyntaxTree(parsing: path), in: &environment)
    }
    let explanation = Explanation(conversation.diagnose("tier"), in: conversation)
    expect(explanation.status == .present || !explanation.causes.isEmpty)
    _ = Timeline(conversation, keys: ["tier"])
  }
  return 0
}
