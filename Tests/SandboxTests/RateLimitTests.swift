import Conversations
import JSON
import Testing

@testable import Sandbox

@Suite("The rate limit")
struct RateLimitTests {
  @Test("holds for each token and is told in headers")
  func limit() throws {
    var sandbox = try PlainSandbox({ $0.requestsPerMinute = 3 })
    for count in 1...3 {
      let reply = sandbox.get("/tokens/me")
      #expect(reply.status == 200)
      #expect(reply.header("inin-ratelimit-count") == String(count))
      #expect(reply.header("inin-ratelimit-allowed") == "3")
      #expect(reply.header("inin-ratelimit-reset") == "60")
    }
    sandbox.pass(seconds: 18)
    let reply = sandbox.get("/tokens/me")
    #expect(reply.status == 429 && reply.code == "too.many.requests.retry.after")
    #expect(reply.header("Retry-After") == "42")
    #expect(reply.json["message"] == "Rate limit exceeded the maximum. Retry the request in [42] seconds")
    let first = sandbox.token
    sandbox.token = try sandbox.signIn()
    #expect(sandbox.get("/tokens/me").status == 200, "another token has a limit of its own")
    sandbox.token = first
    sandbox.pass(seconds: 42)
    #expect(sandbox.get("/tokens/me").header("inin-ratelimit-count") == "1", "a new window")
  }

  @Test("counts in windows that begin with the first call")
  func windows() {
    var limiter = RateLimiter(allowed: 1)
    let start = Timestamp(milliseconds: 5_500)
    #expect(limiter.count(token: "a", now: start) == RateLimiter.Standing(count: 1, reset: 60, isOver: false))
    let late = limiter.count(token: "a", now: start + .milliseconds(59_999))
    #expect(late == RateLimiter.Standing(count: 1, reset: 1, isOver: true))
    #expect(!limiter.count(token: "a", now: start + .seconds(60)).isOver)
  }
}
