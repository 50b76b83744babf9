import Synchronization
import Testing

@testable import GenesysCloud

@Suite("The gate")
struct GateTests {
  @Test("lets no more through than its limit, and everybody in the end")
  func limit() async {
    let gate = Gate(limit: 3)
    let inside = Occupancy()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try? await gate.pass {
            inside.enter()
            await Task.yield()
            inside.leave()
          }
        }
      }
    }
    let (now, most, passed) = inside.counts
    #expect(now == 0)
    #expect(passed == 200)
    #expect((1...3).contains(most))
  }

  @Test("keeps no place for who was cancelled while waiting")
  func cancellation() async {
    let gate = Gate(limit: 1)
    let (signal, open) = AsyncStream<Void>.makeStream()
    let holder = Task {
      try? await gate.pass {
        for await _ in signal { break }
        return true
      }
    }
    while gate.free > 0 { await Task.yield() }
    let waiter = Task { try? await gate.pass { true } }
    waiter.cancel()
    #expect(await waiter.value == nil)
    open.yield()
    #expect(await holder.value == true)
    #expect((try? await gate.pass { true }) == true)
  }
}

/// Counts who is inside.
private final class Occupancy: Sendable {
  private let state = Mutex((now: 0, most: 0, passed: 0))

  var counts: (now: Int, most: Int, passed: Int) { state.withLock { $0 } }

  func enter() {
    state.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
    }
  }

  func leave() {
    state.withLock { state in
      state.now -= 1
      state.passed += 1
    }
  }
}
