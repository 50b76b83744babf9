/// Letters of other scripts that look like Latin ones, and marks that look alike: written by hand, not a copy of
/// Unicode's confusables. Only what gets into a name by typing with another keyboard or by pasting is here.
enum LookAlikes {
  /// What a scalar looks like; nil where it is taken for what it is.
  static func latin(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    scalar.isASCII ? nil : table[scalar]
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (others, latins) in pairs {
      for (other, latin) in zip(others.unicodeScalars, latins.unicodeScalars) { table[other] = latin }
    }
    return table
  }()

  /// Each scalar of the left text looks like the one of the right text that stands at the same place.
  private static let pairs: [(String, String)] = [
    // Cyrillic
    ("АВЕЅІЈКМНОРСТУХЬԌԚԜҮһ", "ABESIJKMHOPCTYXbGQWYh"),
    ("аеѕіјкорсухԁԛԝѵүԍ", "aesijkopcyxdqwvyg"),
    // Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("αγικνορυχ", "ayiKvopux"),
    // Armenian
    ("Օօհոս", "Oohnu"),
    // Latin letters that are easily taken for plain ones
    ("ıɡɑ", "iga"),
    // Dashes, quotation marks and low lines
    ("\u{2010}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", "------"),
    ("\u{2018}\u{2019}\u{201C}\u{201D}", "''\"\""),
    ("\u{02CD}", "_"),
  ]
}
