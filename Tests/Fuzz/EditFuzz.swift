// Mends random exports and writes random texts into random documents; run.sh compiles and runs it with libFuzzer.

import Documents
import Flows
import SourceText

@testable import Linting

private let linter: Linter = {
  var options = LintOptions()
  options.preset = .pedantic
  return Linter(options: options)
}()

/// The last bytes choose what is written where, the others are the file. What was read whole is read whole afterwards,
/// a second run of fixes changes nothing, and an edit of a text changes that text alone.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var choices = Choices(start, count)
  let contents = choices.bytes(max(0, count - 12))
  let (place, length) = (choices.number(below: 65_536), choices.number(below: 12))
  let piece = String(decoding: choices.all(), as: UTF8.self)
  let report = linter.lint(contents, named: "fuzz")
  for withUnsafeFixes in [false, true] {
    let applier = FixApplier(linter: linter, withUnsafeFixes: withUnsafeFixes)
    guard let fixed = applier.fixed(report) else { continue }
    expect(fixed.report.unreadable == nil && fixed.report.isWhole)
    let again = linter.lint(fixed.contents, named: "fuzz")
    expect(again.unreadable == nil && again.isWhole, "what is mended cannot be read")
    expect(applier.fixed(again) == nil, "a second run mends more")
    _ = fixed.diff()
  }
  edit(contents, place, length, piece)
  return 0
}

/// Replaces a part of a text.
private func edit(_ contents: [UInt8], _ place: Int, _ length: Int, _ piece: String) {
  guard let reading = try? DocumentReader.read(name: "fuzz", contents: contents), reading.diagnostics.isEmpty,
    reading.format != .i3
  else { return }
  let nodes = reading.documents.flatMap { texts(of: $0.root) }
  guard !nodes.isEmpty, let text = nodes[place % nodes.count].text else { return }
  let node = nodes[place % nodes.count]
  let scalars = Array(text.unicodeScalars)
  let from = min(scalars.count, place / nodes.count)
  let to = min(scalars.count, from + length)
  func bytes(_ part: ArraySlice<Unicode.Scalar>) -> Int { part.reduce(0) { $0 + UTF8.width($1) } }
  let range = ByteRange(bytes(scalars[..<from]), bytes(scalars[..<to]))
  guard let edit = node.edit(replacing: range, with: piece) else { return }
  var wanted = String.UnicodeScalarView(scalars[..<from])
  wanted.append(contentsOf: piece.unicodeScalars)
  wanted.append(contentsOf: scalars[to...])
  let changed = reading.file.bytes.applying([edit])
  guard let again = try? DocumentReader.read(name: "fuzz", contents: changed), again.diagnostics.isEmpty else {
    fatalError("what was edited cannot be read")
  }
  let found = again.documents.flatMap { texts(of: $0.root) }
  expect(found.count == nodes.count, "an edit changes how many texts there are")
  for (number, (old, new)) in zip(nodes, found).enumerated() {
    let expected = number == place % nodes.count ? String(wanted) : old.text
    expect(new.text.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "an edit changes another text")
  }
}

private func texts(of root: Node) -> [Node] {
  var (scalars, open): ([Node], [Node]) = ([], [root])
  while let node = open.popLast() {
    switch node.kind {
    case .scalar: scalars.append(node)
    case .sequence: open += node.items.reversed()
    case .mapping: open += node.entries.reversed().map(\.value)
    }
  }
  return scalars
}
