// Throws bytes at the reader of test files, and runs the tests; run.sh compiles and runs it with libFuzzer.

import Conversations
import Documents
import Expressions
import Flows
import Simulation
import SourceText

private let text = """
  inboundShortMessage:
    name: Fuzz
    startUpRef: /inboundShortMessage/states/state[A_1]
    defaultLanguage: en-us
    variables:
      - stringVariable: {name: Flow.tier, initialValue: {noValue: true}}
      - integerVariable: {name: Flow.count, initialValue: {lit: 0}}
    states:
      - state:
          name: A
          refId: A_1
          actions:
            - getParticipantData: {name: Tier, attributes: [{attribute: {name: {lit: tier}, variable: Flow.tier}}]}
            - callData:
                name: Look up
                category: {Orders: {dataAction: {Get_Order: {inputs: {id: {exp: Flow.tier}}, successOutputs: {n: {var: Flow.count}}}}}}
                outputs: {failure: {actions: [{disconnect: {name: Failed}}]}}
            - loop: {name: Loop, loopCount: {exp: Flow.count}, outputs: {loop: {actions: [{sendResponse: {name: Say, messageBody: {exp: Flow.tier}}}]}}}
            - decision: {name: Gold, condition: {exp: 'Flow.tier == "gold"'}, outputs: {yes: {actions: [{disconnect: {name: End}}]}}}
            - changeState: {name: Again, targetStateRef: '/inboundShortMessage/states/state[A_1]'}
  """
private let program: FlowProgram? = (try? FlowFile.read(name: "flow", contents: Array(text.utf8)))?.flows.first.map {
  FlowProgram($0)
}

/// Reads the bytes as a test file and runs its first tests; stops where a place lies outside of the text, or where the same
/// run comes out twice in two ways.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let program else { fatalError("the flow is not read") }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let reading = try? DocumentReader.read(name: "fuzz", contents: bytes), let root = reading.documents.first?.root
  else { return 0 }
  let (file, problems) = FlowTestFile.read(root)
  for problem in problems { expect(Int(problem.range.end) <= reading.file.bytes.count, problem.message) }
  for test in file?.tests.prefix(8) ?? [] {
    expect(test.offset <= reading.file.bytes.count)
    let (first, second) = (program.run(test.scenario), program.run(test.scenario))
    expect(
      first.ending == second.ending && first.steps.count == second.steps.count, "two runs come out otherwise")
    let result = test.result(of: first) { $0.text ?? "" }
    expect((result.status == .passed) == result.failures.isEmpty)
    for failure in result.failures { expect(failure.offset <= reading.file.bytes.count) }
  }
  return 0
}
