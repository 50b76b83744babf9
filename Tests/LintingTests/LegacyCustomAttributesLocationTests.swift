import Linting
import SourceText
import TestSupport
import Testing

/// Custom attributes of web messages that stand where Genesys Cloud no longer looks.
struct LegacyCustomAttributesLocationTests {
  private static let channel = #""channel": {"metadata": {"customAttributes": {"tier": "gold"}}}"#

  @Test(arguments: [
    (#"{"action": "onMessage", "message": {"type": "Text", "text": "Hi"}, \#(channel)}"#, 1),
    (#"{"body": {"action": "onMessage", "message": {"type": "Text"}, \#(channel)}}"#, 1),
    (#"{"action": "onMessage", "message": {"type": "Text", \#(channel)}}"#, 0),
    // Both places: what stands beside does no harm.
    (#"{"action": "onMessage", "message": {"type": "Text", \#(channel)}, \#(channel)}"#, 0),
    (
      #"{"action": "onMessage", "message": {"type": "Text"}, "channel": {"metadata": {"customAttributes": {}}}}"#, 0
    ),
  ])
  func frames(text: String, count: Int) {
    let found = lint(text, only: "legacy-custom-attributes-location")
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.message.hasSuffix("beside the message: put ‘channel’ into ‘message’") })
  }

  @Test(arguments: [
    (
      #"{\"message\": {\"text\": \"$input.text\"}, \"channel\": {\"metadata\": {\"customAttributes\": {\"a\": 1}}}}"#, 1
    ),
    (#"{\"message\": {\"text\": \"Hi\"}, \"channel\": {\"metadata\": {\"customAttributes\": ${input.all}}}}"#, 1),
    (#"{\"message\": {\"channel\": {\"metadata\": {\"customAttributes\": ${input.all}}}}}"#, 0),
    // An open message has its channel beside its text.
    (#"{\"text\": \"Hi\", \"channel\": {\"metadata\": {\"customAttributes\": {\"a\": \"b\"}}}}"#, 0),
  ])
  func templates(template: String, count: Int) throws {
    let text = """
      {"name": "Send", "config": {"request": {
        "requestUrlTemplate": "/send", "requestType": "POST", "requestTemplate": "\(template)"}}}
      """
    let found = lint(text, only: "legacy-custom-attributes-location")
    #expect(found.count == count)
    guard let range = found.first?.range else { return }
    #expect(String(decoding: Array(text.utf8)[range.indices], as: UTF8.self).contains("customAttributes"))
  }
}
