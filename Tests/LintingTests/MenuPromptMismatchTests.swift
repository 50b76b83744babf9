import Linting
import SourceText
import TestSupport
import Testing

/// The keys that the prompts of menus name, against their choices.
struct MenuPromptMismatchTests {
  private func menu(_ audio: String, keys: [String]) -> String {
    let choices = keys.map { key in
      """
                  - menuDisconnect:
                      name: Choice \(key)
                      dtmf: digit_\(key)
      """
    }
    return """
      inboundCall:
        name: Orders
        startUpRef: "/inboundCall/menus/menu[Main_10]"
        menus:
          - menu:
              name: Main
              refId: Main_10
              audio:
                \(audio)
              choices:
      \(choices.joined(separator: "\n"))
      """
  }

  private func found(_ text: String) -> [String] {
    lint(text, only: "menu-prompt-mismatch").map { finding in
      let place = finding.range.map { SourceFileText(text).part($0) } ?? "-"
      return "\(finding.severity.rawValue) at \(place): \(finding.message)"
    }
  }

  private static func missing(_ keys: String) -> String {
    "the prompt names the \(keys), and the menu has no such choice"
  }
  private static func left(_ keys: String) -> String { "the prompt of the menu names other keys, and not the \(keys)" }

  @Test(arguments: [
    ("Press 1 for sales, press 2 for support", ["1", "2"], []),
    ("Press 1 for sales, press 2 for support", ["1"], [missing("key 2")]),
    ("Press 1, 2 or 3", ["1"], [missing("keys 2 and 3")]),
    ("For sales press one, for support press two", ["1", "2", "3"], [left("key 3")]),
    ("For sales, press the number 1. For all else, press star", ["1"], [missing("key *")]),
    ("Press 1 for sales", ["1", "0", "*"], []),
    ("Press one of the keys 1 to 3", ["1", "2"], []),
    ("Press any key", ["1"], []),
    ("Say sales or support", ["1", "2"], []),
    ("Press 1 for sales. Call 555 0116 at any time", ["1"], []),
    ("Dial 1-800-555-0116", ["2"], []),
    ("Enter 1 to enable and 2 to disable", ["1", "2"], []),
    ("Oprima uno para ventas, oprima 2 para soporte", ["1"], [missing("key 2")]),
    ("Para ventas marque el número 3", ["3"], []),
    ("Appuyez sur la touche 4", ["1"], [missing("key 4")]),
    ("Pour les ventes, faites le 1", ["1"], []),
    ("Für Verkauf drücken Sie bitte die 1, für Service die 2", ["1", "2"], []),
    ("Für Verkauf wählen Sie die Taste drei", ["1"], [missing("key 3")]),
    ("Para vendas, digite dois", ["1"], [missing("key 2")]),
    ("Pressione a tecla 1 para vendas", ["1"], []),
    ("Press {{key}} for sales, press 5 for support", ["1"], [missing("key 5")]),
    ("Press {{key}} for sales, press 5 for support", ["1", "5"], []),
    ("You are at the Main Menu, press 9 to disconnect", ["1", "9"], [left("key 1")]),
  ])
  func prompts(prompt: String, keys: [String], expected: [String]) {
    let found = lint(menu("tts: \"\(prompt)\"", keys: keys), only: "menu-prompt-mismatch").map(\.message)
    #expect(found == expected)
  }

  @Test func aTextOfGenesysIsToldOnce() {
    let text = menu("tts: You are at the Main Menu, press 9 to disconnect", keys: ["1", "9"])
    #expect(
      lint(text).map(\.rule).filter { ["menu-prompt-mismatch", "placeholder-text"].contains($0) } == [
        "placeholder-text"
      ])
  }

  @Test func bothSeveritiesAndTheirPlaces() {
    #expect(
      found(menu("tts: Press 1 or 5", keys: ["1", "3"])) == [
        "warning at Press 1 or 5: \(Self.missing("key 5"))", "info at Choice 3: \(Self.left("key 3"))",
      ])
  }

  @Test func aKeyTwice() {
    #expect(
      found(menu("tts: Press 1", keys: ["1", "1"])) == [
        "warning at Choice 1: the key 1 is that of the choice ‘Choice 1’, too"
      ])
  }

  @Test(arguments: [
    (#"exp: If(Flow.again, ToAudioTTS("Press 1"), ToAudioTTS("Press 2"))"#, [left("key 3")]),
    (#"exp: Append(ToAudioTTS("Press 1"), ToAudio(Prompt.Others))"#, []),
    ("prompt: Prompt.Main", []),
    ("noValue: true", []),
  ])
  func audio(audio: String, expected: [String]) {
    let keys = audio.contains("If(") ? ["1", "2", "3"] : ["1", "2"]
    #expect(lint(menu(audio, keys: keys), only: "menu-prompt-mismatch").map(\.message) == expected)
  }

  @Test(arguments: [
    (
      "For sales press 2. For support press 1.",
      ["the prompt gives ‘Sales’ the key 2, and the choice of that name has 1"]
    ),
    (
      "Press 2 for sales, press 1 for support",
      ["the prompt gives ‘Sales’ the key 2, and the choice of that name has 1"]
    ),
    ("For sales press 1. For support press 2.", []), ("For sales, press 1, for support, press 2", []),
    ("Press 1 to reach sales and support. Press 2 to hear this again.", []),
  ])
  func keysThatAreSwapped(prompt: String, expected: [String]) {
    let text = menu("tts: \"\(prompt)\"", keys: ["1", "2"])
      .replacing("Choice 1", with: "Sales").replacing("Choice 2", with: "2 Support")
    #expect(lint(text, only: "menu-prompt-mismatch").map(\.message) == expected)
  }

  @Test func aKeyOfAllMenus() {
    let text = menu("tts: Press 1 for sales, press 9 for help", keys: ["1"])
    let other = """

          - menu:
              name: Other
              refId: Other_20
              choices:
                - menuDisconnect:
                    name: Help
                    dtmf: digit_9
                    globalDtmf: true
      """
    #expect(lint(text, only: "menu-prompt-mismatch").map(\.message) == [Self.missing("key 9")])
    #expect(lint(text + other, only: "menu-prompt-mismatch").map(\.message) == [])
  }

  @Test(arguments: [
    ("Press 1", [1], []), ("Press 1, press 2", [1], [missing("key 2")]), ("Press 1", [1, 4], [left("key 4")]),
  ])
  func ofAConfiguration(prompt: String, keys: [Int], expected: [String]) {
    let choices = keys.map {
      #"{"name": "Choice", "digit": \#($0), "action": {"__type": "DisconnectAction", "id": "a\#($0)", "name": "Bye"}}"#
    }
    let text = """
      {"name": "Orders", "type": "inboundcall", "initialSequence": "m1", "flowSequenceItemList": [{
        "__type": "Menu", "id": "m1", "name": "Main", "menuChoiceList": [\(choices.joined(separator: ", "))],
        "prompts": {"cases": [], "defaultAudio": {"config": {"AudioPlaybackOptions": {}},
          "text": "AudioPlaybackOptions(ToAudioTTS(\\"\(prompt)\\"), true)", "type": "aud", "uiMetaData": {"sequenceItems": []}}}
      }]}
      """
    #expect(lint(text, only: "menu-prompt-mismatch").map(\.message) == expected)
  }
}

/// Parts of a text by their bytes.
private struct SourceFileText {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  func part(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }
}
