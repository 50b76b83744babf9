import NIOHTTP1
import Testing

@testable import GenesysCloud

struct RetryPolicyTests {
  @Test func waitsGrowAndAreBounded() throws {
    var policy = RetryPolicy()
    policy.maximumTries = 100
    for random in [0.0, 0.5, 0.999] {
      var last = Duration.zero
      for tries in 1..<60 {
        let wait = try #require(
          policy.wait(after: .brokenConnection, tries: tries, isRepeatable: true, random: random))
        #expect(wait >= last)
        #expect(wait >= .milliseconds(500) && wait <= .seconds(30))
        last = wait
      }
    }
  }

  @Test func theLastTryIsTheLast() {
    let policy = RetryPolicy()
    #expect(policy.wait(after: .brokenConnection, tries: 4, isRepeatable: true, random: 0) != nil)
    #expect(policy.wait(after: .brokenConnection, tries: 5, isRepeatable: true, random: 0) == nil)
    #expect(policy.wait(after: .brokenConnection, tries: 1, isRepeatable: false, random: 0) == nil)
    #expect(policy.wait(after: .status(503, RateLimit()), tries: 1, isRepeatable: false, random: 0) == nil)
    #expect(policy.wait(after: .status(500, RateLimit()), tries: 1, isRepeatable: true, random: 0) == nil)
    #expect(
      policy.wait(after: .status(429, RateLimit(retryAfter: 9)), tries: 1, isRepeatable: false, random: 0)
        == .seconds(9))
  }

  @Test(
    arguments: [
      ("42", 42), (" 7 ", 7), ("-1", nil), ("", nil), ("1e9", nil), ("99999999999999999999", nil),
      ("Tue, 14 Nov 2023 22:13:25 GMT", 5), ("Tue, 14 Nov 2023 22:13:15 GMT", 0),
      ("Tue, 14 Foo 2023 22:13:15 GMT", nil),
    ] as [(String, Int?)])
  func retryAfterIsSecondsOrADate(text: String, seconds: Int?) {
    let response = CloudResponse(status: 429, headers: ["Retry-After": text], body: [])
    #expect(RateLimit(response, epochSeconds: 1_700_000_000).retryAfter == seconds)
  }

  @Test func aFewRequestsBeforeTheLimitTheyAreSpaced() {
    let throttle = Throttle()
    throttle.observe(RateLimit(allowed: 300, count: 100, reset: 30), status: 200, now: .zero)
    #expect(throttle.book(now: .zero) == .zero)
    throttle.observe(RateLimit(allowed: 300, count: 297, reset: 4), status: 200, now: .zero)
    let first = throttle.book(now: .zero)
    let second = throttle.book(now: .zero)
    #expect(first > .zero && second > first)
    throttle.observe(RateLimit(allowed: 300, count: 300, reset: 4), status: 200, now: .zero)
    #expect(throttle.book(now: .zero) >= .seconds(4))
  }
}
