extension FunctionCatalogue {
  static let financialFunctions: [Function] = [.makeCurrency]
  static let phoneFunctions: [Function] = [.toPhoneNumber, .makePhoneNumber]
}

extension Function {
  static let makeCurrency: Function = Function(
    "MakeCurrency", .financial, .documented, "Makes a Currency of an amount and a code of ISO 4217.",
    limits: ["Letter case of the code does not count: a decision."],
    overloads: [
      Overload(
        [Parameter("amount", .decimal), Parameter("currencyCode", .string)], .exactly(.currency)
      ) { call throws(EvaluationError) in
        guard let money = Money(call.decimal(0), code: call.string(1)) else {
          throw call.failure(
            .invalidValue, "expected a code of ISO 4217, such as ‘USD’, for ‘currencyCode’ of ‘MakeCurrency’",
            argument: 1)
        }
        return .currency(money)
      }
    ],
    examples: [
      Example(#"MakeCurrency(5.25, "USD")"#, "5.25 USD"),
      Example(#"MakeCurrency(5, "eur").amount"#, "5"),
      Example(#"MakeCurrency(1, "EUR") + MakeCurrency(0.5, "EUR")"#, "1.5 EUR"),
    ])

  static let toPhoneNumber: Function = Function(
    "ToPhoneNumber", .phone, .verified,
    """
    Reads an address such as tel:+13175550123, +1 (317) 555-0123 or sip:user@host. Its properties are e164, \
    dialingCode, isTel and isSip.
    """,
    limits: ["A number must begin with + and a calling code that is assigned (ITU-T E.164): a decision."],
    overloads: [
      Overload([Parameter("value", .string)], .exactly(.phoneNumber)) { call throws(EvaluationError) in
        guard let number = PhoneNumber(parsing: call.string(0)) else {
          throw call.failure(.failedConversion, "expected an international number such as ‘tel:+13175550123’")
        }
        return .phoneNumber(number)
      },
      Overload([Parameter("value", .exactly(.phoneNumber))], .exactly(.phoneNumber)) { call in call[0] },
    ],
    examples: [
      Example(#"ToPhoneNumber("tel:+13175550123").e164"#, "+13175550123"),
      Example(#"ToPhoneNumber("+49 (30) 1234-56").dialingCode"#, "49"),
      Example(#"ToPhoneNumber("sip:ann@example.com").isSip"#, "true"),
      Example(#"ToString(ToPhoneNumber("+13175550123"))"#, "tel:+13175550123"),
    ])

  static let makePhoneNumber: Function = Function(
    "MakePhoneNumber", .phone, .thirdParty, "Does what ToPhoneNumber does.", overloads: toPhoneNumber.overloads,
    examples: [Example(#"MakePhoneNumber("+13175550123").isTel"#, "true")])
}
