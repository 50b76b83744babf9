package import SourceText
import SystemPackage

/// What a command reads from and writes to, so that it runs in a test as it does in a terminal.
public final class Console {
  /// The two output streams.
  public enum Stream: Sendable {
    case output, error
  }

  /// Writes bytes to a stream.
  public typealias Write = (Stream, [UInt8]) throws -> Void
  /// Reads up to a number of bytes of standard input; empty at its end.
  public typealias Read = (Int) throws -> [UInt8]

  /// The variables of the environment; the folder that relative paths start from is the process' own.
  package private(set) lazy var environment = makeEnvironment()
  private let makeEnvironment: () -> [String: String]
  /// The path of the executable, its links resolved; nil where the system does not tell, and in tests.
  package let executable: String?
  package let outputIsTerminal: Bool
  package let errorIsTerminal: Bool
  package let inputIsTerminal: Bool
  private let input: Read
  /// Whether standard input has more, or is at its end, so that reading does not wait.
  package let isInputWaiting: () -> Bool
  private let confinement: () -> String?
  private var isConfined = false
  private let write: Write
  private var pending: [UInt8] = []
  /// What no input may go beyond; a configuration sets some.
  package var limits = Limits()
  /// Whether nobody reads standard output any more; whoever prints for long may end then.
  package private(set) var hasLostReader = false
  private var kept: [Any] = []
  /// Why standard output could not be written, and standard input not be read; nil where they could.
  private var outputProblem: String?
  private var inputProblem: String?

  /// Creates a console.
  ///
  /// - Parameter environment: asked for when it is needed first.
  public init(
    environment: @escaping @autoclosure () -> [String: String] = [:], executable: String? = nil,
    outputIsTerminal: Bool = false,
    errorIsTerminal: Bool = false,
    inputIsTerminal: Bool = false, read: @escaping Read = { _ in [] },
    isInputWaiting: @escaping () -> Bool = { false }, confine: @escaping () -> String? = { nil },
    write: @escaping Write
  ) {
    makeEnvironment = environment
    self.executable = executable
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.inputIsTerminal = inputIsTerminal
    input = read
    self.isInputWaiting = isInputWaiting
    confinement = confine
    self.write = write
  }

  /// Gives up what offline work never needs, once: sockets, and the start of other programs. In tests, whose process others
  /// use, nothing happens.
  ///
  /// - Returns: why the kernel refuses; nil where it does not, and after the first time.
  @discardableResult
  package func confine() -> String? {
    if isConfined { return nil }
    isConfined = true
    return confinement()
  }

  /// Keeps what is not needed any more as long as the console is there: of a large result that is until the process ends,
  /// which gives all memory back at once.
  package func keep(_ value: Any) { kept.append(value) }

  /// What standard input has, up to a number of bytes; empty at its end, and where it cannot be read.
  package func read(_ count: Int) -> [UInt8] {
    do {
      return try input(count)
    } catch {
      inputProblem = "\(error)".lowercased()
      return []
    }
  }

  /// Appends to standard output; written in large pieces, of whole lines where there are any.
  package func print(_ bytes: some Collection<UInt8>) {
    pending.append(contentsOf: bytes)
    guard pending.count >= 1 << 16 else { return }
    let rest = pending.lastIndex(of: 0x0A).map { Array(pending[($0 + 1)...]) } ?? []
    pending.removeLast(rest.count)
    flush()
    pending += rest
  }

  /// Appends a text to standard output, without a line end of its own.
  package func print(_ text: String) {
    print(text.utf8)
  }

  /// Writes a line to standard error, after what stands in standard output so far.
  package func complain(_ line: String) {
    flush()
    try? write(.error, Array("\(line)\n".utf8))
  }

  /// Writes to standard error what is wrong with a file, or whatever has this name.
  package func complain(of name: String, _ message: String) {
    complain("plumb: \(TerminalText.escaped(name)): \(TerminalText.escaped(message))")
  }

  /// Shows how far work is: on a terminal only, over the line that was shown before; the empty text takes it away.
  package func progress(_ text: String) {
    guard errorIsTerminal else { return }
    flush()
    // Back to the beginning of the line, and clear it.
    try? write(.error, Array("\r\u{1B}[K\(text)".utf8))
  }

  /// Writes what is still held back.
  package func flush() {
    guard !pending.isEmpty else { return }
    do {
      try write(.output, pending)
    } catch {
      // A reader that has gone away wants no more, and need not be told.
      hasLostReader = error as? Errno == .brokenPipe
      if !hasLostReader { outputProblem = "\(error)".lowercased() }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is still held back, and gives the code that the process ends with.
  package func end(with status: ExitStatus) -> Int32 {
    flush()
    if let inputProblem { complain("plumb: standard input could not be read: \(inputProblem)") }
    if let outputProblem { complain("plumb: standard output could not be written: \(outputProblem)") }
    return inputProblem == nil && outputProblem == nil ? status.rawValue : max(status, .input).rawValue
  }
}
