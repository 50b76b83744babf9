import Linting
import SourceText
import Testing

/// The unsafe fix of ‘participant-path’.
struct GetParticipantDataFixTests {
  private func fixed(_ text: String) throws -> String? {
    var options = LintOptions()
    options.select = ["participant-path"]
    let linter = Linter(options: options)
    let report = linter.lint(Array(text.utf8), named: "flow")
    #expect(report.unreadable == nil && !report.findings.isEmpty)
    guard let fixed = FixApplier(linter: linter, withUnsafeFixes: true).fixed(report) else { return nil }
    #expect(fixed.report.findings.isEmpty)
    #expect(FixApplier(linter: linter, withUnsafeFixes: true).fixed(fixed.report) == nil)
    return String(decoding: fixed.file.bytes, as: UTF8.self)
  }

  private func flow(_ expression: String, variables: String = "") -> String {
    """
    inboundCall:
      name: Two
    \(variables)  startUpRef: "/inboundCall/tasks/task[t]"
      tasks:
        - task:
            name: T
            actions:
              - decision:
                  name: A
                  condition:
                    exp: \(expression)

    """
  }

  @Test func declaresReadsAndUsesAVariable() throws {
    let expected = """
      inboundCall:
        name: Two
        variables:
          - stringVariable:
              name: Flow.tier
              initialValue:
                noValue: true
        startUpRef: "/inboundCall/tasks/task[t]"
        tasks:
          - task:
              name: T
              actions:
                - getParticipantData:
                    name: "Read tier"
                    attributes:
                      - attribute:
                          name:
                            lit: "tier"
                          variable: Flow.tier
                - decision:
                    name: A
                    condition:
                      exp: Flow.tier == "gold"

      """
    #expect(try fixed(flow(#"conversation.participants.customer.attributes.tier == "gold""#)) == expected)
  }

  @Test func readsEachAttributeOnceBeforeAnAction() throws {
    let text = try fixed(
      flow(#"participant.attributes.a == participant.attributes["b c"] or participant.attributes.a == """#))
    #expect(text?.contains(#"exp: Flow.a == Flow.b_c or Flow.a == """#) == true)
    #expect(text?.components(of: "getParticipantData:") == 2)
    #expect(text?.components(of: "stringVariable:") == 2)
  }

  @Test func keepsTheLineEnds() throws {
    let text = flow(#"participant.attributes.tier == "gold""#).replacing("\n", with: "\r\n")
    let fixed = try fixed(text)
    #expect(fixed?.contains("Flow.tier == ") == true)
    #expect(fixed?.replacing("\r\n", with: "").contains { $0.isNewline } == false)
  }

  @Test(arguments: [
    // Another participant, no attribute, and a variable that is something else.
    ("conversation.participants.agent.attributes.tier == \"x\"", ""),
    ("conversation.participants[0].attributes.tier == \"x\"", ""),
    ("IsSet(participant.attributes)", ""),
    ("participant.attributes.tier == \"x\"", "  variables:\n    - integerVariable:\n        name: Flow.tier\n"),
    ("participant.attributes.tier == \"x\"", "  variables: [{stringVariable: {name: Flow.other}}]\n"),
  ])
  func elsewhereThereIsNone(expression: String, variables: String) throws {
    #expect(try fixed(flow(expression, variables: variables)) == nil)
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
