import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Work on many things at once, on threads with a stack as large as that of the main one.
///
/// Readers and parsers descend as deep as a document nests. Their limits are made for a normal stack, which neither the
/// threads of Swift's tasks have nor those of every C library.
enum ParallelMap {
  /// How many processors there are.
  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The results of a body for each index, in order of the indices, whatever order they are worked on in.
  static func map<Result: Sendable>(
    count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let jobs = min(jobs, count)
    guard jobs > 1 else { return (0..<max(0, count)).map(body) }
    let work = Work<Result>(count: count)
    let run: @Sendable () -> Void = {
      while let index = work.next() { work.set(body(index), at: index) }
    }
    var threads: [ThreadHandle] = []
    for _ in 1..<jobs {
      // Where no thread can be had the others do all of the work.
      if let thread = ThreadHandle.start(run) { threads.append(thread) }
    }
    run()
    for thread in threads { thread.join() }
    return work.results
  }

  private final class Work<Result: Sendable>: Sendable {
    private struct State {
      var next = 0
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

    var results: [Result] { state.withLock { $0.results.compactMap { $0 } } }
  }
}

/// A thread of the operating system.
private struct ThreadHandle {
  private static let stackSize = 16 << 20

  private let thread: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static func start(_ run: @escaping @Sendable () -> Void) -> ThreadHandle? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Glibc)
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { ThreadHandle.run(argument) }
        return nil
      }, body.toOpaque())
    guard result == 0 else {
      body.release()
      return nil
    }
    return ThreadHandle(thread: thread)
    #else
    var thread: pthread_t?
    let result = pthread_create(
      &thread, &attributes,
      { argument in
        let argument: UnsafeMutableRawPointer? = argument
        if let argument { ThreadHandle.run(argument) }
        return nil
      }, body.toOpaque())
    guard result == 0, let thread else {
      body.release()
      return nil
    }
    return ThreadHandle(thread: thread)
    #endif
  }

  private static func run(_ argument: UnsafeMutableRawPointer) {
    CrashReport.enterThread()
    defer { CrashReport.leaveThread() }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
  }

  func join() {
    pthread_join(thread, nil)
  }
}
