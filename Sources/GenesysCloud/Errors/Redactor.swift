import SourceText
import Synchronization

/// Replaces every secret that is known by `***`, in texts that came from outside.
///
/// A server may send back what it was sent: a token in an error message, a secret in a form. Each secret counts in the
/// forms in which it travels, too: percent-encoded and in the `Basic` header.
final class Redactor: Sendable {
  private let known = Mutex<[String]>([])

  init(_ secrets: [Secret] = []) {
    for secret in secrets { add(secret) }
  }

  /// Remembers a secret; an empty one would stand everywhere and is left out.
  func add(_ secret: Secret) {
    secret.withValue { value in add(forms: [value, percentEncoded(value), formEncoded(value)]) }
  }

  /// Remembers the pair that a `Basic` header holds.
  func add(clientID: String, secret: Secret) {
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
      for form in forms where !form.isEmpty && !known.contains(form) { known.append(form) }
      // The longest first, so that a secret within another one leaves nothing of it behind.
      known.sort { $0.utf8.count > $1.utf8.count }
    }
  }

  func redact(_ text: String) -> String {
    let secrets = known.withLock { $0 }
    var bytes = Array(text.utf8)
    var isChanged = false
    for secret in secrets {
      let wanted = Array(secret.utf8)
      guard wanted.count <= bytes.count, let replaced = replacing(wanted, in: bytes) else { continue }
      bytes = replaced
      isChanged = true
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  private func replacing(_ wanted: [UInt8], in bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var offset = 0
    var copied = 0
    while offset + wanted.count <= bytes.count {
      if bytes[offset] == wanted[0], bytes[offset..<offset + wanted.count].elementsEqual(wanted) {
        result.append(contentsOf: bytes[copied..<offset])
        result.append(contentsOf: "***".utf8)
        offset += wanted.count
        copied = offset
      } else {
        offset += 1
      }
    }
    guard copied > 0 else { return nil }
    result.append(contentsOf: bytes[copied...])
    return result
  }
}
