import Sandbox
import TestSupport
import Testing

/// `plumb cloud attributes` and `conversation`, over loopback sockets.
struct AttributesTests {
  private static let id = TestConversations.id
  private static let files = [
    "conversations/message.json": TestConversations.message, "conversations/from.json": TestConversations.onFromOnly,
  ]

  @Test func printsAConversationAsReceived() async throws {
    try await TestSandbox.run(files: Self.files) { sandbox in
      let run = await sandbox.run("conversation get \(Self.id)")
      #expect(run.status == 0)
      #expect(run.errors == "")
      #expect(run.output.contains(#""crm_case_id""#))
    }
  }

  @Test func printsAttributes() async throws {
    try await TestSandbox.run(files: Self.files) { sandbox in
      let run = await sandbox.run("attributes get \(Self.id)")
      #expect(run.output == "tier\tgold\tstr\tcustom\n")
      #expect(run.errors.contains("1 system attribute is left out"))
      let all = await sandbox.run("attributes get \(Self.id) --system")
      #expect(all.output.contains("context.genesys.legacyRoutingTargetQueueAddress\tx\tstr\tsystem\n"))
      let agent = await sandbox.run("attributes get \(Self.id) --purpose agent --format json")
      #expect(agent.output.contains(#"{"key":"crm_case_id","value":"CS-1","type":"str","origin":"custom"}"#))
      let missing = await sandbox.run("attributes get \(Self.id) --participant nobody")
      #expect(missing.status == 3)
      #expect(missing.errors.contains("customer \(TestConversations.customer)"))
    }
  }

  @Test func sendsOnlyWhatDiffersAndReadsItBack() async throws {
    try await TestSandbox.run({ $0.attributeDelay = .seconds(2) }, files: Self.files) { sandbox in
      let run = await sandbox.run("attributes set \(Self.id) tier=gold n=7 'first name=Ada Lovelace'")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("tier: already there\n"))
      #expect(run.output.contains("first name: written to customer"))
      #expect(!run.output.contains("Lovelace"))
      let written = await sandbox.server.attributes(
        conversation: Self.id, participant: TestConversations.customer)
      #expect(written["n"] == "7")
      #expect(written["tier"] == "gold")
      #expect(await sandbox.count("PATCH", "/attributes") == 1)
      #expect(await sandbox.count("GET", Self.id) >= 3)
      let again = await sandbox.run("attributes set \(Self.id) n=7 --format json")
      #expect(again.status == 0)
      #expect(again.output.contains(#""changed":[],"unchanged":["n"],"seen":true"#))
      #expect(await sandbox.count("PATCH", "/attributes") == 1)
    }
  }

  @Test func saysWhenAWriteIsNotSeenInTime() async throws {
    try await TestSandbox.run({ $0.attributeDelay = .seconds(60) }, files: Self.files) { sandbox in
      let run = await sandbox.run("attributes set \(Self.id) late=yes --timeout 1")
      #expect(run.status == 1)
      #expect(run.errors.contains("accepted, but not there after 1 s"))
    }
  }

  @Test func verifiesWithTheCausesOfWhy() async throws {
    try await TestSandbox.run(files: Self.files) { sandbox in
      #expect(await sandbox.run("attributes verify \(Self.id) tier=gold").status == 0)
      let wrong = await sandbox.run("attributes verify \(Self.id) tier=platinum")
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("tier: another value"))
      let onAgent = await sandbox.run("attributes verify \(Self.id) crm_case_id")
      #expect(onAgent.status == 1)
      #expect(onAgent.output.contains("crm_case_id: elsewhere (RC-02, certain)"))
      let letters = await sandbox.run("attributes verify \(Self.id) Tier --format json")
      #expect(letters.status == 1)
      #expect(letters.output.contains(#""foundKey":"tier""#))
    }
  }

  @Test func explainsAttributesOnFromOnly() async throws {
    try await TestSandbox.run({ $0.mode = .tutorial }, files: Self.files) { sandbox in
      let run = await sandbox.run("attributes verify conv-from custom_order_id")
      #expect(run.status == 1)
      #expect(run.output.contains("RC-01T"))
    }
  }

  @Test func patchesTheParticipantOfATutorialServer() async throws {
    try await TestSandbox.run({ $0.mode = .tutorial }, files: Self.files) { sandbox in
      let run = await sandbox.run("attributes set conv-from custom_order_id=ORD-1")
      #expect(run.status == 0, "\(run.errors)")
      let verified = await sandbox.run("attributes verify conv-from custom_order_id=ORD-1 user_tier=GOLD")
      #expect(verified.status == 0, "\(verified.output)")
    }
  }

  @Test func createsAsTheTutorialDoes() async throws {
    try await TestSandbox.run({ $0.mode = .tutorial }) { sandbox in
      let run = await sandbox.run("conversation create --tutorial --queue support --attribute custom_order_id=ORD-9")
      #expect(run.status == 0, "\(run.errors)")
      let parts = run.output.split(separator: "\"")
      try #require(parts.count > 7)
      #expect(parts[1] == "conversationId")
      let verified = await sandbox.run("attributes verify \(parts[3]) custom_order_id=ORD-9")
      #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
      #expect(await sandbox.run("conversation disconnect \(parts[3]) --yes").status == 0)
    }
  }

  @Test func explainsWhatTheServerRefuses() async throws {
    try await TestSandbox.run(
      { $0.missingPermissions = ["conversation:communication:view"] }, files: Self.files
    ) { sandbox in
      let run = await sandbox.run("attributes verify \(Self.id) tier")
      #expect(run.status == 4)
      #expect(run.errors.contains("conversation:communication:view"))
      #expect(run.errors.contains("division"))
    }
  }

  @Test func endsWhenThereIsNoTimeToWait() async throws {
    // The sandbox's minute never ends.
    let limit = { (configuration: inout SandboxConfiguration) in
      configuration.requestsPerMinute = 2
      configuration.clock = { 1_800_000_000_000 }
    }
    try await TestSandbox.run(limit, files: Self.files) { sandbox in
      _ = await sandbox.run("conversation get \(Self.id)")
      _ = await sandbox.run("conversation get \(Self.id)")
      let run = await sandbox.run("conversation get \(Self.id) --timeout 50")
      #expect(run.status == 4)
      #expect(run.errors.contains("too many requests"))
    }
  }

  @Test func shiftsASecretNowhere() async throws {
    try await TestSandbox.run(files: Self.files) { sandbox in
      let run = await CloudRun(
        ["conversation", "get", Self.id, "--base-url", sandbox.server.baseURL, "--timeout", "600"],
        environment: [
          "GENESYSCLOUD_OAUTHCLIENT_ID": "sandbox", "GENESYSCLOUD_OAUTHCLIENT_SECRET": "not-the-secret-123",
        ])
      #expect(run.status == 4)
      #expect(!run.errors.contains("not-the-secret-123"))
      #expect(run.errors.contains("invalid_client"))
    }
  }
}
