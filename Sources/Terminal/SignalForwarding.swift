import Synchronization
import SystemPackage

/// Hands on to a started program the signals that tell this process to end, so that neither stays behind.
///
/// This process goes on until the program has ended, and then ends with what that one ended with.
enum SignalForwarding {
  /// The program that is told; 0 while there is none.
  private static let child = Atomic<Int32>(0)

  static let forwarded = [SIGINT, SIGTERM, SIGHUP]

  /// Starts a program with the signals held back, and hands on what comes from then on.
  ///
  /// - Parameter body: starts it; takes the signal mask that the program is to have.
  /// - Returns: what the body gives.
  static func start(_ body: (sigset_t) -> Result<pid_t, Errno>) -> Result<pid_t, Errno> {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in forwarded { sigaddset(&held, signal) }
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, &held, &mask)
    defer { pthread_sigmask(SIG_SETMASK, &mask, nil) }
    // Whoever starts this process may hold them back; the program must hear of them all the same.
    var childMask = mask
    for signal in forwarded { sigdelset(&childMask, signal) }
    let started = body(childMask)
    if case .success(let id) = started {
      child.store(id, ordering: .sequentiallyConsistent)
      install()
    }
    return started
  }

  /// Ends the handing on: from now on the signals end this process.
  static func end() {
    child.store(0, ordering: .sequentiallyConsistent)
    for signal in forwarded { reset(signal) }
  }

  private static func install() {
    // What is ignored, as SIGHUP by nohup, stays so, here and in the program.
    for signal in forwarded where !isIgnored(signal) {
      var action = sigaction()
      #if canImport(Darwin)
      action.__sigaction_u.__sa_sigaction = { number, information, _ in
        SignalForwarding.handle(number, information)
      }
      #else
      action.__sigaction_handler.sa_sigaction = { number, information, _ in
        SignalForwarding.handle(number, information)
      }
      #endif
      action.sa_flags = Int32(SA_SIGINFO)
      sigaction(signal, &action, nil)
    }
  }

  private static func isIgnored(_ signal: Int32) -> Bool { handler(of: signal) == unsafeBitCast(SIG_IGN, to: Int.self) }

  /// Whether a signal ends the process, as nobody ignores or handles it.
  static func isLeftAlone(_ signal: Int32) -> Bool { handler(of: signal) == unsafeBitCast(SIG_DFL, to: Int.self) }

  private static func handler(of signal: Int32) -> Int {
    var action = sigaction()
    sigaction(signal, nil, &action)
    #if canImport(Darwin)
    return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    #else
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    #endif
  }

  private static func reset(_ signal: Int32) {
    guard !isIgnored(signal) else { return }
    var action = sigaction()
    #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = SIG_DFL
    #else
    action.__sigaction_handler.sa_handler = SIG_DFL
    #endif
    sigaction(signal, &action, nil)
  }

  /// Only calls what is allowed in a signal handler.
  private static func handle(_ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) {
    let id = child.load(ordering: .sequentiallyConsistent)
    guard id > 0 else { return }
    // A positive code is the terminal's, which has told the program already.
    if let code = information?.pointee.si_code, code > 0 { return }
    kill(id, signal)
  }
}
