import Flows

/// A kind of data that nobody but a secure flow is to hold, told by a name.
struct PersonalDatum: Hashable {
  /// What it is, with its article: `a card number`.
  let kind: String

  /// Takes the name of a variable, an output, a member or an attribute by its last words; nil where it names no such
  /// data, or only a part of it, or what is known of it.
  init?(named name: String) {
    guard var words = NameWords(ofThing: name)?.words, Self.harmless.isDisjoint(with: words) else { return nil }
    let joined = words.joined()
    if let kind = Self.phrases.first(where: { joined.hasSuffix($0.name) })?.kind {
      self.kind = kind
      return
    }
    if words.count > 1, let last = words.last, Self.numbers.contains(last) { words.removeLast() }
    guard let kind = words.last.flatMap({ Self.words[$0] }) else { return nil }
    self.kind = kind
  }

  /// Words that stand alone, or before a word for a number.
  private static let words = [
    "pin": "a PIN", "cvv": "a card's security code", "cvc": "a card's security code",
    "ssn": "a social security number", "dob": "a date of birth", "iban": "a bank account", "pwd": "a password",
    "aadhaar": "a national identity number", "socialsecurity": "a social security number",
  ]

  /// Endings, long enough to be no other word's.
  private static let phrases: [(name: String, kind: String)] = [
    ("cardnumber", "a card number"), ("cardno", "a card number"), ("cardnum", "a card number"),
    ("cardnr", "a card number"), ("socialsecuritynumber", "a social security number"),
    ("socialsecurity", "a social security number"), ("dateofbirth", "a date of birth"),
    ("birthdate", "a date of birth"), ("birthday", "a date of birth"), ("geburtsdatum", "a date of birth"),
    ("password", "a password"), ("passwd", "a password"), ("passphrase", "a password"), ("passcode", "a password"),
    ("passwort", "a password"), ("passportnumber", "a passport number"), ("passportno", "a passport number"),
    ("nationalid", "a national identity number"), ("nationalidnumber", "a national identity number"),
    ("maidenname", "the answer to a security question"),
  ]

  private static let numbers: Set<String> = ["number", "no", "num", "nr"]

  /// Words that show that the thing itself is not there, or that it is of another kind.
  private static let harmless: Set<String> = [
    "masked", "mask", "last", "encrypted", "hashed", "hash", "token", "tokenized", "redacted", "valid", "verified",
    "length", "attempts", "retry", "loyalty", "member", "membership", "customer", "club", "gift", "sim", "library",
    "prompt", "message", "error", "reset", "change",
  ]
}
