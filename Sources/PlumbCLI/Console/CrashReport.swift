#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Says which file was being read when the process crashes, and ends it with 70.
///
/// A trap of Swift cannot be caught. The handler only writes bytes prepared beforehand, which is all that is safe there.
public enum CrashReport {
  private static let capacity = 4096
  nonisolated(unsafe) private static let message = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  nonisolated(unsafe) private static var count = 0

  /// Installs the handler; the stack of its own serves where the normal one has overflowed.
  public static func install() {
    reading("")
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
    sigaltstack(&stack, nil)
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      var action = sigaction()
      #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = { _ in CrashReport.end() }
      #else
      action.__sigaction_handler.sa_handler = { _ in CrashReport.end() }
      #endif
      action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(signal, &action, nil)
    }
  }

  /// Notes what is being read now.
  static func reading(_ name: String) {
    let text = "plumb: internal error\(name.isEmpty ? "" : " while reading " + name); please report it\n"
    var length = 0
    for byte in text.utf8.prefix(capacity) {
      message[length] = byte
      length += 1
    }
    count = length
  }

  private static func end() {
    _ = write(STDERR_FILENO, message, count)
    _exit(70)
  }
}
