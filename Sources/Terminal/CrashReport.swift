/// Says which file was being read when the process crashes, and ends it with 70.
///
/// A trap of Swift cannot be caught. The handler only writes bytes prepared beforehand, which is all that is safe there.
/// Each thread has its own text, and a stack of its own for the handler, where the normal one has overflowed.
public enum CrashReport {
  private static let capacity = 4096
  private static let stackSize = 1 << 16
  /// Before the text stand two bytes with its length.
  private static let header = 2

  /// Where each thread finds its text.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Installs the handler.
  public static func install() {
    enterThread()
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

  /// Prepares the thread that calls it.
  static func enterThread() {
    guard pthread_getspecific(key) == nil else { return }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: header + capacity + stackSize, alignment: 16)
    pthread_setspecific(key, memory)
    var stack = stack_t()
    stack.ss_size = stackSize
    stack.ss_sp = memory + header + capacity
    sigaltstack(&stack, nil)
    reading("")
  }

  /// Gives back what the thread has.
  static func leaveThread() {
    guard let memory = pthread_getspecific(key) else { return }
    var stack = stack_t()
    #if canImport(Darwin)
    stack.ss_flags = 4  // SS_DISABLE, which the modules import as different types
    #else
    stack.ss_flags = 2
    #endif
    stack.ss_size = stackSize
    sigaltstack(&stack, nil)
    pthread_setspecific(key, nil)
    memory.deallocate()
  }

  /// Notes what is being read now by this thread.
  package static func reading(_ name: String) {
    guard let memory = pthread_getspecific(key) else { return }
    let text = "plumb: internal error\(name.isEmpty ? "" : " while reading " + name); please report it\n"
    let bytes = memory.assumingMemoryBound(to: UInt8.self)
    var length = 0
    for byte in text.utf8.prefix(capacity) {
      bytes[header + length] = byte
      length += 1
    }
    bytes[0] = UInt8(truncatingIfNeeded: length)
    bytes[1] = UInt8(truncatingIfNeeded: length >> 8)
  }

  private static func end() {
    if let memory = pthread_getspecific(key) {
      let bytes = memory.assumingMemoryBound(to: UInt8.self)
      _ = write(STDERR_FILENO, memory + header, Int(bytes[0]) | Int(bytes[1]) << 8)
    }
    _exit(70)
  }
}
