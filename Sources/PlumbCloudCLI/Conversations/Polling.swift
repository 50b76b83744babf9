/// Asks again and again, at intervals that grow up to two seconds, until there is an answer or the time is over.
///
/// - Parameters:
///   - seconds: how long; with 0 it is asked once.
///   - ask: gives the answer, nil while there is none; is told whether it is asked for the last time.
/// - Returns: the answer; nil when the time was over first.
func poll<Answer>(
  for seconds: Int, _ ask: (_ isLast: Bool) async throws -> Answer?
) async throws -> Answer? {
  let end = ContinuousClock.now + .seconds(seconds)
  var pause = Duration.milliseconds(100)
  while true {
    let isLast = ContinuousClock.now >= end
    if let answer = try await ask(isLast) { return answer }
    guard !isLast else { return nil }
    try await Task.sleep(for: min(pause, end - ContinuousClock.now))
    pause = min(pause * 2, .seconds(2))
  }
}
