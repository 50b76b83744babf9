import Conversations
import SourceText

extension Timeline {
  /// The lanes as a picture; what a mark is comes up as its title.
  public var svg: String {
    let left = 180.0
    let width = 640.0
    let row = 28.0
    let height = Double(lanes.count) * row + 48
    func x(_ time: Timestamp) -> String { Self.number(left + place(of: time) * width) }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.number(left + width + 24)) \(Self.number(height))" \
      font-family="sans-serif" font-size="12">
      <text x="\(Self.number(left))" y="16">\(start.clockTime)</text>
      <text x="\(Self.number(left + width))" y="16" text-anchor="end">\(end.clockTime)</text>

      """
    for (index, lane) in lanes.enumerated() {
      let y = Self.number(Double(index) * row + 40)
      svg += "<text x=\"8\" y=\"\(y)\" dominant-baseline=\"middle\">\(XMLOutputText.escaped(lane.name))</text>\n"
      svg += "<line x1=\"\(x(lane.start))\" y1=\"\(y)\" x2=\"\(x(lane.end))\" y2=\"\(y)\" stroke=\"#888\""
      svg += " stroke-width=\"4\"\(lane.isLive ? " stroke-dasharray=\"8 2\"" : "")/>\n"
      for mark in lane.marks {
        svg += "<circle cx=\"\(x(mark.time))\" cy=\"\(y)\" r=\"6\" \(Self.paint(mark.kind))>"
        svg += "<title>\(mark.time.clockTime) \(XMLOutputText.escaped(mark.words))</title></circle>\n"
      }
    }
    return svg + "</svg>\n"
  }

  private static func paint(_ kind: Kind) -> String {
    switch kind {
    case .set: "fill=\"#1a7f37\""
    case .cleared: "fill=\"white\" stroke=\"#1a7f37\""
    case .other: "fill=\"#aaa\""
    case .flowBegins: "fill=\"#0969da\""
    case .flowEnds: "fill=\"white\" stroke=\"#0969da\""
    case .transfer: "fill=\"#bf8700\""
    }
  }

  /// A number with one decimal place.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
