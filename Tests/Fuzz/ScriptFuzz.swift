// Throws bytes at the readers of script languages; run.sh compiles and runs it with libFuzzer.

import Scripting
import SourceText

/// Reads the bytes as ECMAScript, as a template and as a JSONPath; stops where a place lies outside the text or where places
/// are not in order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let size = text.utf8.count
  let script = ScriptTokens(text)
  var end = 0
  for token in script.tokens {
    expect(Int(token.range.start) >= end && token.range.start < token.range.end && Int(token.range.end) <= size)
    end = Int(token.range.end)
  }
  expect(script.closing.count == script.tokens.count)
  for (index, other) in script.closing.enumerated() where other != -1 {
    expect(other > index && other < script.tokens.count)
  }
  for index in script.tokens.indices { _ = script.value(index) }
  check(script.chains, size)
  check(TemplateHoles.velocityReferences(in: text), size)
  check(TemplateHoles.bracedChains(in: text), size)
  for hole in TemplateHoles.bracedHoles(in: Array(text.utf8)) { expect(hole.upperBound + 2 <= size) }
  if let chain = JSONPath.chain(of: text) { check([chain], size) }
  return 0
}

private func check(_ chains: [MemberChain], _ size: Int) {
  for chain in chains {
    expect(Int(chain.range.end) <= size && Int(chain.valueRange.end) <= size)
    expect(chain.ends.count == chain.steps.count && !chain.steps.isEmpty)
    expect(
      zip(chain.ends, chain.ends.dropFirst()).allSatisfy { $0 <= $1 } && chain.ends[0] >= Int(chain.range.start))
    expect((chain.ends.last ?? 0) <= Int(chain.range.end))
  }
}
