import Documents
import SourceText

/// Finds flow configurations in JSON, and in an XML rendering that keeps its lists.
enum ConfigurationRecognition {
  /// How deep below the root a configuration is looked for: replies of the API and results of jobs wrap it.
  private static let depth = 6

  /// The configurations of a document, each with the path that leads to it.
  static func roots(of document: DocumentTree) -> [FlowRoot] {
    guard document.format == .xml || ConfigurationMark.stands(in: document.file.bytes) else { return [] }
    var found: [FlowRoot] = []
    var pending: [(node: Node, path: [PathElement])] = [(document.root, [])]
    while let (node, path) = pending.popLast() {
      switch node.kind {
      case .scalar: continue
      case .sequence where path.count < depth:
        for (index, item) in node.items.enumerated().reversed() where item.kind != .scalar {
          pending.append((item, path + [.index(index)]))
        }
      case .mapping:
        if node[ConfigurationMark.key]?.isList == true {
          found.append(root(node, in: document, at: path))
        } else if path.count < depth {
          for (key, value) in node.entries.reversed() where value.kind != .scalar {
            pending.append((value, path + [.key(key.text ?? "")]))
          }
        }
      case .sequence: continue
      }
    }
    return found
  }

  private static func root(_ node: Node, in document: DocumentTree, at path: [PathElement]) -> FlowRoot {
    let type = node["type"]
    return FlowRoot(
      type: FlowType.name(ofConfiguration: type?.text ?? ""), body: ExportNode(node), document: document, path: path,
      place: type?.contentRange ?? ByteRange(at: Int(node.range.start)), isConfiguration: true)
  }
}
