import Documents
import Scripting
import SourceText

/// Reads the export of a data action: its request and answer are Velocity templates, its translation map JSONPath.
struct DataActionReader {
  private var collector: SiteCollector

  /// The data action that a document holds; nil where it is none.
  static func flow(of document: DocumentTree) -> Flow? {
    let root = document.root
    guard let configuration = root["config"] else { return nil }
    let request = configuration["request"].flatMap { $0.kind == .mapping ? $0 : nil }
    guard
      request?["requestUrlTemplate"] != nil || request?["requestTemplate"] != nil
        || configuration["response"]?["translationMap"]?.kind == .mapping
    else { return nil }
    var reader = DataActionReader(
      collector: SiteCollector(
        name: root["name"]?.text, type: FlowType.dataAction, document: document, node: root, formatName: "dataaction"))
    if let request { reader.read(request) }
    if let response = configuration["response"], response.kind == .mapping { reader.read(answer: response) }
    return reader.collector.flow
  }

  private mutating func read(_ request: Node) {
    let path: [PathElement] = [.key("config"), .key("request")]
    collector.begin(container: "request", name: nil, node: request, path: path)
    for key in ["requestUrlTemplate", "requestTemplate"] {
      collector.add(request[key], path: path + [.key(key)], language: .velocity)
    }
    for (key, value) in request["headers"]?.entries ?? [] {
      let name = key.text ?? ""
      if value.text?.contains("$") == true {
        collector.add(value, path: path + [.key("headers"), .key(name)], language: .velocity)
      } else {
        collector.add(header: name, value)
      }
    }
  }

  private mutating func read(answer response: Node) {
    let answerPath: [PathElement] = [.key("config"), .key("response")]
    collector.begin(container: "response", name: nil, node: response, path: answerPath)
    for (key, value) in response["translationMap"]?.entries ?? [] {
      let path = answerPath + [.key("translationMap"), .key(key.text ?? "")]
      collector.add(value, path: path, language: .jsonpath)
      // Attributes that are taken out of participants by name.
      guard let text = value.text, let chain = JSONPath.chain(of: text),
        let position = chain.firstIndex(of: ["attributes"]),
        let name = chain.name(position + 1), chain.firstIndex(of: ["participants"]).map({ $0 < position }) == true
      else { continue }
      collector.add(.read, name: name, value: key.text, at: value.source(of: chain.range), path: path)
    }
    collector.add(response["successTemplate"], path: answerPath + [.key("successTemplate")], language: .velocity)
  }
}
