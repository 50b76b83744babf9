import JSON

/// An analytics job: the only reading of analytics that has attributes, cut to 1,024 characters, and a day late.
public struct ConversationJob: Sendable, Hashable {
  /// How far it is.
  public enum State: String, Sendable {
    /// Not begun.
    case queued = "QUEUED"
    /// Under way.
    case pending = "PENDING"
    /// Done; the results are there.
    case fulfilled = "FULFILLED"
    /// Failed.
    case failed = "FAILED"
    /// Called off.
    case cancelled = "CANCELLED"
    /// Done too long ago.
    case expired = "EXPIRED"
  }

  /// Its id.
  public let id: String
  /// How far it is; an unknown word counts as pending.
  public let state: State
  /// What went wrong, without secrets.
  public let message: String?
}

extension CloudClient {
  /// Begins a job with a query, which is a JSON text with an `interval`.
  public func createConversationJob(query: [UInt8]) async throws(CloudError) -> ConversationJob {
    let response = try await send(
      CloudRequest(
        .post, "analytics", "conversations", "details", "jobs", body: query,
        permissions: ["analytics:conversationDetail:view"]))
    guard let id = response.root?["jobId"]?.string, isIdentifier(id) else {
      throw explainer.strange(response, "a job without an id")
    }
    return ConversationJob(id: id, state: .queued, message: nil)
  }

  /// Reads how far a job is.
  public func conversationJob(_ id: String) async throws(CloudError) -> ConversationJob {
    let root = try await send(
      CloudRequest(
        .get, "analytics", "conversations", "details", "jobs", id, permissions: ["analytics:conversationDetail:view"])
    ).root
    return ConversationJob(
      id: id, state: root?["state"]?.string.flatMap(ConversationJob.State.init) ?? .pending,
      message: root?["errorMessage"]?.string.map { redactor.redact(printable($0)) })
  }

  /// The conversations that a job has found.
  public func results(of job: ConversationJob) -> Listing {
    var request = CloudRequest(.get, permissions: ["analytics:conversationDetail:view"])
    request.path = ["analytics", "conversations", "details", "jobs", job.id, "results"]
    request.query = [("pageSize", "100")]
    return Listing(client: self, request: request)
  }
}
