/// An address of a call: a telephone number, or a SIP address.
public struct PhoneNumber: Hashable, Sendable {
  /// What kind of address it is.
  public enum Scheme: String, Hashable, Sendable {
    case tel, sip
  }

  /// What kind of address it is.
  public let scheme: Scheme
  /// The number, with `+` where it is international, or the SIP address without `sip:`.
  public let address: String
  /// The country calling code without `+`; empty where there is none.
  public let callingCode: String
  /// The number as it is dialled inside of its country; empty where the address has none.
  public let subscriberNumber: String

  /// Reads `tel:+13175550123`, `+1 (317) 555-0123`, `3175550123`, `tel:1001`, `tel:anonymous` or `sip:user@host`; nil where
  /// it is no address.
  ///
  /// Blanks, dashes, dots and parentheses between the digits do not count, blanks after the scheme and parameters after `;`
  /// and `?` neither. Digits without `+` are a local number or an extension: in which country is not known.
  public init?(parsing text: String) {
    var rest = text.drop { $0 == " " }
    let word = rest.prefix { $0 != ":" }.lowercased()
    let hasScheme = rest.contains(":") && ["tel", "sip", "sips"].contains(word)
    if hasScheme { rest = rest.dropFirst(word.count + 1).drop { $0 == " " } }
    rest = rest.prefix { $0 != ";" && $0 != "?" }
    let user = rest.prefix { $0 != "@" }
    let isSIP = hasScheme ? word != "tel" : rest.contains("@")
    let digits = Self.digits(user) ?? ""
    let code = user.first == "+" && 5...15 ~= digits.utf8.count ? CallingCodes.code(ofDigits: digits) : nil
    callingCode = code ?? ""
    if isSIP {
      guard !user.isEmpty, !rest.contains(where: \.isWhitespace) else { return nil }
      scheme = .sip
      address = String(rest)
      subscriberNumber = code.map { String(digits.dropFirst($0.count)) } ?? ""
      return
    }
    scheme = .tel
    if let code {
      address = "+" + digits
      subscriberNumber = String(digits.dropFirst(code.count))
    } else if user.first != "+", 1...20 ~= digits.utf8.count {
      address = digits
      subscriberNumber = digits
    } else if hasScheme, user.lowercased() == "anonymous" {
      address = "anonymous"
      subscriberNumber = ""
    } else {
      return nil
    }
  }

  /// The number in E.164 with `+`; empty where the address has none.
  public var e164: String { callingCode.isEmpty ? "" : "+" + callingCode + subscriberNumber }

  /// The digits of a number; nil where anything else stands in it.
  private static func digits(_ text: Substring) -> String? {
    var digits = ""
    for character in (text.first == "+" ? text.dropFirst() : text).unicodeScalars {
      switch character {
      case "0"..."9": digits.unicodeScalars.append(character)
      case " ", "-", ".", "(", ")": continue
      default: return nil
      }
    }
    return digits
  }
}

extension PhoneNumber: CustomStringConvertible {
  /// The address with its scheme: `tel:+13175550123`.
  public var description: String { "\(scheme.rawValue):\(address)" }
}
