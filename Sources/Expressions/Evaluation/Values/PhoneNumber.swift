/// An address of a call: a telephone number in E.164, or a SIP address.
public struct PhoneNumber: Hashable, Sendable {
  /// What kind of address it is.
  public enum Scheme: String, Hashable, Sendable {
    case tel, sip
  }

  /// What kind of address it is.
  public let scheme: Scheme
  /// The number with `+`, or the SIP address without `sip:`.
  public let address: String
  /// The country calling code without `+`; empty where there is none.
  public let callingCode: String

  /// Reads `tel:+13175550123`, `+1 (317) 555-0123` or `sip:user@host`; nil where it is no address.
  ///
  /// A number must be international: where it is dialled from is not known. Blanks, dashes, dots and parentheses between
  /// the digits do not count, parameters after `;` and `?` neither.
  public init?(parsing text: String) {
    var rest = text[...]
    let scheme = rest.prefix { $0 != ":" }.lowercased()
    let hasScheme = rest.contains(":") && ["tel", "sip", "sips"].contains(scheme)
    if hasScheme { rest = rest.dropFirst(scheme.count + 1) }
    rest = rest.prefix { $0 != ";" && $0 != "?" }
    let user = rest.prefix { $0 != "@" }
    let isSIP = hasScheme ? scheme != "tel" : rest.contains("@")
    if let number = Self.digits(user), let code = CallingCodes.code(ofDigits: number), !isSIP {
      self.scheme = .tel
      address = "+" + number
      callingCode = code
    } else if isSIP, !user.isEmpty, !rest.contains(where: \.isWhitespace) {
      self.scheme = .sip
      address = String(rest)
      callingCode = Self.digits(user).flatMap { CallingCodes.code(ofDigits: $0) } ?? ""
    } else {
      return nil
    }
  }

  /// The number in E.164 with `+`; empty where the address has none.
  public var e164: String {
    switch scheme {
    case .tel: address
    case .sip: callingCode.isEmpty ? "" : "+" + (Self.digits(address.prefix { $0 != "@" }) ?? "")
    }
  }

  /// The digits after `+`, between 5 and 15.
  private static func digits(_ text: Substring) -> String? {
    guard text.first == "+" else { return nil }
    var digits = ""
    for character in text.dropFirst().unicodeScalars {
      switch character {
      case "0"..."9": digits.unicodeScalars.append(character)
      case " ", "-", ".", "(", ")": continue
      default: return nil
      }
    }
    return (5...15).contains(digits.utf8.count) ? digits : nil
  }
}

extension PhoneNumber: CustomStringConvertible {
  /// The address with its scheme: `tel:+13175550123`.
  public var description: String { "\(scheme.rawValue):\(address)" }
}
