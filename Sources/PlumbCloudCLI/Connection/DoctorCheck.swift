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
    switch probe.outcome {
    case .granted: self.init(probe.permission, .good, "there (\(probe.purpose))")
    case .missing:
      self.init(
        probe.permission, .missing, "not there (\(probe.purpose))",
        remedy: "add the permission to a role of the OAuth client, for the divisions of what is to be seen")
    case .unknown(let error): self.init(probe.permission, .unknown, error.description)
    }
  }

  /// The line for people.
  var text: String {
    let word = state.rawValue + String(repeating: " ", count: max(8 - state.rawValue.count, 0))
    return TerminalText.escaped("\(word) \(name): \(message)\(remedy.map { "; " + $0 } ?? "")") + "\n"
  }

  /// The check for programs.
  var json: JSONValue {
    [
      "name": .string(name), "status": .string(state.rawValue), "message": .string(message),
      "remedy": .nullable(remedy),
    ]
  }
}
