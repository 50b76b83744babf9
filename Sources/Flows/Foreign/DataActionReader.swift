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
    addWrites(of: request, path)
    for (key, value) in request["headers"]?.entries ?? [] {
      let name = key.text ?? ""
      if value.text?.contains("$") == true {
        collector.add(value, path: path + [.key("headers"), .key(name)], language: .velocity)
      } else {
        collector.add(header: name, value)
      }
    }
  }

  /// Adds the attributes that a request writes to a participant: those that its template names, else that it writes any.
  private mutating func addWrites(of request: Node, _ path: [PathElement]) {
    guard let url = request["requestUrlTemplate"], url.text?.contains("/attributes") == true,
      request["requestType"]?.text?.uppercased() == "PATCH"
    else { return }
    let template = request["requestTemplate"]
    let attributes = template.flatMap { TemplateBody($0)?.root["attributes"] }
    guard let template, let attributes, attributes.kind == .mapping else {
      collector.add(.write, name: nil, at: url.contentRange, path: path + [.key("requestUrlTemplate")])
      return
    }
    for (key, _) in attributes.entries {
      collector.add(
        .write, name: key.text, at: template.map.source(of: key.contentRange), path: path + [.key("requestTemplate")])
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
