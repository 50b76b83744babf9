import Documents
import Flows
import SourceText

/// A text of a document with what was read of it.
final class Snapshot {
  let version: Int
  let text: DocumentText
  /// The same text as readers have it: without a byte order mark.
  let source: SourceFile
  /// The flows in it, or why there are none.
  let content: Result<FlowFile, FlowFile.Unreadable>
  private let encoding: PositionEncoding
  private let markCount: Int
  private var views: [FlowView?]

  /// Reads a text; nil where it is too large for any file.
  init?(_ text: DocumentText, version: Int, named name: String, encoding: PositionEncoding) {
    guard let source = try? SourceFile(name: name, contents: text.bytes) else { return nil }
    self.version = version
    self.text = text
    self.source = source
    self.encoding = encoding
    markCount = text.bytes.count - source.bytes.count
    do throws(FlowFile.Unreadable) {
      content = .success(try FlowFile.read(source))
    } catch {
      content = .failure(error)
    }
    views = Array(repeating: nil, count: (try? content.get().flows.count) ?? 0)
  }

  /// The flows in order; those of an encoded export have no places in the text, and are left out.
  var flows: [Flow] {
    guard case .success(let file) = content, file.format.hasPlaces else { return [] }
    return file.flows
  }

  /// What is asked of a flow again and again.
  func view(_ index: Int) -> FlowView {
    if let view = views[index] { return view }
    let view = FlowView(flows[index])
    views[index] = view
    return view
  }

  // MARK: Places

  /// The place of a byte of ``source``.
  func position(of offset: Int) -> TextPosition {
    let offset = min(max(0, offset), source.bytes.count)
    var position = source.position(of: offset, in: encoding)
    if position.line == 0, markCount > 0 { position.character += encoding == .utf8 ? markCount : 1 }
    return position
  }

  func span(of range: ByteRange) -> TextSpan {
    TextSpan(position(of: Int(range.start)), position(of: Int(range.end)))
  }

  /// The byte of ``source`` at a place; nil where there is none.
  func offset(of position: TextPosition) -> Int? {
    text.offset(of: position, in: encoding).map { max(0, $0 - markCount) }
  }

  func range(of span: TextSpan) -> ByteRange? {
    guard let start = offset(of: span.start), let end = offset(of: span.end), start <= end else { return nil }
    return ByteRange(start, end)
  }
}

extension SourceFile {
  /// The place of a byte of the text, without regard to a byte order mark.
  func position(of offset: Int, in encoding: PositionEncoding) -> TextPosition {
    let line = lines.line(at: offset)
    let start = Int(lines.starts[line])
    let character =
      switch encoding {
      case .utf8: offset - start
      case .utf16: units(from: start, to: offset)
      case .utf32: place(at: offset).column - 1
      }
    return TextPosition(line: line, character: character)
  }

  /// The places of both ends of a range.
  func span(of range: ByteRange, in encoding: PositionEncoding) -> TextSpan {
    TextSpan(position(of: Int(range.start), in: encoding), position(of: Int(range.end), in: encoding))
  }
}
