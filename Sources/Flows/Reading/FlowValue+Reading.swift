import Documents

extension FlowValue {
  /// The value of a property in Archy's shape.
  ///
  /// - Parameter sites: The sites by the scalars that hold their texts.
  init(archy node: ExportNode, _ sites: [Node: SiteID]) {
    if let expression = node["exp"]?.scalar, let id = sites[expression] {
      self = .expression(id)
    } else if let variable = node["var"]?.scalar, let id = sites[variable] {
      self = .binding(id)
    } else if let literal = node["lit"] {
      self = .literal(literal.node)
    } else {
      self = node["noValue"] != nil || node["none"] != nil ? .unset : .other(node.node)
    }
  }

  /// The value of a property of a configuration.
  init(configured node: Node, _ sites: [Node: SiteID]) {
    guard let value = ConfigurationValue(node) else {
      self = .other(node)
      return
    }
    switch value.form {
    case .expression, .failedExpression, .reference: self = sites[value.text].map { .expression($0) } ?? .other(node)
    case .target: self = sites[value.text].map { .binding($0) } ?? .other(node)
    case .literal: self = .literal(value.text)
    case .unset: self = .unset
    }
  }
}
