import Linting
import SourceText
import TestSupport
import Testing

@testable import PlumbCLI

/// No output shows more than four characters of a secret, whatever finds the text that holds it.
struct SecretsTests {
  /// A secret of each form, with what it stands in.
  static let secrets: [(kind: Secret.Kind, text: String, secret: String)] = [
    (.amazonKey, "AKIAQRSTUVWXYZQRSTUV", "AKIAQRSTUVWXYZQRSTUV"),
    (.gitHubToken, "ghp_q1w2e3r4t5y6u7i8o9p0q1w2e3r4t5y6u7i8", "ghp_q1w2e3r4t5y6u7i8o9p0q1w2e3r4t5y6u7i8"),
    (.slackToken, "xoxb-8675309867-zxcvbnmasdfg", "xoxb-8675309867-zxcvbnmasdfg"),
    (.googleKey, "AIzaZ9x8c7v6b5n4m3ZaSxDcFvGbHnJmKlQwErT", "AIzaZ9x8c7v6b5n4m3ZaSxDcFvGbHnJmKlQwErT"),
    (
      .webToken, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4eHgifQ.s1gnatur3",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4eHgifQ.s1gnatur3"
    ),
    (.addressPassword, "https://me:Xq7-plk9Zt@example.com/x", "Xq7-plk9Zt"),
    (.bearerToken, "Bearer kj3h4k5j6h7k8j9h0kjh2k3j", "kj3h4k5j6h7k8j9h0kjh2k3j"),
    (.basicPassword, "Basic bXlzZWxmOm15c2VjcmV0MQ==", "bXlzZWxmOm15c2VjcmV0MQ=="),
    (
      .privateKey, "-----BEGIN PRIVATE KEY-----MIIEvQIBADANBgkqhkiG9w0BAQEF-----END PRIVATE KEY-----",
      "MIIEvQIBADANBgkqhkiG9w0BAQEF"
    ),
  ]

  /// An expression that several rules speak of: each quotes the text or stands on its line.
  private static func expression(_ text: String) -> String {
    "conversation.from.attributes.k == ToInt(\"\(text)\") or \"\(text)\" == \"\(text)\" or FindFirst(\"\(text)\", 1, 2) "
      + "or Flow.x == Flow.x or participant.attributes[\"\(text)\"] == NoSuch(\"\(text)\")"
  }

  /// A flow with a secret in names, attributes, keys, comments and expressions.
  private static func yaml(_ text: String) -> String {
    """
    inboundShortMessage:
      name: "Flow \(text)"
      startUpRef: "/inboundShortMessage/states/state[Start_10]"
      # \(text)
      states:
        - state:
            name: 'State \(text)'
            refId: Start_10
            actions:
              - decision:
                  name: "Action \(text)"
                  condition:
                    exp: '\(expression(text))'
              - setParticipantData:
                  name: "Set \(text)"
                  attributes:
                    - attribute:
                        name: { lit: "\(text)" }
                        value: { exp: '"\(text)" == "\(text)"' }
              - getParticipantData:
                  name: "Get \(text)"
                  attributes:
                    - attribute:
                        name: { lit: "\(text) x" }
                        variable: "Flow.\(text)"
              - "no such action \(text)":
                  name: "\(text)"
              - decision:
                  name: Broken
                  condition:
                    exp: 'If("\(text)", , "\(text)" "\(text)'

    """
  }

  /// The flow in each way of writing that hides a text from who reads bytes.
  private static func flows(_ text: String) -> [(name: String, text: String)] {
    let plain = yaml(text)
    let escaped = text.unicodeScalars.enumerated().map { index, scalar in
      index % 3 == 1 ? "\\x" + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
    let doubled = expression(text).replacing("\"", with: "\\\"").replacing(text, with: escaped)
    return [
      ("plain.yaml", plain),
      ("escaped.yaml", plain.replacing("exp: '\(expression(text))'", with: "exp: \"\(doubled)\"")),
      (
        "folded.yaml",
        plain.replacing(
          "exp: '\(expression(text))'",
          with: "exp: >-\n                  \(expression(text).replacing(" or ", with: "\n                  or "))")
      ),
    ]
  }

  /// What an output shows of a secret beyond what may be shown; what may stand in a hash or a folder's name by chance
  /// does not count.
  private static func leak(of secret: String, in output: String) -> String? {
    let letters = Array(secret)
    let runs = (0...letters.count - 5).map { String(letters[$0..<$0 + 5]) }
    return runs.first { !$0.allSatisfy { $0.isHexDigit || $0 == "-" } && output.contains($0) }
  }

  @Test func everyFormHasASecret() {
    #expect(Set(Self.secrets.map(\.kind)) == Set(Secret.Kind.allCases))
    for (kind, text, _) in Self.secrets { #expect(Secret.kind(in: text) == kind) }
  }

  @Test(arguments: secrets)
  func noReportShowsASecret(kind: Secret.Kind, text: String, secret: String) throws {
    let workspace = try Workspace()
    let rules = RuleCatalogue.rules.filter { !$0.needsInventory }.map(\.id).joined(separator: ",")
    for (name, flow) in Self.flows(text) {
      try workspace.write(flow, to: name)
      let outputs = LintFormat.allCases.map { "--output \($0)=%/\($0)" }.joined(separator: " ")
      let run = workspace.run("lint --select \(rules) --verbose \(outputs) %/\(name)")
      #expect(run.status == 1, "\(run.errors)")
      let reports = LintFormat.allCases.map { ($0.rawValue, workspace.text($0.rawValue) ?? "") }
      for (format, report) in reports + [("printed", run.output), ("errors", run.errors)] {
        let leak = Self.leak(of: secret, in: report)
        #expect(leak == nil, "\(name) \(format): \(leak ?? "") in \(report)")
      }
      // The rule itself speaks, and others of the same expression.
      let found = workspace.text("compact") ?? ""
      for rule in ["secret-in-expression", "from-attributes", "self-comparison", "expr-syntax"] {
        #expect(found.contains("[\(rule)]"), "\(name): \(rule) in \(found)")
      }
      let diff = workspace.run("lint --diff --unsafe-fixes %/\(name)")
      #expect(diff.output.contains("@@"))
      #expect(Self.leak(of: secret, in: diff.output + diff.errors) == nil, "\(diff.output)")
    }
  }

  @Test(arguments: secrets)
  func whatIsSaidOfExpressionsShowsNoSecret(kind: Secret.Kind, text: String, secret: String) throws {
    let workspace = try Workspace()
    try workspace.write(Self.yaml(text), to: "a.yaml")
    let lines = [
      "why --all --flow %/a.yaml", "why --all --flow %/a.yaml --format json",
      "why --all --flow %/a.yaml --format markdown",
      "why --key other --flow %/a.yaml", "why --key \"x\" --flow %/a.yaml --format json", "flow show %/a.yaml",
    ]
    for line in lines {
      let run = workspace.run(line)
      #expect(run.status < 2, "\(line): \(run.errors)")
      #expect(Self.leak(of: secret, in: run.output + run.errors) == nil, "\(line): \(run.output)\(run.errors)")
    }
    // Where the expression is what is asked for, what is said of it still shows no secret.
    let listed = workspace.run("expressions --format jsonl %/a.yaml").output
    let messages = listed.split(separator: "\"diagnostics\":").dropFirst().map { $0.prefix { $0 != "\n" } }
    #expect(messages.contains { $0.contains("message") })
    for message in messages { #expect(Self.leak(of: secret, in: String(message)) == nil, "\(message)") }
    let sites = workspace.run("eval --flow %/a.yaml --all-sites")
    #expect(sites.status == 3 && sites.errors.contains("error"))
    #expect(Self.leak(of: secret, in: sites.errors) == nil, "\(sites.errors)")
    for command in ["parse", "eval"] {
      let run = CommandRun([command, "-e", "If(\"\(text)\", , NoSuch(\"\(text)\")"])
      #expect(run.status == 3)
      #expect(Self.leak(of: secret, in: run.errors) == nil, "\(run.errors)")
    }
  }

  @Test func carets() throws {
    let workspace = try Workspace()
    try workspace.write(
      headerFlow().replacing("== \"gold\"", with: "== \"AKIAQRSTUVWXYZQRSTUV\" or Flow.x == Flow.x"), to: "a.yaml")
    let lines = workspace.run("lint --select secret-in-expression,self-comparison %/a.yaml").output
      .split(separator: "\n").map { String($0) }
    #expect(
      lines.filter { $0.contains(" | ") } == [
        "   12 | …p: conversation.from.attributes.tier == \"AKIA****************\" or Flow.x == Flow.x",
        "      |                                          ^~~~~~~~~~~~~~~~~~~~~~",
        "   12 | …butes.tier == \"AKIA****************\" or Flow.x == Flow.x",
        "      |                                          ^~~~~~~~~~~~~~~~",
      ])
  }

  @Test func aKeyOverSeveralLinesIsHiddenOnEach() throws {
    let workspace = try Workspace()
    let key = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "VJTUt9Us8cKjMzEfYyjiWA4R4M2bS1GB"]
    let expression =
      "conversation.from.attributes.k == \"-----BEGIN PRIVATE KEY-----\n\(key[0])\n\(key[1])\n"
      + "-----END PRIVATE KEY-----\" or Flow.x == Flow.x"
    let indent = "\n" + String(repeating: " ", count: 20)
    try workspace.write(
      headerFlow().replacing(
        "conversation.from.attributes.tier == \"gold\"",
        with: "|" + indent + expression.replacing("\n", with: indent)), to: "a.yaml")
    let diff = workspace.run("lint --diff %/a.yaml").output.split(separator: "\n").map { String($0) }
    #expect(diff.contains("-" + indent.dropFirst() + (expression.split(separator: "\n").first ?? "")))
    for line in key {
      #expect(diff.contains(" " + indent.dropFirst() + String(repeating: "*", count: line.count)), "\(diff)")
    }
  }

  @Test func fingerprintsAreThoseOfTheFileItself() throws {
    let workspace = try Workspace()
    try workspace.write(Self.yaml("AKIAQRSTUVWXYZQRSTUV"), to: "a.yaml")
    let report = Linter().lint(Array(Self.yaml("AKIAQRSTUVWXYZQRSTUV").utf8), named: "a.yaml")
    let output = workspace.run("lint --format json %/a.yaml").output
    #expect(!report.findings.isEmpty)
    for finding in report.findings { #expect(output.contains(finding.fingerprint)) }
    let written = workspace.run("lint --baseline %/base.json --write-baseline %/a.yaml")
    #expect(written.status == 0)
    #expect(workspace.run("lint --baseline %/base.json %/a.yaml").status == 0)
  }
}
