import TestSupport

/// A folder with a small flow: it marks, asks for a key, looks an order up and hands over.
struct RunFixture {
  let folder: TemporaryFolder

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder(files.merging(["flow.yaml": Self.flow]) { own, _ in own })
  }

  /// Runs a command line in which words that begin with `@` are files of the folder; prints these without its path.
  func run(_ line: String, input: String = "") -> (status: Int32, output: String, errors: String) {
    let words = shellWords(line).map { $0.replacing("@", with: folder.path + "/") }
    let run = CommandRun(words, input: Array(input.utf8))
    func shown(_ text: String) -> String { text.replacing(folder.path + "/", with: "") }
    return (run.status, shown(run.output), shown(run.errors))
  }

  func text(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }

  static let flow = """
    inboundCall:
      name: Small
      startUpRef: "/inboundCall/tasks/task[T_1]"
      variables:
        - stringVariable: { name: Flow.s, initialValue: { noValue: true } }
        - integerVariable: { name: Flow.days, initialValue: { lit: 0 } }
      tasks:
        - task:
            name: T
            refId: T_1
            actions:
              - setParticipantData: { name: Mark, attributes: [ { attribute: { name: { lit: seen }, value: { lit: "yes" } } } ] }
              - playAudio: { name: Greet, audio: { tts: Press a key } }
              - collectInput: { name: Ask, inputData: { var: Flow.s }, digits: { exact: { lit: 1 } }, outputs: { failure: { actions: [ { disconnect: { name: Silent } } ] } } }
              - callData:
                  name: Look up
                  category:
                    Shop:
                      dataAction:
                        Get Order:
                          inputs: { id: { exp: Flow.s } }
                          successOutputs: { order.days: { var: Flow.days } }
                  outputs:
                    failure:
                      actions:
                        - setParticipantData: { name: Fail, attributes: [ { attribute: { name: { lit: failed }, value: { exp: 'Append("id ", Flow.s)' } } } ] }
              - decision: { name: Late?, condition: { exp: Flow.days > 3 }, outputs: { "yes": { actions: [ { transferToAcd: { name: On, targetQueue: { lit: { name: Help } } } } ] } } }
              - decision: { name: Test?, condition: { exp: 1 == 2 }, outputs: { "yes": { actions: [ { playAudio: { name: Never, audio: { tts: Test } } } ] } } }
    """

  /// The contract of the data action that it calls.
  static let contract = """
    {"name": "Get Order", "integrationType": "custom-rest-actions",
     "config": {"request": {"requestUrlTemplate": "/orders/${input.id}", "requestType": "GET"},
       "response": {"translationMap": {}, "successTemplate": "${rawResult}"}},
     "contract": {
       "input": {"inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}},
       "output": {"successSchema": {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}},
         "order": {"type": "object", "properties": {"days": {"type": "integer"}, "state": {"type": "string"}}}}}}}}
    """
}
