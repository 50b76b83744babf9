import Flows
import Linting
import SourceText
import TestSupport
import Testing

/// Texts that were put in to be replaced.
struct PlaceholderTextTests {
  private func call(_ actions: String, greeting: String = "") -> String {
    """
    inboundCall:
      name: Orders
      startUpRef: "/inboundCall/tasks/task[Main_10]"
    \(greeting.isEmpty ? "" : "  initialGreeting:\n    tts: \(greeting)\n")
      tasks:
        - task:
            name: Main
            refId: Main_10
            actions:
    \(actions.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)" }.joined(separator: "\n"))
              - disconnect:
                  name: Done
        - task:
            name: Left over
            refId: Left_11
            actions:
              - playAudio:
                  name: Never
                  audio:
                    tts: "Hello, this is the initial greeting."
    """
  }

  private func found(_ text: String) -> [String] {
    lint(text, only: "placeholder-text").map { "\($0.severity.rawValue) \($0.certainty): \($0.message)" }
  }

  private func play(_ audio: String) -> String {
    "    - playAudio:\n        name: Say\n        audio:\n          \(audio)"
  }

  private static func genesys(_ what: String) -> String {
    "warning certain: the text is still the one that Genesys puts in for \(what); write your own"
  }

  private static func mark(_ mark: String) -> String {
    "warning likely: ‘\(mark)’ was put in to be replaced, and still stands there"
  }

  private static func alone(_ word: String) -> String {
    "warning likely: ‘\(word)’ is all that is said; write what people are to know"
  }

  @Test(arguments: [
    ("tts: Hello, this is the initial greeting.", [genesys("the greeting")]),
    ("tts: hello this is the initial greeting of the main flow", [genesys("the greeting")]),
    ("tts: You are at the Main Menu. Press 9 to disconnect.", [genesys("the menu")]),
    ("tts: You are at the Main Menu. Press 1 for sales, press 9 to disconnect.", []),
    (#"exp: ToAudioTTS("Archy says hi!!!")"#, [genesys("the greeting")]),
    ("tts: Sorry, an error occurred. Please try your call again.", []),
    ("tts: Failure", [alone("Failure")]),
    ("tts: test test", [alone("test test")]),
    ("tts: The test failed", []),
    (#"exp: Append(ToAudioTTS("error"), ToAudioNumber(Flow.code))"#, [alone("error")]),
    (#"exp: Append(ToAudioTTS("error"), ToAudioTTS(Flow.reason))"#, []),
    ("tts: \"{{greeting}}\"", []),
    ("tts: \"TODO: greeting\"", [mark("TODO")]),
    ("tts: TODO LISTO", []),
    ("tts: Lorem ipsum dolor sit amet", [mark("lorem ipsum")]),
    ("tts: PLEASE ENTER YOUR PIN", []),
    ("tts: Welcome to <your company>", [mark("<your company>")]),
    ("tts: Welcome to [insert the name]", [mark("[insert the name]")]),
    (#"exp: ToAudioTTS("<speak>Hi</speak>")"#, []),
  ])
  func whatIsSaid(audio: String, expected: [String]) {
    #expect(found(call(play(audio))) == expected)
  }

  @Test func aGreetingOfTheFlow() {
    #expect(found(call("", greeting: "Hello, this is the initial greeting.")) == [Self.genesys("the greeting")])
  }

  @Test(arguments: [
    ("lit: YOUR_QUEUE_ID", "YOUR_QUEUE_ID"), ("lit: REPLACE WITH YOUR API KEY", "REPLACE WITH YOUR API KEY"),
    ("lit: http://example.com/YOUR_PAGE_ID/x", "YOUR_PAGE_ID"), ("lit: CHANGEME", "CHANGEME"),
    ("lit: INSERT URL HERE", "INSERT URL HERE"), ("exp: '\"YOUR FLOW ID\"'", "YOUR FLOW ID"),
    ("exp: 'Append(\"key=\", \"<your key>\")'", "<your key>"), ("lit: <empty>", "<empty>"),
    ("lit: YOUR ORDER", nil), ("lit: your_queue", nil), ("exp: 'Append(\"<b>\", Flow.name, \"</b>\")'", nil),
    ("lit: \"{{YOUR_QUEUE_ID}}\"", "YOUR_QUEUE_ID"), ("lit: test", nil), ("lit: \"[1,2]\"", nil),
  ])
  func inputs(value: String, mark: String?) {
    let action = """
          - callData:
              name: Send
              category:
                CRM:
                  dataAction:
                    Send:
                      inputs:
                        key:
                          \(value)
      """
    #expect(found(call(action)) == (mark.map { [Self.mark($0)] } ?? []))
  }

  @Test(arguments: [("<targetQueueName>", true), ("Sales", false), ("YOUR_QUEUE_NAME", true)])
  func namesOfObjects(name: String, isMark: Bool) {
    let action = """
          - transferToAcd:
              name: To sales
              targetQueue:
                lit:
                  name: \(name)
      """
    #expect(found(call(action)) == (isMark ? [Self.mark(name)] : []))
  }

  @Test func ofAConfiguration() {
    func configuration(_ audio: String) -> String {
      """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "t1", "flowSequenceItemList": [{
        "__type": "Task", "id": "t1", "name": "Main", "startAction": "a1", "actionList": [{
          "__type": "PlayAudioAction", "id": "a1", "name": "Say", "prompts": {"defaultAudio": {
            "config": {"ToAudioTTS": {}}, "text": "ToAudioTTS(\\"\(audio)\\")", "type": "aud",
            "uiMetaData": {"sequenceItems": [{"type": 0, "parameter": "\(audio)"}]}}, "cases": []}
        }]}]}
      """
    }
    #expect(found(configuration("Hello, this is the initial greeting.")) == [Self.genesys("the greeting")])
    #expect(found(configuration("failure")) == [Self.alone("failure")])
    #expect(found(configuration("Welcome")) == [])
  }
}
