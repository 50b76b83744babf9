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
