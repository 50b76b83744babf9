/// What `body` gives, or `late` where it takes longer than the time allowed; `cancelled` where the task is cancelled first.
func limited<Value: Sendable, Failure: Error>(
  to time: Duration, late: Failure, cancelled: Failure,
  _ body: @escaping @Sendable () async -> Result<Value, Failure>
) async -> Result<Value, Failure> {
  await withTaskGroup(of: Result<Value, Failure>.self) { group in
    group.addTask { await body() }
    group.addTask {
      do {
        try await Task.sleep(for: time)
      } catch {
        return .failure(cancelled)
      }
      return .failure(late)
    }
    let first = await group.next() ?? .failure(cancelled)
    group.cancelAll()
    return first
  }
}
