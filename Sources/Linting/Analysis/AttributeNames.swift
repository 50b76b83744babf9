import Attributes
import Flows
import SourceText

/// The names of attributes in the files of a run, as far as they are written out, and who has them.
struct AttributeNames: Sendable {
  /// A name in one spelling, which counts byte for byte.
  struct Spelling: Sendable {
    let name: String
    /// The first file that has it.
    var file: String
    /// How many files have it.
    var files: Int
    /// The first file that sets it; nil where none does.
    var writer: String?

    func isExactly(_ other: String) -> Bool { name.utf8.elementsEqual(other.utf8) }

    /// Whether it is more likely than another one to be what all of them mean: something sets it, or more files have it.
    func isChief(before other: Spelling) -> Bool {
      if (writer == nil) != (other.writer == nil) { return writer != nil }
      if files != other.files { return files > other.files }
      return (file, name) < (other.file, other.name)
    }
  }

  /// The spellings by what they have in common, in the order of the files.
  private(set) var spellings: [String: [Spelling]] = [:]
  /// The file of which not all names are known that it sets, one being built at run time or not all having been read.
  private(set) var openFile: String?

  init(_ file: LintedFile) {
    let source = file.file.source.name
    var isComplete = true
    for flow in file.flows {
      if !flow.isWhole { isComplete = false }
      for use in flow.sharedAttributeUses {
        guard let name = use.publishedName else {
          if use.isWrite { isComplete = false }
          continue
        }
        if name.isEmpty { continue }
        add(Spelling(name: name, file: source, files: 1, writer: use.isWrite ? source : nil), countingFiles: false)
      }
    }
    if !isComplete { openFile = source }
  }

  mutating func formUnion(_ other: AttributeNames) {
    for (_, found) in other.spellings { for spelling in found { add(spelling, countingFiles: true) } }
    openFile = openFile ?? other.openFile
  }

  private mutating func add(_ spelling: Spelling, countingFiles: Bool) {
    let key = foldedName(spelling.name)
    guard let place = spellings[key]?.firstIndex(where: { $0.isExactly(spelling.name) }) else {
      spellings[key, default: []].append(spelling)
      return
    }
    if spellings[key]?[place].writer == nil { spellings[key]?[place].writer = spelling.writer }
    if countingFiles { spellings[key]?[place].files += spelling.files }
  }

  /// The spellings of names that differ in letter case and blanks alone.
  func spellings(of name: String) -> [Spelling] { spellings[foldedName(name)] ?? [] }

  /// The name that something sets and that a misspelt one may have meant; nil where none is near.
  func nearestSet(to name: String) -> Spelling? {
    let set = spellings.values.joined().filter { $0.writer != nil }
    guard set.count <= 2000, let near = nearestNames(to: name, among: set.map(\.name), limit: 1).first else {
      return nil
    }
    return set.first { $0.isExactly(near) }
  }

  /// The first file that sets a name.
  func writer(of name: String) -> String? { spellings(of: name).first { $0.isExactly(name) }?.writer }
}
