import Synchronization

/// Lets a number of tasks through at a time, the others in the order in which they came.
///
/// The connection pool has a queue of its own, but there a request's time runs already while it waits.
final class Gate: Sendable {
  private struct State {
    var free: Int
    var waiters: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    var nextID = 0
    /// Those that were cancelled before they began to wait.
    var cancelled: Set<Int> = []
  }

  private let state: Mutex<State>

  init(limit: Int) {
    state = Mutex(State(free: max(1, limit)))
  }

  /// How many places are free at the moment.
  var free: Int { state.withLock { $0.free } }

  /// Runs `body` when there is a place for it, unless the task is cancelled before.
  func pass<Value>(_ body: () async throws(CloudError) -> Value) async throws(CloudError) -> Value {
    guard await enter() else { throw .cancelled }
    defer { leave() }
    return try await body()
  }

  private func enter() async -> Bool {
    let id = state.withLock { state in
      state.nextID &+= 1
      return state.nextID
    }
    let hasPlace = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: Bool? = state.withLock { state in
          if state.cancelled.remove(id) != nil { return false }
          if state.free > 0 {
            state.free -= 1
            return true
          }
          state.waiters.append((id, continuation))
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil as CheckedContinuation<Bool, Never>?
        }
        return state.waiters.remove(at: index).continuation
      }
      waiter?.resume(returning: false)
    }
    // A task that was cancelled after it got its place leaves a mark behind that nobody asks for any more.
    state.withLock { state in _ = state.cancelled.remove(id) }
    return hasPlace
  }

  private func leave() {
    let next = state.withLock { state in
      guard !state.waiters.isEmpty else {
        state.free += 1
        return nil as CheckedContinuation<Bool, Never>?
      }
      return state.waiters.removeFirst().continuation
    }
    next?.resume(returning: true)
  }
}
