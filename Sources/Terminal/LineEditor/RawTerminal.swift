/// The terminal of standard input, key by key instead of line by line.
///
/// It is raw only while a line is being written, so that an evaluation can be interrupted as usual.
enum RawTerminal {
  nonisolated(unsafe) private static var original = termios()
  nonisolated(unsafe) private static var isRaw = false
  private static let signals = [SIGTERM, SIGHUP, SIGQUIT]

  /// Runs a body with the raw terminal; without a terminal just runs it.
  static func whileRaw<Result>(_ body: () -> Result) -> Result {
    begin()
    defer { end() }
    return body()
  }

  private static func begin() {
    guard tcgetattr(STDIN_FILENO, &original) == 0 else { return }
    var raw = original
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    for number in signals { Self.catch(number) }
    isRaw = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0
  }

  private static func end() {
    guard isRaw else { return }
    isRaw = false
    tcsetattr(STDIN_FILENO, TCSADRAIN, &original)
    for number in signals { _ = signal(number, SIG_DFL) }
  }

  /// Gives the terminal back before the signal ends the process; both calls are safe in a handler.
  private static func `catch`(_ number: Int32) {
    _ = signal(number) { number in
      tcsetattr(STDIN_FILENO, TCSANOW, &RawTerminal.original)
      _ = signal(number, SIG_DFL)
      raise(number)
    }
  }

  /// The columns of the terminal of standard output; 80 where it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
