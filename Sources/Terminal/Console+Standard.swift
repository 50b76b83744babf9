import SystemPackage

extension Console {
  /// The console of the process.
  public static func standard() -> Console {
    Console(
      environment: ownEnvironment, executable: ownExecutable, outputIsTerminal: isatty(STDOUT_FILENO) == 1,
      errorIsTerminal: isatty(STDERR_FILENO) == 1, inputIsTerminal: isatty(STDIN_FILENO) == 1,
      read: { count in
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
          filled = try FileDescriptor.standardInput.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      },
      isInputWaiting: {
        var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, 0) > 0
      },
      confine: { Confinement.begin()?.description },
      write: { stream, bytes in
        switch stream {
        case .output: try UnbrokenWrites.write { try FileDescriptor.standardOutput.writeAll(bytes) }
        case .error: try FileDescriptor.standardError.writeAll(bytes)
        }
      })
  }

  /// The words that the process was started with, without its own name.
  ///
  /// The standard library looks for them by way of `/proc`, which an empty root does not have. There they are taken from
  /// where the kernel puts them: their number, the words, an empty one, and then the environment (System V ABI,
  /// "Initial Stack and Register State").
  public static var arguments: [String] {
    let known = CommandLine.arguments
    #if os(Linux)
    if known.isEmpty {
      let words = UnsafeRawPointer(environ).assumingMemoryBound(to: UInt.self)
      guard words[-1] == 0 else { return [] }
      var count = 0
      while count < 1 << 20, words[-2 - count] != UInt(count) { count += 1 }
      return (0..<count).dropFirst().compactMap { place in
        UnsafePointer<CChar>(bitPattern: words[place - 1 - count]).map { String(cString: $0) }
      }
    }
    #endif
    return Array(known.dropFirst())
  }

  private static var ownEnvironment: [String: String] {
    var environment: [String: String] = [:]
    var variables = environ
    while let variable = variables.pointee {
      let parts = String(cString: variable).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
      variables += 1
    }
    return environment
  }

  /// This executable, its links resolved; nil where the system does not tell.
  private static var ownExecutable: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
