import Synchronization
import SystemPackage

/// Lets a write to a file come to its end before a signal ends the process, so that what stands in the file are whole lines.
///
/// The kernel cuts a write at a page where a signal kills the process meanwhile. Writing to a file does not wait for anybody,
/// so that the end is put off by milliseconds at most; to a pipe it may, and there a signal ends the process at once, as does
/// a second one anywhere.
enum UnbrokenWrites {
  private static let isWriting = Atomic<Bool>(false)
  /// The signal that the process is to end with; 0 for none.
  private static let pending = Atomic<Int32>(0)

  /// Whether standard output is a file; asked once, when it is first written to.
  private static let isNeeded: Bool = {
    var status = stat()
    guard fstat(STDOUT_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    // The handler must not be the first to ask for these.
    isWriting.store(false, ordering: .sequentiallyConsistent)
    pending.store(0, ordering: .sequentiallyConsistent)
    // What is ignored, as SIGHUP by nohup, stays so, and so does what others handle.
    for number in SignalForwarding.forwarded where SignalForwarding.isLeftAlone(number) {
      _ = signal(number) { UnbrokenWrites.handle($0) }
    }
    return true
  }()

  /// Writes to standard output.
  static func write(_ body: () throws -> Void) rethrows {
    guard isNeeded else { return try body() }
    isWriting.store(true, ordering: .sequentiallyConsistent)
    defer {
      isWriting.store(false, ordering: .sequentiallyConsistent)
      endIfTold()
    }
    endIfTold()
    try body()
  }

  private static func endIfTold() {
    let number = pending.load(ordering: .sequentiallyConsistent)
    if number != 0 { end(number) }
  }

  /// Only calls what is allowed in a signal handler.
  private static func handle(_ number: Int32) {
    let earlier = pending.exchange(number, ordering: .sequentiallyConsistent)
    if earlier != 0 || !isWriting.load(ordering: .sequentiallyConsistent) { end(number) }
  }

  /// Ends the process as the signal would have.
  private static func end(_ number: Int32) {
    _ = signal(number, SIG_DFL)
    var held = sigset_t()
    sigemptyset(&held)
    sigaddset(&held, number)
    // While it is handled it is held back.
    pthread_sigmask(SIG_UNBLOCK, &held, nil)
    raise(number)
  }
}
