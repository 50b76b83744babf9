import Linting
import SourceText
import TestSupport
import Testing

struct FixTests {
  /// What stands after `exp: ` before and after the safe fixes.
  static let safe: [(before: String, after: String)] = [
    ("conversation.from.attributes.tier", "conversation.participants.customer.attributes.tier"),
    ("from.attributes", "conversation.participants.customer.attributes"),
    ("IsSet(Conversation . FROM . Attributes)", "IsSet(conversation.participants.customer.attributes)"),
    ("conversation.from.attributes.context.email", "conversation.participants.customer.attributes.context.email"),
    (
      #"conversation["from"]["attributes"]["tier"] == "gold""#,
      #"conversation.participants.customer.attributes.tier == "gold""#
    ),
    (#"from.attributes["context.email"] + "x""#, #"conversation.participants.customer.attributes.context.email + "x""#),
    (#"from.attributes["order id"] + "x""#, #"conversation.participants.customer.attributes["order id"] + "x""#),
    (#"from.attributes["1st"] + "x""#, #"conversation.participants.customer.attributes["1st"] + "x""#),
    (#"from.attributes["a-b"] + "x""#, #"conversation.participants.customer.attributes["a-b"] + "x""#),
    (#"from.attributes[Flow.key]"#, #"conversation.participants.customer.attributes[Flow.key]"#),
    (
      #"GetJsonObjectProperty(GetJsonObjectProperty(GetJsonObjectProperty(conversation, "from"), "attributes"), "k")"#,
      "conversation.participants.customer.attributes.k"
    ),
    (
      #"Append(from.attributes.a, "-", from.attributes.b)"#,
      #"Append(conversation.participants.customer.attributes.a, "-", conversation.participants.customer.attributes.b)"#
    ),
    (
      "from.attributes[conversation.from.attributes.key]",
      "conversation.participants.customer.attributes[conversation.participants.customer.attributes.key]"
    ),
    (
      #""from.attributes[\"order id\"]\n== 1""#,
      #""conversation.participants.customer.attributes[\"order id\"]\n== 1""#
    ),
    (#"'from.attributes["it''s"] == 1'"#, #"'conversation.participants.customer.attributes["it''s"] == 1'"#),
    (
      "|-\n                  Append(\n                    from.attributes.a)",
      "|-\n                  Append(\n                    conversation.participants.customer.attributes.a)"
    ),
    ("from.attributes.{{key}} # kept", "conversation.participants.customer.attributes.{{key}} # kept"),
  ]

  private func fixed(_ contents: [UInt8], withUnsafeFixes: Bool = false) -> FixedFile? {
    let linter = LintingTests.linter(only: "from-attributes")
    return FixApplier(linter: linter, withUnsafeFixes: withUnsafeFixes).fixed(linter.lint(contents, named: "flow.yaml"))
  }

  @Test(arguments: safe)
  func safeFixesChangeThePathAlone(before: String, after: String) throws {
    let fixed = try #require(self.fixed(Array(flow(condition: before).utf8)))
    #expect(String(decoding: fixed.contents, as: UTF8.self) == flow(condition: after))
    #expect(fixed.report.findings.isEmpty)
    #expect(self.fixed(fixed.contents) == nil)
  }

  @Test func aliasesAreFixedOnlyWhenAsked() throws {
    let actions = updateData(("Flow.header", "conversation.from"))
    let before = flow(condition: #"GetJsonObjectProperty(Flow.header.attributes, "k") == 1"#, actions: actions)
    #expect(fixed(Array(before.utf8)) == nil)
    let fixed = try #require(self.fixed(Array(before.utf8), withUnsafeFixes: true))
    let after = flow(condition: "conversation.participants.customer.attributes.k == 1", actions: actions)
    #expect(String(decoding: fixed.contents, as: UTF8.self) == after)
  }

  @Test func lineEndsAndEncodingsAreKept() throws {
    let before = flow(condition: "from.attributes.k == \"ö😀\" # remark").withCarriageReturns
    let after = flow(condition: "conversation.participants.customer.attributes.k == \"ö😀\" # remark")
      .withCarriageReturns
    #expect(fixed(Array(before.utf8))?.contents == Array(after.utf8))
    #expect(fixed([0xEF, 0xBB, 0xBF] + Array(before.utf8))?.contents == [0xEF, 0xBB, 0xBF] + Array(after.utf8))
    for isLittle in [true, false] {
      #expect(fixed(utf16(before, littleEndian: isLittle))?.contents == utf16(after, littleEndian: isLittle))
    }
  }

  /// What is fixed is fixed for good, and nothing else in the file is touched.
  @Test(arguments: ["yaml", "xml"], [false, true])
  func samplesReachAFixpoint(format: String, withUnsafeFixes: Bool) throws {
    let contents = try Repository.bytes("samples/lint/from-attributes/bad.\(format)")
    let before = linter(only: "from-attributes").lint(contents, named: "bad.\(format)")
    let fixed = try #require(self.fixed(contents, withUnsafeFixes: withUnsafeFixes))
    let fixable = before.findings.compactMap(\.fix).count { $0.isSafe || withUnsafeFixes }
    #expect(fixed.count == fixable && fixable > 0)
    #expect(fixed.report.findings.count == before.findings.count - fixable)
    #expect(self.fixed(fixed.contents, withUnsafeFixes: withUnsafeFixes) == nil)
    let changes = fixed.diff().split(separator: "\n").filter { $0.hasPrefix("-") && !$0.hasPrefix("---") }
    #expect(changes.allSatisfy { $0.lowercased().contains("attributes") })
    #expect(before.file?.lines.starts.count == fixed.file.lines.starts.count)
  }

  @Test func aFileThatCannotBeReadWholeIsNotChanged() {
    let text = flow(condition: "from.attributes.k") + "\n          - decision: \"open"
    let report = linter(only: "from-attributes").lint(Array(text.utf8), named: "flow.yaml")
    #expect(report.findings.contains { $0.rule == "parse-error" })
    #expect(FixApplier(linter: linter(only: "from-attributes")).fixed(report) == nil)
  }

  @Test func theDiffShowsThreeLinesAround() throws {
    let text = """
      inboundCall:
        name: A
        startUpRef: "/inboundCall/tasks/task[A_1]"
        tasks:
          - task:
              name: A
              actions:
                - decision:
                    name: B
                    condition:
                      exp: from.attributes.k
                    other: 1
      """
    let fixed = try #require(self.fixed(Array(text.utf8)))
    #expect(
      fixed.diff() == """
        --- flow.yaml
        +++ flow.yaml
        @@ -8,5 +8,5 @@
                   - decision:
                       name: B
                       condition:
        -                exp: from.attributes.k
        +                exp: conversation.participants.customer.attributes.k
                       other: 1
        \\ No newline at end of file

        """)
  }

  private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return littleEndian ? bytes : bytes.reversed()
    }
  }
}

extension String {
  fileprivate var withCarriageReturns: String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }
}
