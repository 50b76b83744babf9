extension FunctionCatalogue {
  static let financialFunctions: [Function] = [.makeCurrency]
  static let phoneFunctions: [Function] = [.toPhoneNumber, .makePhoneNumber]
}

extension Function {
  static let makeCurrency = Function(
    "MakeCurrency", .financial, .documented, "Makes a Currency of an amount and a code of ISO 4217.",
    limits: ["Letter case of the code does not count: a decision."], traits: [.limitsArguments],
    [Parameter("amount", .decimal), Parameter("currencyCode", .string)], .exactly(.currency),
    examples: [
      #"MakeCurrency(5.25, "USD")"#: "5.25 USD",
      #"MakeCurrency(5, "eur").amount"#: "5",
      #"MakeCurrency(1, "EUR") + MakeCurrency(0.5, "EUR")"#: "1.5 EUR",
    ]
  ) { call throws(EvaluationError) in
    guard let money = Money(call.decimal(0), code: call.string(1)) else {
      throw call.failure(
        .invalidValue, "expected a code of ISO 4217, such as ‘USD’, for ‘currencyCode’ of ‘MakeCurrency’",
        argument: 1)
    }
    return .currency(money)
  }

  static let toPhoneNumber = Function(
    "ToPhoneNumber", .phone, .verified,
    """
    Reads an address such as tel:+13175550123, +1 (317) 555-0123, 3175550123, tel:1001, tel:anonymous or sip:user@host. Its \
    properties are e164, dialingCode, subscriberNumber, isTel and isSip.
    """,
    limits: [
      "After + stands a calling code that is assigned (ITU-T E.164): a decision.",
      "Of a number without +, e164 and dialingCode are NOT_SET: a decision.",
    ],
    traits: [.readsForm],
    overloads: [
      Overload([Parameter("value", .string)], .exactly(.phoneNumber)) { call throws(EvaluationError) in
        .phoneNumber(
          try call.read(PhoneNumber.init(parsing:), "expected a telephone number such as ‘tel:+13175550123’"))
      },
      Overload([Parameter("value", .exactly(.phoneNumber))], .exactly(.phoneNumber)) { call in call[0] },
    ],
    examples: [
      #"ToPhoneNumber("tel:+13175550123").e164"#: "+13175550123",
      #"ToPhoneNumber("+49 (30) 1234-56").dialingCode"#: "49",
      #"ToPhoneNumber("tel: +1 317 555 0123").subscriberNumber"#: "3175550123",
      #"ToString(ToPhoneNumber("317-555-0123"))"#: "tel:3175550123",
      #"IsSet(ToPhoneNumber("tel:anonymous").e164)"#: "false",
      #"ToPhoneNumber("sip:ann@example.com").isSip"#: "true",
      #"ToString(ToPhoneNumber("+13175550123"))"#: "tel:+13175550123",
    ])

  static let makePhoneNumber: Function = .synonym(
    "MakePhoneNumber", .thirdParty, of: toPhoneNumber, #"MakePhoneNumber("+13175550123").isTel"#, "true")
}
