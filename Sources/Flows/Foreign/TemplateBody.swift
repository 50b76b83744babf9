public import Documents
import Scripting
import SourceText

/// The body of a request as its Velocity template has it: JSON with digits in the place of all references, so that each
/// part stands where it does in the template.
public struct TemplateBody {
  /// The whole of it.
  public let root: Node

  /// Reads a template; nil where it is no JSON.
  public init?(_ template: Node) {
    guard let text = template.text else { return nil }
    self.init(text)
  }

  /// Reads the text of a template; nil where it is no JSON.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)
    for reference in TemplateHoles.velocityReferences(in: text) {
      for index in reference.range.indices where index < bytes.count { bytes[index] = UInt8(ascii: "1") }
    }
    guard let source = try? SourceFile(name: "", contents: bytes),
      let document = try? DocumentReader.read(file: source).documents.first
    else { return nil }
    root = document.root
  }
}
