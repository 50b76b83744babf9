import Synchronization

/// Work on many things at once, on threads with a stack as large as that of the main one.
///
/// Readers and parsers descend as deep as a document nests. Their limits are made for a normal stack, which neither the
/// threads of Swift's tasks have nor those of every C library.
package enum ParallelMap {
  /// How many processors there are.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Works on each index, and hands the results over in order of the indices, on the calling thread and as soon as it is
  /// between two pieces of work, whatever order they are worked on in.
  package static func forEach<Result: Sendable>(
    count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Result, done: (Result) -> Void
  ) {
    let work = Work<Result>(count: count)
    var threads: [ThreadHandle] = []
    for _ in 1..<max(1, min(jobs, count)) {
      let run: @Sendable () -> Void = {
        while let index = work.next() { work.set(body(index), at: index) }
      }
      // Where no thread can be had the others do all of the work.
      if let thread = ThreadHandle.start(run) { threads.append(thread) }
    }
    while let index = work.next() {
      work.set(body(index), at: index)
      while let result = work.taken() { done(result) }
    }
    for thread in threads {
      thread.join()
      while let result = work.taken() { done(result) }
    }
  }

  private final class Work<Result: Sendable>: Sendable {
    private struct State {
      var next = 0
      /// How many results were taken.
      var taken = 0
      var results: [Result?]
    }

    private let state: Mutex<State>

    init(count: Int) {
      state = Mutex(State(results: Array(repeating: nil, count: count)))
    }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < state.results.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func set(_ result: Result, at index: Int) {
      state.withLock { $0.results[index] = result }
    }

    /// The next result in order, once; nil while it is not there.
    func taken() -> Result? {
      state.withLock { state in
        guard state.taken < state.results.count, let result = state.results[state.taken] else { return nil }
        state.results[state.taken] = nil
        state.taken += 1
        return result
      }
    }
  }
}
