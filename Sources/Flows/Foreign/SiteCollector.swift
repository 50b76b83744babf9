import Documents
import Expressions
import Scripting
import SourceText

/// Builds the flow of a format that is not Architect's.
struct SiteCollector {
  private(set) var flow: Flow
  /// The container and action that sites belong to.
  var container: ContainerID?
  var action: ActionID?

  init(name: String?, type: String, document: DocumentTree, node: Node, formatName: String? = nil) {
    flow = Flow(name: name, type: type, document: document, node: node)
    flow.ownFormatName = formatName
  }

  /// Adds a container and makes it the current one.
  mutating func begin(
    container kind: String, name: String?, identity: Node? = nil, node: Node, path: [PathElement],
    in parent: ContainerID? = nil
  ) {
    flow.containers.append(
      FlowContainer(kind: kind, name: name, identity: identity, node: node, path: path, parent: parent))
    container = ContainerID(index: flow.containers.count - 1)
    action = nil
  }

  /// Adds an action to the current container and makes it the current one; without a container nothing happens.
  mutating func begin(action type: String, name: String?, id: String? = nil, node: Node, path: [PathElement]) {
    guard let container else { return }
    flow.actions.append(
      FlowAction(type: type, name: name, node: node, path: path, container: container, parent: nil, id: id))
    let added = ActionID(index: flow.actions.count - 1)
    flow.containers[container.index].actions.append(added)
    action = added
    for (key, value) in ExportNode(node).entries {
      if let scalar = value.scalar { flow.mention(key, scalar, in: container, by: added) }
    }
  }

  /// Links an action to another one.
  mutating func link(_ action: ActionID, to target: ActionID, name: String?) {
    flow.actions[action.index].links.append(FlowLink(name: name, target: target))
  }

  mutating func add(variable: FlowVariable) {
    flow.variables.append(variable)
  }

  /// Adds a header of a data action's request.
  mutating func add(header name: String, _ value: Node) {
    flow.headers.append((name, value))
  }

  /// Adds a site, unless its text is blank.
  @discardableResult
  mutating func add(
    _ node: Node?, path: [PathElement], language: ExpressionLanguage, kind: ExpressionSite.Kind = .expression
  ) -> SiteID? {
    guard let node, let text = node.text, text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    flow.sites.append(
      ExpressionSite(
        kind: kind, text: text, node: node, path: path, container: container, action: action, language: language))
    return SiteID(index: flow.sites.count - 1)
  }

  /// Adds a use of an attribute.
  mutating func add(
    _ access: AttributeUse.Access, name: String?, dynamicName: String? = nil, value: String? = nil, at range: ByteRange,
    path: [PathElement]
  ) {
    flow.foreignAttributeUses.append(
      AttributeUse(
        access: access, pattern: name.map { .exact($0) }, dynamicName: name == nil ? dynamicName ?? "" : nil,
        range: range, path: path, container: container, action: action, valueText: value))
  }

  /// Adds the uses of user data, the forerunner of participant data, in the ECMAScript of all sites.
  mutating func addUserData() {
    for site in flow.sites where site.language == .ecmascript && site.kind == .expression {
      guard let tokens = ScriptTokens(ofUserDataIn: site.text) else { continue }
      for chain in tokens.chains {
        guard let (access, name) = tokens.userData(chain) else { continue }
        flow.foreignAttributeUses.append(
          AttributeUse(
            access: access, pattern: name.map { .exact($0) },
            dynamicName: name == nil ? String(decoding: tokens.text[chain.range.indices], as: UTF8.self) : nil,
            range: site.node.map.source(of: chain.range), path: site.path, container: site.container,
            action: site.action))
      }
    }
  }
}

/// User data, the forerunner of participant data, in ECMAScript.
extension ScriptTokens {
  /// The tokens of a text; nil where it holds none of the words for user data in any letter case, as most do not.
  init?(ofUserDataIn text: String) {
    let letters = text.utf8.map { $0 | 0x20 }
    let speaksOfIt = letters.indices.contains { place in
      letters[place] == UInt8(ascii: "u")
        && (letters[place...].starts(with: "udata".utf8) || letters[place...].starts(with: "userdata".utf8))
    }
    guard speaksOfIt else { return nil }
    self.init(text)
  }

  /// What a chain does with user data, and the key; nil where that is worked out.
  fileprivate func userData(_ chain: MemberChain) -> (access: AttributeUse.Access, name: String?)? {
    if chain.use == .called {
      guard let function = chain.name(chain.steps.count - 1), let access = Self.functions[function] else { return nil }
      return (access, access == .read ? firstArgument(after: chain) : nil)
    }
    guard let position = userDataKey(of: chain) else { return nil }
    let isWhole = position + 1 == chain.steps.count
    return (chain.use == .written && isWhole ? .write : .read, chain.name(position))
  }

  /// The keys that were written as members of user data though they have hyphens: what stands there, the key, and its
  /// bytes. A name that is a variable is taken for what is subtracted.
  func hyphenatedUserData(variables: Set<String>) -> [(written: String, key: String, range: ByteRange)] {
    chains.compactMap { chain in
      guard let position = userDataKey(of: chain), position + 1 == chain.steps.count, let first = chain.name(position),
        var next = tokens.firstIndex(where: { $0.range.start == chain.range.end })
      else { return nil }
      var key = first
      var end = Int(chain.range.end)
      while isToken(next, "-"), next + 1 < tokens.count, let word = value(next + 1),
        Int(tokens[next].range.start) == end, Int(tokens[next + 1].range.start) == end + 1,
        tokens[next + 1].kind == .name, !variables.contains(word)
      {
        key += "-" + word
        end = Int(tokens[next + 1].range.end)
        next += 2
      }
      let range = ByteRange(Int(chain.range.start), end)
      return key == first ? nil : (String(decoding: text[range.indices], as: UTF8.self), key, range)
    }
  }

  /// The place of the key in a chain that leads into user data.
  private func userDataKey(of chain: MemberChain) -> Int? {
    let position = chain.steps.indices.dropFirst().first { ["udata", "userdata"].contains(chain.name($0)) }
    return position.flatMap { $0 + 1 < chain.steps.count ? $0 + 1 : nil }
  }

  /// Functions that read one key or write a list of keys.
  private static let functions: [String: AttributeUse.Access] = [
    "getUserDataVariable": .read, "getuData": .read, "setuData": .write, "setUserDataVariable": .write,
    "deleteuData": .write,
  ]

  /// The text that is the first argument of a call; nil for anything else.
  private func firstArgument(after chain: MemberChain) -> String? {
    guard let opening = tokens.firstIndex(where: { $0.range.start >= chain.range.end }), opening + 2 < tokens.count,
      tokens[opening + 1].kind == .string, isToken(opening + 2, ",") || isToken(opening + 2, ")")
    else { return nil }
    return value(opening + 1)
  }
}
