/// A thread of the operating system.
package struct ThreadHandle {
  private static let stackSize = 16 << 20

  private let thread: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  package static func start(_ run: @escaping @Sendable () -> Void) -> ThreadHandle? {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setstacksize(attributes, stackSize)
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Glibc)
    var thread = pthread_t()
    let result = pthread_create(
      &thread, attributes,
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
      &thread, attributes,
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
    Allocator.enterThread()
    CrashReport.enterThread()
    defer { CrashReport.leaveThread() }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
  }

  package func join() {
    pthread_join(thread, nil)
  }
}
