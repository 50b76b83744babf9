#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that was started, without a shell; it ends when this one is told to end.
struct ChildProcess {
  /// What becomes of the program's standard input and output; standard error is always this process' own.
  enum Streams {
    /// They are this process' own.
    case inherited
    /// Standard input is empty, standard output is read.
    case readOutput
  }

  private let id: pid_t
  /// Where the program's output is read; -1 where it is not.
  private let output: Int32

  /// Starts a program.
  ///
  /// - Parameter arguments: without the program's own name.
  init(_ path: Path, _ arguments: [String], streams: Streams) throws(InputProblem) {
    var ends: [Int32] = [-1, -1]
    if streams == .readOutput {
      guard pipe(&ends) == 0 else { throw Self.problem(errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    var started: pid_t = 0
    // Nothing is delivered between the start and the moment the handler knows whom to tell.
    let code = SignalForwarding.start { mask in
      let code = Self.spawn(path, arguments, output: ends[1], mask: mask, &started)
      return code == 0 ? .success(started) : .failure(Failure(code: code))
    }
    if ends[1] >= 0 { close(ends[1]) }
    if let code {
      if ends[0] >= 0 { close(ends[0]) }
      throw Self.problem(code)
    }
    id = started
    output = ends[0]
  }

  /// Why a program did not start.
  struct Failure: Error {
    let code: Int32
  }

  /// Reads all that the program writes, then waits for its end.
  ///
  /// - Parameter limit: the most bytes; a program that writes more is ended.
  func contents(limit: Int) throws(InputProblem) -> (bytes: [UInt8], status: Int32) {
    var bytes: [UInt8] = []
    while bytes.count <= limit, let piece = FileDescriptor.readSome(output, upTo: 1 << 16), !piece.isEmpty {
      bytes += piece
    }
    close(output)
    if bytes.count > limit { kill(id, SIGTERM) }
    let status = wait()
    if bytes.count > limit { throw InputFile.overLimit(limit) }
    return (bytes, status)
  }

  /// Waits for the program's end and gives its exit code, or 128 and the number of the signal that ended it.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    SignalForwarding.end()
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  private static func spawn(
    _ path: Path, _ arguments: [String], output: Int32, mask: sigset_t, _ id: inout pid_t
  ) -> Int32 {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if output >= 0 {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    }
    var mask = mask
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([Sibling.name] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    return path.withCString { posix_spawn(&id, $0, &actions, &attributes, words, environ) }
  }

  private static func problem(_ code: Int32) -> InputProblem {
    InputProblem(message: "could not be started: \(String(cString: strerror(code)).lowercased())")
  }
}
