/// The items of a JSON array, read from the tape as they are asked for.
public struct JSONItems: Collection, Sendable {
  /// A place among the items; a number would promise a step that is not to be had.
  public struct Index: Comparable, Sendable {
    let tape: UInt32

    /// Orders by place.
    public static func < (left: Index, right: Index) -> Bool { left.tape < right.tape }
  }

  private let document: JSONDocument
  /// The place of the first item.
  public let startIndex: Index
  /// The place after the last item.
  public let endIndex: Index

  init(of node: JSONNode) {
    document = node.document
    let record = node.record
    let end = record.kind == .array ? record.end : node.index + 1
    startIndex = Index(tape: node.index + 1)
    endIndex = Index(tape: end)
  }

  /// The item at a place.
  public subscript(_ position: Index) -> JSONNode { JSONNode(document: document, index: position.tape) }

  /// The place of the item that follows.
  public func index(after position: Index) -> Index {
    Index(tape: document.tape[Int(position.tape)].end)
  }
}

/// The members of a JSON object, read from the tape as they are asked for.
public struct JSONMembers: Collection, Sendable {
  /// A key and its value.
  public typealias Element = (key: JSONNode, value: JSONNode)

  /// A place among the members.
  public typealias Index = JSONItems.Index

  private let document: JSONDocument
  /// The place of the first member.
  public let startIndex: Index
  /// The place after the last member.
  public let endIndex: Index

  init(of node: JSONNode) {
    document = node.document
    let record = node.record
    let end = record.kind == .object ? record.end : node.index + 1
    startIndex = Index(tape: node.index + 1)
    endIndex = Index(tape: end)
  }

  /// The member at a place.
  public subscript(_ position: Index) -> (key: JSONNode, value: JSONNode) {
    (JSONNode(document: document, index: position.tape), JSONNode(document: document, index: position.tape + 1))
  }

  /// The place of the member that follows.
  public func index(after position: Index) -> Index {
    Index(tape: document.tape[Int(position.tape) + 1].end)
  }
}
