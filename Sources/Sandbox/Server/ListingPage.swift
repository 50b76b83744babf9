import JSON
import SourceText

/// Pages of listings.
enum ListingPage {
  /// The page of a listing that a call asks for by `pageNumber` and `pageSize`.
  static func page(of entities: [JSONValue], call: Call, defaultSize: Int = 25) -> JSONValue {
    let size = min(max(call.request.parameter("pageSize").flatMap { Int($0) } ?? defaultSize, 1), 500)
    let count = max(1, (entities.count + size - 1) / size)
    let number = min(max(call.request.parameter("pageNumber").flatMap { Int($0) } ?? 1, 1), 1_000_000)
    let start = min((number - 1) * size, entities.count)
    let end = min(start + size, entities.count)
    var page: JSONValue = [
      "entities": .array(Array(entities[start..<end])), "pageSize": .integer(size), "pageNumber": .integer(number),
      "total": .integer(entities.count), "pageCount": .integer(count),
      "firstUri": .string(uri(call, number: 1, size: size)), "selfUri": .string(uri(call, number: number, size: size)),
      "lastUri": .string(uri(call, number: count, size: size)),
    ]
    if number < count { page["nextUri"] = .string(uri(call, number: number + 1, size: size)) }
    if number > 1 { page["previousUri"] = .string(uri(call, number: number - 1, size: size)) }
    return page
  }

  /// The call's own path and query, with another page.
  private static func uri(_ call: Call, number: Int, size: Int) -> String {
    let others = call.request.query.filter { $0.name != "pageNumber" && $0.name != "pageSize" }
    let parameters =
      others.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }
      + ["pageSize=\(size)", "pageNumber=\(number)"]
    return call.request.path + "?" + parameters.joined(separator: "&")
  }

  /// Those whose name is the one that a call asks for: letter case does not count, `*` stands for anything at the ends.
  static func named(_ entities: [JSONValue], _ name: String?) -> [JSONValue] {
    guard let name, !name.isEmpty else { return entities }
    let pattern = NamePattern(name)
    return entities.filter { pattern.matches($0["name"]?.text ?? "") }
  }
}

/// A name with `*` at its beginning or its end.
struct NamePattern: Sendable {
  private let text: String
  private let isOpenAtStart: Bool
  private let isOpenAtEnd: Bool

  init(_ pattern: String) {
    isOpenAtStart = pattern.hasPrefix("*")
    isOpenAtEnd = pattern.count > 1 && pattern.hasSuffix("*")
    text = String(pattern.dropFirst(isOpenAtStart ? 1 : 0).dropLast(isOpenAtEnd ? 1 : 0)).lowercased()
  }

  func matches(_ name: String) -> Bool {
    let name = name.lowercased()
    return switch (isOpenAtStart, isOpenAtEnd) {
    case (false, false): name == text
    case (true, false): name.hasSuffix(text)
    case (false, true): name.hasPrefix(text)
    case (true, true): text.isEmpty || name.contains(text)
    }
  }
}
