/// A kind of fault and how often it strikes: `429:3`, `reset:5%`.
public struct FaultSpec: Hashable, Sendable {
  /// What goes wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// The reply 429 with `Retry-After: 1`; the call is not carried out.
    case tooManyRequests = "429"
    /// The reply 503; the call is not carried out.
    case unavailable = "503"
    /// The connection is reset; the call is not carried out.
    case reset
    /// The call is carried out, but only half of the reply comes before the connection ends.
    case half
    /// A page in HTML with status 200; the call is not carried out.
    case html
    /// The reply comes late.
    case slow
    /// The token is revoked: 401, now and from then on.
    case revoke
    /// The socket of a notification channel is cut off in place of an event, which is lost.
    case cut
    /// An analytics job fails when it is asked how far it is.
    case fail
    /// The results of an analytics job are gone when a page of them is asked for.
    case gone

    /// What a fault strikes.
    enum Target: Hashable, Sendable {
      case call, event, jobStep, jobPage
    }

    /// What it strikes.
    var target: Target {
      switch self {
      case .tooManyRequests, .unavailable, .reset, .half, .html, .slow, .revoke: .call
      case .cut: .event
      case .fail: .jobStep
      case .gone: .jobPage
      }
    }
  }

  /// How often.
  public enum Amount: Hashable, Sendable {
    /// That many in all, of what the kind strikes: replies, events or steps of jobs.
    case count(Int)
    /// That share of them, in hundredths of a percent, 1…10000.
    case share(Int)
  }

  /// What goes wrong.
  public let kind: Kind
  /// How often.
  public let amount: Amount

  /// Creates a fault.
  public init(_ kind: Kind, _ amount: Amount) {
    self.kind = kind
    self.amount = amount
  }

  /// Reads `KIND:N` or `KIND:N%`; a share may have two decimals.
  ///
  /// - Throws: with a message for whoever wrote it.
  public init(parsing text: String) throws(SandboxError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Kind(rawValue: String(parts.first ?? "")) else {
      throw SandboxError(
        message:
          "unknown fault ‘\(parts.first ?? "")’; expected one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    self.kind = kind
    guard parts.count == 2 else {
      throw SandboxError(message: "‘\(text)’ does not say how often; write \(kind.rawValue):3 or \(kind.rawValue):5%")
    }
    if parts[1].hasSuffix("%") {
      guard let share = Self.share(parts[1].dropLast()) else {
        throw SandboxError(
          message:
            "‘\(parts[1])’ is no share; expected more than 0% and at most 100%, with up to two decimals")
      }
      amount = .share(share)
    } else {
      guard let count = Int(parts[1]), count > 0, count <= 1_000_000 else {
        throw SandboxError(
          message: "‘\(parts[1])’ is no number of replies; expected 1 to 1000000, or a share such as 5%")
      }
      amount = .count(count)
    }
  }

  /// Reads a list separated by commas.
  public static func list(_ text: String) throws(SandboxError) -> [FaultSpec] {
    var specs: [FaultSpec] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      specs.append(try FaultSpec(parsing: String(part)))
    }
    return specs
  }

  private static func share(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), (0...100).contains(whole) else { return nil }
    var hundredths = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
        let value = Int(parts[1])
      else { return nil }
      hundredths = parts[1].count == 1 ? value * 10 : value
    }
    let share = whole * 100 + hundredths
    return (1...10_000).contains(share) ? share : nil
  }
}
