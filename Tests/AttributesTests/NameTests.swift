import Attributes
import Testing

/// What is known of names of attributes.
@Suite struct NameTests {
  @Test(
    arguments: [
      ("CaseNumber", "Participant.CaseNumber", "likely the prefix ‘Participant.’"),
      ("customAttributes.tier", "tier", "likely the prefix ‘customAttributes.’"),
      ("tier", "interaction.data.tier", "likely the prefix ‘interaction.data.’"),
      ("größe", "Kunde.größe", "likely the prefix ‘Kunde.’"), ("tier", "context.tier", "certain the prefix ‘context.’"),
      ("CONTEXT.tier", "tier", "certain the prefix ‘context.’"), ("tier", "Participant.Tier", nil),
      ("Participant.tier", "attributes.tier", nil), ("tier", ".tier", "likely separators"), ("tier", "tier.level", nil),
      ("", "Participant.", nil), ("tier", "tier", nil), ("Tier", "tier ", "certain blanks at an end"),
      ("order_id", "orderId", "likely separators"), ("customer", "custmer", "possible spelling"),
    ] as [(String, String, String?)])
  func differences(_ asked: String, _ found: String, expected: String?) {
    #expect(NameDifference(asked, found).map { "\($0.certainty) \($0.words)" } == expected)
  }

  @Test(arguments: [
    ("context._genesys_x", true, true), ("ivr.Skills", true, true), ("dialerContactId", true, true),
    ("context.tier", false, true), ("IVR.tier", false, true), ("scheduledCallbackTime", false, true),
    ("Participant.tier", false, false), ("tier", false, false),
  ])
  func keysOfGenesysCloud(_ key: String, isItsOwn: Bool, mayBe: Bool) {
    #expect(SystemKeys.contains(key) == isItsOwn)
    #expect(SystemKeys.mayWrite(key) == mayBe)
  }

  @Test func foldsNames() {
    #expect(foldedName(" Order\u{A0}ID ") == "orderid")
    #expect(foldedName("ｔｉｅｒ") == "tier")
    #expect(foldedName("order_id") != foldedName("orderid"))
  }
}
