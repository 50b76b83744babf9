import Testing

@testable import GenesysCloud

/// How a client keeps the limit of requests, and how long work counts its time.
struct ThrottleTests {
  private static func limit(_ count: Int, of allowed: Int = 100, reset: Int = 30) -> RateLimit {
    RateLimit(allowed: allowed, count: count, reset: reset)
  }

  /// Each token is counted anew by the service; the client's own count goes on.
  @Test func aLostTokenDoesNotLetTheLimitBePassed() {
    let throttle = Throttle()
    var sent: [Duration] = []
    var now = Duration.zero
    for number in 0..<400 {
      now += throttle.book(now: now)
      sent.append(now)
      throttle.observe(Self.limit(number % 10), status: 200, now: now)
      now += .milliseconds(10)
    }
    for (first, last) in zip(sent, sent.dropFirst(100)) { #expect(last - first >= .seconds(60)) }
    #expect(now < .seconds(300))
  }

  @Test func whoReadsAgainAndAgainLeavesHalfToOthers() {
    let throttle = Throttle()
    #expect(throttle.pollingGap(now: .zero) == .milliseconds(400), "of 300 a minute, which is usual")
    throttle.observe(Self.limit(1), status: 200, now: .zero)
    #expect(throttle.pollingGap(now: .zero) == .milliseconds(1_200))
    throttle.observe(Self.limit(90), status: 200, now: .zero)
    #expect(throttle.pollingGap(now: .zero) == .seconds(6), "ten are left for half a minute")
    #expect(throttle.pollingGap(now: .seconds(31)) == .milliseconds(1_200))
  }

  @Test func longWorkCountsItsTimeFromTheLastProgress() async throws {
    let time = FakeTime()
    var options = ClientOptions()
    options.clock = time.clock
    options.commandTimeout = .seconds(60)
    options.countsFromProgress = true
    let pacer = Pacer(options: options, limit: options.commandTimeout)
    time.advance(.seconds(50))
    pacer.noteProgress()
    time.advance(.seconds(50))
    #expect(pacer.remaining == .seconds(10))
    try await pacer.pause(.seconds(45), insteadOf: nil)
    #expect(pacer.remaining == .seconds(10), "a wait for the limit is no time that goes by")
    try await pacer.pause(.seconds(4), insteadOf: CloudError(.connection, "x"))
    #expect(pacer.remaining == .seconds(6))
    await #expect(throws: CloudError.self) { try await pacer.pause(.seconds(600), insteadOf: nil) }
    time.advance(.seconds(6))
    #expect(throws: CloudError.self) { try pacer.check() }
    options.countsFromProgress = false
    let plain = Pacer(options: options, limit: options.commandTimeout)
    time.advance(.seconds(50))
    plain.noteProgress()
    #expect(plain.remaining == .seconds(10))
  }
}
