import Documents

extension FlowSettings {
  // MARK: The rest

  /// Adds what stands in a body and has not been told of.
  func addRest(of body: Node, to gathering: inout Gathering) {
    if flow.isArchy {
      for (key, value) in ExportNode(body).entries where !gathering.skipped.contains(key) {
        flatten(value.node, [key], depth: 0, isShared: false, &gathering)
      }
    } else {
      for (key, value) in body.entries {
        let key = key.text ?? ""
        guard !gathering.skipped.contains(key), !isStructural(key) else { continue }
        flatten(value, [key], depth: 0, isShared: false, &gathering)
      }
    }
  }

  func isStructural(_ key: String) -> Bool {
    guard flow.isForeign else { return ConfigurationStructure.keys.contains(key) }
    return ["@id", "@xmi:id", "id", "@fromBlock", "@toBlock", "@location", "@size"].contains(key)
  }

  /// Adds the leaves of a value of any shape.
  func flatten(
    _ node: Node, _ keys: [String], depth: Int, isShared: Bool, _ gathering: inout Gathering
  ) {
    let first = gathering.settings.count
    flatten(node, keys, depth: depth, &gathering)
    for index in first..<gathering.settings.count { gathering.settings[index].isShared = isShared }
  }

  /// - Parameter isItem: whether it is an item of the list that the last key holds.
  func flatten(
    _ node: Node, _ keys: [String], depth: Int, isItem: Bool = false, _ gathering: inout Gathering
  ) {
    guard depth < ArchyReader.maximumDepth, !gathering.taken.contains(node), !holders.contains(node)
    else { return }
    if flow.isArchy {
      flattenArchy(ExportNode(node), keys, depth: depth, isItem: isItem, &gathering)
    } else {
      flattenConfigured(node, keys, depth: depth, &gathering)
    }
  }

  func flattenArchy(
    _ node: ExportNode, _ keys: [String], depth: Int, isItem: Bool, _ gathering: inout Gathering
  ) {
    if let scalar = node.scalar {
      guard !gathering.taken.contains(scalar) else { return }
      gathering.take(scalar)
      if let site = sites[scalar] {
        let isRead = flow[site].kind == .expression || flow[site].kind == .reference
        gathering.append(keys, isRead ? .expression(site) : .binding(site))
      } else if let text = scalar.text, !text.isEmpty {
        gathering.append(keys, speeches.contains(scalar) ? .speech(text) : .text(Self.plain(text)))
      }
      return
    }
    let isList = !isItem && ArchyReader.listKeys.contains(keys.last ?? "")
    if !node.isSettable, node.list(isExpected: isList) != nil {
      for item in node.taggedItems {
        let isTagged = item.key != nil && item.value.scalar == nil
        let inner = isTagged ? item.value : item.whole
        flattenItem(
          inner.node, name: inner["name"]?.scalar, isAlone: inner.entries.count == 1, at: item.index, keys, depth,
          &gathering)
      }
      return
    }
    for (key, value) in node.entries {
      switch key {
      case "exp", "var", "tts": flatten(value.node, keys, depth: depth + 1, &gathering)
      case "prompt":
        if let name = value.text ?? value["name"]?.text { gathering.append(keys, .text(Self.plain(name))) }
      case "lit":
        if let text = Self.text(ofLiteral: value, keys: keys) {
          guard !gathering.taken.contains(value.node), value.scalar.map({ !gathering.taken.contains($0) }) ?? true
          else { continue }
          if !text.isEmpty { gathering.append(keys, .text(text)) }
        } else {
          flatten(value.node, keys, depth: depth + 1, &gathering)
        }
      case "noValue" where value.isTrue: continue
      case "none" where value.isTrue: if keys.first != "supportedLanguages" { gathering.append(keys, .text("none")) }
      case "enabled" where value.isTrue: continue
      // What is turned off has been told of.
      case "enabled" where keys.first == "outputs" && keys.count == 2: continue
      case "actions" where value.list(isExpected: true) != nil && keys.first.map(ArchyReader.wayKeys.contains) == true:
        continue
      default: flatten(value.node, keys + [key], depth: depth + 1, &gathering)
      }
    }
  }

  /// Adds the leaves of an item of a list, which goes by its name where it has one, else by its place.
  func flattenItem(
    _ item: Node, name: Node?, isAlone: Bool, at index: Int, _ keys: [String], _ depth: Int,
    _ gathering: inout Gathering
  ) {
    guard let name, let text = name.text else {
      return flatten(item, keys + (index > 0 ? ["#\(index + 1)"] : []), depth: depth + 1, isItem: true, &gathering)
    }
    gathering.take(name)
    if isAlone { gathering.append(keys + ["[\(text)]"], .text("")) }
    flatten(item, keys + ["[\(text)]"], depth: depth + 1, isItem: true, &gathering)
  }

  func flattenConfigured(_ node: Node, _ keys: [String], depth: Int, _ gathering: inout Gathering) {
    if let value = ConfigurationValue(node) {
      if !gathering.taken.contains(value.text) {
        switch value.form {
        case .expression, .failedExpression, .reference, .target:
          if let site = sites[value.text] { gathering.append(keys, .expression(site)) }
        case .literal: gathering.append(keys, .text(Self.plain(value.text.text ?? "", type: value.typeCode)))
        case .unset: break
        }
      }
      for part in value.parts { flatten(part.node, keys, depth: depth + 1, &gathering) }
      return
    }
    switch node.kind {
    case .scalar:
      guard let text = node.text, !text.isEmpty, !(node.style == .jsonOther && text == "null") else { return }
      if let site = sites[node] {
        gathering.append(keys, .expression(site))
      } else {
        gathering.append(keys, .text(text))
      }
    case .sequence:
      for (index, item) in node.items.enumerated() {
        flattenItem(item, name: item["name"], isAlone: item.count == 1, at: index, keys, depth, &gathering)
      }
    case .mapping:
      for (key, value) in node.entries {
        let key = key.text ?? ""
        if isStructural(key) { continue }
        flatten(value, keys + [key], depth: depth + 1, &gathering)
      }
    }
  }

  // MARK: Literals

  /// The text of a literal; nil for one that has parts.
  static func text(ofLiteral node: ExportNode, keys: [String]) -> String? {
    if let scalar = node.scalar {
      // In a configuration the type of a duration stands beside it.
      return plain(scalar.text ?? "")
    }
    guard node.node.kind == .mapping else { return nil }
    let entries = node.entries
    if entries.count == 1, entries[0].key == "name", let name = entries[0].value.text { return plain(name) }
    return FlowDuration(archy: entries.map { ($0.key, $0.value.text ?? "") })?.text
  }

  static func plain(_ text: String, type: String? = nil) -> String {
    if text.utf8.first == UInt8(ascii: "P"), text.utf8.count > 1 {
      if let duration = FlowDuration(configured: text) { return duration.text }
      // Of prompts the export of the editor has the name alone.
      for prefix in ["PromptSystem.", "Prompt."] where text.hasPrefix(prefix) {
        return String(text.dropFirst(prefix.count))
      }
    }
    return text
  }
}
