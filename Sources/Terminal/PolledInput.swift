/// Reads what another process writes, and comes back from time to time so that its reader can look round.
package struct PolledInput: Sendable {
  /// What a read gave.
  package enum Reading: Hashable, Sendable {
    case bytes([UInt8])
    /// Nothing came in the time given.
    case nothing
    /// Nothing will come any more.
    case end
  }

  private let descriptor: Int32

  /// Reads from a descriptor.
  package init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for bytes and reads what is there.
  package func read(upTo count: Int = 1 << 16, milliseconds: Int32) -> Reading {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, milliseconds)
    if ready == 0 || ready < 0 && errno == EINTR { return .nothing }
    guard ready > 0 else { return .end }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = -1
      // A descriptor that does not wait may have nothing after all.
      repeat { got = systemRead(descriptor, buffer.baseAddress, count) } while got < 0 && errno == EINTR
      filled = max(0, got)
    }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }
}

/// The process that another one depends on.
package struct WatchedProcess: Sendable {
  private let id: pid_t
  /// Whether it is what started this process, which is handed to another one when it goes.
  private let isParent: Bool

  /// Watches a process by its id; nil for what is none.
  package init?(id: Int) {
    guard let id = pid_t(exactly: id), id > 0 else { return nil }
    self.id = id
    isParent = getppid() == id
  }

  /// Whether it has ended.
  package var isGone: Bool {
    if isParent { return getppid() != id }
    return kill(id, 0) != 0 && errno == ESRCH
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
