import Synchronization
package import Terminal

/// A language server over a pair of byte streams.
///
/// One thread reads and takes messages apart, so that a client never waits to be heard; another one does all the rest.
package struct LanguageServer {
  /// Runs a command line of `plumb`, and gives its code and what it printed.
  package typealias Command = (_ arguments: [String]) -> (code: Int32, output: String, errors: String)

  /// How long to wait for input before it is looked whether the client still lives.
  private static let watchInterval: Int32 = 3_000

  private let version: String
  private let command: Command
  private let write: ([UInt8]) throws -> Void

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - version: that of the program.
  ///   - write: writes to the client.
  package init(version: String, command: @escaping Command, write: @escaping ([UInt8]) throws -> Void) {
    self.version = version
    self.command = command
    self.write = write
  }

  private enum Event: Sendable {
    case frame(MessageFramer.Frame)
    case end
  }

  /// Serves until the client ends the session, goes away, or the input ends; gives the code to end with.
  package func run(reading input: PolledInput) -> Int32 {
    let events = Mailbox<Event>()
    let watched = Watched()
    var isLost = false
    let session = Session(version: version, command: command) { bytes in
      do { try write(bytes) } catch { isLost = true }
    }
    session.watch = { id in watched.process.withLock { $0 = WatchedProcess(id: id) } }
    let reader = ThreadHandle.start {
      var framer = MessageFramer()
      reading: while true {
        switch input.read(milliseconds: Self.watchInterval) {
        case .bytes(let bytes):
          framer.append(bytes)
          while let frame = framer.next() { events.send(.frame(frame)) }
        case .nothing: if watched.process.withLock({ $0?.isGone ?? false }) { break reading }
        case .end: break reading
        }
      }
      events.send(.end)
    }
    guard reader != nil else { return 1 }
    var isIdle = false
    while true {
      let came = events.take(waits: isIdle)
      // What came together is taken together, so that what was cancelled meanwhile is not begun.
      session.receive(came.compactMap { if case .frame(let frame) = $0 { frame } else { nil } })
      if case .end? = came.last { session.endOfInput() }
      if case .ended(let code) = session.phase { return code }
      if isLost { return 1 }
      isIdle = !session.work()
    }
  }

  private final class Watched: Sendable {
    let process = Mutex<WatchedProcess?>(nil)
  }
}
