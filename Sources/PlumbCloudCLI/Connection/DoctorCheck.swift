import GenesysCloud
import JSON
import SourceText

/// One thing that was looked at.
struct DoctorCheck {
  /// How it is.
  enum State: String {
    case good = "ok"
    case missing
    case unknown
    case failed
  }

  let name: String
  let state: State
  let message: String
  let remedy: String?

  init(_ name: String, _ state: State, _ message: String, remedy: String? = nil) {
    self.name = name
    self.state = state
    self.message = message
    self.remedy = remedy
  }

  init(_ probe: PermissionProbe) {
    name = probe.permission
    switch probe.outcome {
    case .granted:
      state = .good
      message = "there (\(probe.purpose))"
      remedy = nil
    case .missing:
      state = .missing
      message = "not there (\(probe.purpose))"
      remedy = "add the permission to a role of the OAuth client, for the divisions of what is to be seen"
    case .unknown(let error):
      state = .unknown
      message = error.description
      remedy = nil
    }
  }

  /// The line for people.
  var text: String {
    let word = state.rawValue + String(repeating: " ", count: max(8 - state.rawValue.count, 0))
    return TerminalText.escaped("\(word) \(name): \(message)\(remedy.map { "; " + $0 } ?? "")") + "\n"
  }

  /// All checks as a document.
  static func document(of checks: [DoctorCheck]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", 1)
      writer.key("checks")
      writer.array(checks) { writer, check in
        writer.beginObject()
        writer.member("name", check.name)
        writer.member("status", check.state.rawValue)
        writer.member("message", check.message)
        writer.member("remedy", check.remedy)
        writer.endObject()
      }
    }
    return writer.bytes + [0x0A]
  }
}
