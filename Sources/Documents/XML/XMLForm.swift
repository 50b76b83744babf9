import SourceText

/// How a converter has written mappings and lists as XML.
enum XMLForm {
  /// Not enough has been read.
  case undecided
  /// Keys as elements, repeated elements for lists, as xmltodict and yq write.
  case plain
  /// `item` elements for lists, `key` elements for keys that are no names, mostly `type` attributes, as dicttoxml writes.
  case dictionary

  /// What an element stands for.
  enum Shape {
    case sequence, mapping, scalar
    /// What its content shows.
    case byContent
  }

  /// What dicttoxml calls the outermost element where nothing else is asked for.
  static let wrapper = "root"

  /// The values of dicttoxml's `type` attribute.
  static let types: Set<String> = [
    "dict", "list", "str", "int", "float", "number", "bool", "null", "date", "datetime", "bytes",
  ]
}

/// An ended element as an entry of its parent.
struct XMLEntry {
  /// The number of its name.
  var name: UInt32
  var nameRange: ByteRange
  var range: ByteRange
  /// The node of its value.
  var value: UInt32
  /// The node of its key where that is not its name.
  var key: UInt32?
}

/// Numbers the names of elements, which the library gives as pointers that are equal for equal names.
struct XMLNames {
  private struct Key: Hashable {
    var name: UInt
    var prefix: UInt
  }

  private var numbers: [Key: UInt32] = [:]

  mutating func number(of name: UInt, _ prefix: UInt) -> UInt32 {
    let key = Key(name: name, prefix: prefix)
    if let number = numbers[key] { return number }
    let number = UInt32(truncatingIfNeeded: numbers.count)
    numbers[key] = number
    return number
  }
}

/// Brings equally named children of an element together, in the order in which the names come first.
struct XMLGrouping {
  struct Group {
    var first: Int
    var last: Int
    var count: Int
  }

  private(set) var groups: [Group] = []
  /// For each name the run of `group` in which it was met last, and its group there.
  private var met: [(run: Int, group: Int)] = []
  private var run = 0
  private var links: [Int] = []
  private var base = 0

  mutating func group(_ entries: ArraySlice<XMLEntry>) {
    run += 1
    base = entries.startIndex
    groups.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    for position in entries.indices {
      links.append(-1)
      let name = Int(entries[position].name)
      while met.count <= name { met.append((0, 0)) }
      if met[name].run == run, entries[position].key == nil {
        let group = met[name].group
        links[groups[group].last - base] = position
        groups[group].last = position
        groups[group].count += 1
      } else {
        met[name] = (run, groups.count)
        groups.append(Group(first: position, last: position, count: 1))
      }
    }
  }

  /// The next entry of the same name.
  func next(after position: Int) -> Int { links[position - base] }
}
