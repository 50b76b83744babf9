import NIOCore
import Synchronization

/// The connections that are open, those included that nobody serves yet.
final class OpenChannels: Sendable {
  private let contents = Mutex(Contents())

  private struct Contents: Sendable {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isOver = false
  }

  /// Remembers a connection until it is closed; once all have been closed, it is closed at once.
  func add(_ channel: any Channel) {
    let isOver = contents.withLock { contents in
      if !contents.isOver { contents.channels[ObjectIdentifier(channel)] = channel }
      return contents.isOver
    }
    if isOver {
      channel.close(promise: nil)
    } else {
      channel.closeFuture.whenComplete { [weak self] _ in
        self?.contents.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
      }
    }
  }

  /// Closes all connections, and all that are still to come.
  func closeAll() {
    let channels = contents.withLock { contents in
      contents.isOver = true
      return Array(contents.channels.values)
    }
    for channel in channels { channel.close(promise: nil) }
  }
}
