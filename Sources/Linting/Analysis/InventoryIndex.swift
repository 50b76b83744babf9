public import Expressions
import SourceText

/// What an organisation has, in a form that is quick to compare flows with.
///
/// Letter case does not count: it is not known whether it does where a flow is published.
public struct InventoryIndex: Sendable {
  private struct Objects {
    var noun = ""
    var names: [String] = []
    var lowercasedNames: Set<String> = []
    var ids: Set<String> = []
  }

  /// The objects by the codes of their types.
  private var objects: [String: Objects] = [:]
  /// What an id is of, in the words of a message.
  private var descriptions: [String: String] = [:]

  /// Makes the index of an inventory.
  public init(_ inventory: Inventory) {
    for kind in Inventory.kinds where objects[kind.code] == nil {
      guard let found = inventory.objects(ofType: kind.code) else { continue }
      var all = Objects(noun: kind.noun)
      for (id, names) in found {
        all.names += names
        all.lowercasedNames.formUnion(names.map { $0.lowercased() })
        all.ids.insert(id.lowercased())
        descriptions[id.lowercased()] = "the \(kind.noun) ‘\(shortened(names.first ?? ""))’"
      }
      objects[kind.code] = all
    }
  }

  /// What an id is of, for messages: `the queue ‘Orders’`.
  func object(withID id: String) -> String? { descriptions[id.lowercased()] }

  /// Why an object that a flow names is not found, for messages; nil where it is, and where nothing is known of its kind.
  ///
  /// - Parameters:
  ///   - id: The object's id as well, where the export holds it.
  ///   - comparisons: How many names may still be compared with missing ones.
  func absence(_ lookup: ObjectLookup, id: String? = nil, comparisons: inout Int) -> String? {
    guard let objects = objects[lookup.typeCode] else { return nil }
    let text = lookup.text.lowercased()
    guard !(lookup.key == .name ? objects.lowercasedNames : objects.ids).contains(text),
      !(id.map { objects.ids.contains($0.lowercased()) } ?? false)
    else { return nil }
    var near: [String] = []
    if lookup.key == .name, comparisons >= objects.names.count {
      comparisons -= objects.names.count
      near = nearestNames(to: lookup.text, among: objects.names)
    }
    return "the inventory has no \(objects.noun) with the \(lookup.key.rawValue) ‘\(shortened(lookup.text))’"
      + suggestion(near)
  }
}
