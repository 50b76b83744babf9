import SourceText
import Synchronization

/// Replaces every secret that is known by `***`, in texts that came from outside.
///
/// A server may send back what it was sent: a token in an error message, a secret in a form. Each secret counts in the
/// forms in which it travels, too: percent-encoded and in the `Basic` header.
final class Redactor: Sendable {
  private let known = Mutex<[[UInt8]]>([])

  init(_ secrets: [SecretText] = []) {
    for secret in secrets { add(secret) }
  }

  /// Remembers a secret; an empty one would stand everywhere and is left out.
  func add(_ secret: SecretText) {
    secret.withValue { value in add(forms: [value, percentEncoded(value), formEncoded(value)]) }
  }

  /// Remembers the pair that a `Basic` header holds.
  func add(clientID: String, secret: SecretText) {
    secret.withValue { value in
      add(forms: [
        base64(Array("\(formEncoded(clientID)):\(formEncoded(value))".utf8)),
        base64(Array("\(clientID):\(value)".utf8)),
      ])
    }
    add(secret)
  }

  private func add(forms: [String]) {
    known.withLock { known in
      for form in forms.map({ Array($0.utf8) }) where !form.isEmpty && !known.contains(form) { known.append(form) }
      // The longest first, so that a secret within another one leaves nothing of it behind.
      known.sort { $0.count > $1.count }
    }
  }

  func redact(_ text: String) -> String {
    let secrets = known.withLock { $0 }
    // Bytes are compared, since a mark that combines with the end of a secret must not hide it.
    let bytes = secrets.reduce(Array(text.utf8)) { $0.replacing($1, with: "***".utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
