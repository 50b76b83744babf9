import Documents
import SourceText
extension Node {
  func edit(replacing decodedRange: ByteRange, with text: String) -> Edit? {
    Edit(map.source(of: decodedRange), with: text)
  }
}
