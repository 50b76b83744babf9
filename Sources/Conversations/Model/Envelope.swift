package import JSON

extension JSONNode {
  /// The notification that the value is or wraps; the value itself where there is none.
  ///
  /// Amazon EventBridge keeps a notification under `detail`, a function or a queue that is handed it wraps it once more.
  ///
  /// - Parameter readsText: whether JSON that an envelope holds as text is read, too. What is found there has pointers of
  ///   its own.
  package func outOfEnvelope(readsText: Bool = false) -> JSONNode {
    var node = self
    for _ in 0..<6 {
      if node["eventBody"] != nil { return node }
      let inner = ["detail", "event", "payload", "body", "Sns", "Message"].lazy.compactMap { node[$0] }.first {
        $0.kind == .object || readsText && $0.string?.first == "{"
      }
      guard let inner else { break }
      let text = inner.string.flatMap { try? JSONDocument(parsing: Array($0.utf8)).root }
      guard inner.kind == .object || text != nil else { break }
      node = text ?? inner
    }
    return self
  }
}
