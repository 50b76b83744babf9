public import JSON

/// The entities of a listing, page after page; the next page is asked for when the last one is used up.
public struct Listing: AsyncSequence, Sendable {
  /// One entity as received.
  public typealias Element = JSONNode
  /// What iterating may throw.
  public typealias Failure = CloudError

  let client: CloudClient
  let request: CloudRequest

  /// Begins at the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(client: client, request: request) }

  /// Walks over the pages.
  public struct Iterator: AsyncIteratorProtocol {
    let client: CloudClient
    var request: CloudRequest?
    var pages = 0
    /// What is left of the page, last entity first.
    var pending: [JSONNode] = []

    /// The next entity.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(CloudError) -> JSONNode?
    {
      while pending.isEmpty {
        guard let request else { return nil }
        let page = ListingPage(try await client.send(request).root)
        pages += 1
        pending = page.entities.reversed()
        self.request = pages < Listing.maximumPages ? page.next(after: request) : nil
      }
      return pending.removeLast()
    }
  }

  /// How many pages are asked for at most: a server that always names one more must not keep a client for ever.
  static let maximumPages = 10_000
}

extension CloudClient {
  /// Lists entities, such as `listing("routing", "queues")`, following the pages by number, link or cursor.
  public func listing(
    _ path: String..., query: [(String, String)] = [], pageSize: Int = 100, permissions: [String] = []
  ) -> Listing {
    var request = CloudRequest(.get, query: query, permissions: permissions)
    request.path = path
    request.set("pageNumber", to: "1")
    request.set("pageSize", to: String(pageSize))
    return Listing(client: self, request: request)
  }
}

/// One page of a listing, in any of the forms that the API has.
struct ListingPage {
  let entities: [JSONNode]
  private let root: JSONNode?

  init(_ root: JSONNode?) {
    self.root = root
    let array = ["entities", "results", "conversations"].lazy.compactMap { root?[$0] }.first { $0.kind == .array }
    entities = (array ?? root).map { Array($0.items) } ?? []
  }

  /// The request for the page that follows; nil at the end.
  ///
  /// A cursor comes before a link, a link before counting. Of a link only the parameters are taken, so that it cannot lead
  /// elsewhere, and one that leads to the same page ends the listing.
  func next(after request: CloudRequest) -> CloudRequest? {
    guard let root else { return nil }
    var next = request
    if let cursor = root["cursor"]?.string, !cursor.isEmpty {
      guard cursor != request.query.first(where: { $0.0 == "cursor" })?.1 else { return nil }
      next.set("cursor", to: cursor)
      return next
    }
    guard !entities.isEmpty else { return nil }
    if let link = root["nextUri"]?.string, let mark = link.firstIndex(of: "?") {
      for field in fields(ofForm: link[mark...].dropFirst()) {
        guard let (name, value) = field else { return nil }
        next.set(name, to: value)
      }
      let isSame = next.query.elementsEqual(request.query) { $0 == $1 }
      return isSame ? nil : next
    }
    let number = request.query.first { $0.0 == "pageNumber" }.flatMap { Int($0.1) } ?? 1
    guard let count = root["pageCount"]?.numberText.flatMap({ Int($0) }), number < count else { return nil }
    next.set("pageNumber", to: String(number + 1))
    return next
  }
}

extension CloudRequest {
  mutating func set(_ name: String, to value: String) {
    if let index = query.firstIndex(where: { $0.0 == name }) {
      query[index].1 = value
    } else {
      query.append((name, value))
    }
  }
}
