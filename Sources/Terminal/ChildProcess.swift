package import SystemPackage

/// A program that was started, without a shell; it ends when this one is told to end.
package struct ChildProcess {
  /// What becomes of the program's standard input and output; standard error is always this process' own.
  package enum Streams {
    /// They are this process' own.
    case inherited
    /// Standard input is empty, standard output is read.
    case readOutput
  }

  private let id: pid_t
  /// Where the program's output is read; nil where it is not.
  private let output: FileDescriptor?

  /// Starts a program.
  ///
  /// - Parameter arguments: without the program's own name.
  package init(_ path: FilePath, _ arguments: [String], streams: Streams) throws(Errno) {
    var ends: (read: FileDescriptor, write: FileDescriptor)?
    if streams == .readOutput {
      var pair: [Int32] = [-1, -1]
      guard pipe(&pair) == 0 else { throw Errno(rawValue: errno) }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      ends = (FileDescriptor(rawValue: pair[0]), FileDescriptor(rawValue: pair[1]))
    }
    // Nothing is delivered between the start and the moment the handler knows whom to tell.
    let started = SignalForwarding.start { Self.spawn(path, arguments, output: ends?.write, mask: $0) }
    try? ends?.write.close()
    do throws(Errno) {
      id = try started.get()
    } catch {
      try? ends?.read.close()
      throw error
    }
    output = ends?.read
  }

  /// Reads what the program has written, up to a number of bytes; waits where there is nothing yet; empty at its end.
  package func read(upTo count: Int) -> [UInt8] {
    guard let output else { return [] }
    let bytes = try? [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try output.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return bytes ?? []
  }

  /// Ends the program.
  package func end() { kill(id, SIGTERM) }

  /// Reads no more of what the program writes, and waits for its end.
  package func finish() -> Int32 {
    try? output?.close()
    return wait()
  }

  /// Reads all that the program writes, then waits for its end.
  ///
  /// - Parameter limit: the most bytes; a program that writes more is ended.
  /// - Returns: nil instead of the bytes for such a program.
  package func contents(limit: Int) -> (bytes: [UInt8]?, status: Int32) {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = read(upTo: 1 << 16)
      if piece.isEmpty { break }
      bytes += piece
    }
    if bytes.count > limit { end() }
    return (bytes.count > limit ? nil : bytes, finish())
  }

  /// Waits for the program's end and gives its exit code, or 128 and the number of the signal that ended it.
  package func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    SignalForwarding.end()
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  private static func spawn(
    _ path: FilePath, _ arguments: [String], output: FileDescriptor?, mask: sigset_t
  ) -> Result<pid_t, Errno> {
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
    if let output {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output.rawValue, STDOUT_FILENO)
    }
    var mask = mask
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([path.lastComponent?.string ?? ""] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var id: pid_t = 0
    let code = path.withPlatformString { posix_spawn(&id, $0, &actions, &attributes, words, environ) }
    return code == 0 ? .success(id) : .failure(Errno(rawValue: code))
  }
}
