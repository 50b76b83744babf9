package import SourceText
package import SystemPackage

/// Why an input could not be read.
package struct InputProblem: Error {
  /// Lower case, without the file's name.
  package let message: String
  /// Creates a problem.
  package init(message: String) {
    self.message = message
  }

  /// What the system says.
  package init(_ error: any Error) {
    switch error {
    case Errno.noSuchFileOrDirectory: message = "no such file or folder"
    case Errno.permissionDenied, Errno.notPermitted: message = "permission denied"
    default: message = "\(error)".lowercased()
    }
  }
}

/// What a reader has of the program around it.
package struct InputContext {
  /// Gives up to a number of bytes of standard input; empty at its end.
  package let standardInput: (Int) -> [UInt8]
  /// Whether standard input has more, or is at its end, so that asking it does not wait.
  package let isInputWaiting: () -> Bool
  /// What no input may go beyond.
  package let limits: Limits
  /// Told the name of what is read next, for reports of crashes.
  package let reads: (String) -> Void

  /// Creates a context.
  package init(
    standardInput: @escaping (Int) -> [UInt8], isInputWaiting: @escaping () -> Bool = { false },
    limits: Limits = Limits(), reads: @escaping (String) -> Void
  ) {
    self.standardInput = standardInput
    self.isInputWaiting = isInputWaiting
    self.limits = limits
    self.reads = reads
  }
}

/// Reading of input files.
package enum InputFile {
  /// What stands at a path.
  package enum Kind {
    case file(size: Int)
    case folder
    /// A pipe, socket or device.
    case other
  }

  /// What stands at a path; links are followed unless told otherwise.
  package static func kind(of path: FilePath, followingLinks: Bool = true) throws(InputProblem) -> Kind? {
    do throws(Errno) {
      let status = try path.stat(followTargetSymlink: followingLinks)
      switch status.type {
      case .regular: return .file(size: Int(status.size))
      case .directory: return .folder
      case .symbolicLink: return nil
      default: return .other
      }
    } catch {
      throw InputProblem(error)
    }
  }

  /// Whether there is something at a path.
  package static func exists(_ path: FilePath) -> Bool {
    (try? path.stat()) != nil
  }

  /// The seconds between the last changes of two files, rounded; nil where they tell nothing.
  package static func seconds(from first: FilePath, to second: FilePath) -> Int? {
    guard first != .standardInput, second != .standardInput, let start = FileSystem.changeTime(of: first),
      let end = FileSystem.changeTime(of: second)
    else { return nil }
    // Files that were copied together, or on other days, were not written when they were read from the service.
    return (1...3600).contains(end - start) ? end - start : nil
  }

  /// Reads a whole file, or standard input for `-`.
  ///
  /// - Parameter limit: the most bytes, those of exports and conversations where it is nil; a file beyond it is refused
  ///   without being read.
  package static func contents(
    of path: FilePath, limit: Int? = nil, in context: InputContext
  ) throws(InputProblem) -> [UInt8] {
    let size = limit ?? context.limits.fileSize
    guard path == .standardInput else { return try contents(of: path, limit: size, isSettable: limit == nil) }
    return try whole(limit: size, isSettable: limit == nil, capacity: 0) { .success(context.standardInput($0)) }
  }

  /// Reads a whole file; `-` is one of that name.
  ///
  /// - Parameter isSettable: whether the limit is that of exports and conversations.
  package static func contents(
    of path: FilePath, limit: Int, isSettable: Bool = false
  ) throws(InputProblem) -> [UInt8] {
    var size = 0
    switch try kind(of: path) {
    case .folder: throw InputProblem(message: "is a folder")
    case .file(let count) where count > limit: throw overLimit(limit, isSettable: isSettable)
    case .file(let count): size = count
    case .other, nil: break
    }
    let file = try open(path)
    defer { try? file.close() }
    return try whole(limit: limit, isSettable: isSettable, capacity: size + 1) { file.bytes(upTo: $0) }
  }

  /// Opens a file for reading; the caller closes it.
  package static func open(_ path: FilePath) throws(InputProblem) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    } catch {
      throw InputProblem(error)
    }
  }

  /// The refusal of an input over a limit.
  ///
  /// - Parameter isSettable: whether it is that of exports and conversations, which a configuration sets.
  package static func overLimit(_ limit: Int, isSettable: Bool) -> InputProblem {
    InputProblem(message: "is over the limit of \(limit >> 20) MB\(isSettable ? Limits.remedy("file-size") : "")")
  }

  /// All that a source gives. A file may grow while it is read, and those of /proc tell no size.
  ///
  /// - Parameter capacity: how many bytes there probably are, and one.
  private static func whole(
    limit: Int, isSettable: Bool, capacity: Int, _ read: (Int) -> Result<[UInt8], InputProblem>
  ) throws(InputProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try read(min(max(capacity - bytes.count, 1 << 16), limit + 1 - bytes.count)).get()
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    throw overLimit(limit, isSettable: isSettable)
  }
}

extension FileDescriptor {
  /// Reads what is there, up to a number of bytes; empty at the end.
  func bytes(upTo count: Int) -> Result<[UInt8], InputProblem> {
    do {
      return .success(
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
          filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
        })
    } catch {
      return .failure(InputProblem(error))
    }
  }
}
