import JSON
import SystemPackage

/// What a sandbox begins with.
struct SandboxData: Sendable {
  var conversations: [LoadedConversation] = []
  var flows: [StoredFlow] = []
  var listings = Listings([:])
  /// Permissions that no client has.
  var missingPermissions: Set<String> = []
  /// Clients beside the one of the configuration.
  var clients: [OAuthClient] = []
  /// Files that could not be used, a line each.
  var notes: [String] = []

  /// What a folder holds: conversations (`*.json`) at its top or in `conversations/`, flow exports in `flows/`, lists in
  /// `inventory.json`, permissions in `permissions.json`. Files that cannot be used are noted.
  ///
  /// - Throws: where there is no such folder.
  static func load(folder: String) throws(SandboxError) -> SandboxData {
    guard let files = FolderReader.names(of: .regular, in: folder) else {
      throw SandboxError(message: "‘\(folder)’ is no folder that can be read")
    }
    var data = SandboxData()
    for file in files where file.hasSuffix(".json") {
      let path = folder + "/" + file
      switch file {
      case "permissions.json": data.readPermissions(path)
      case "inventory.json": data.readInventory(path)
      default: data.readConversations(path)
      }
    }
    for file in FolderReader.names(of: .regular, in: folder + "/conversations") ?? [] where file.hasSuffix(".json") {
      data.readConversations(folder + "/conversations/" + file)
    }
    let (flows, notes) = FlowFolder.read(folder + "/flows")
    data.flows = flows
    data.notes += notes
    return data
  }

  private mutating func readConversations(_ path: String) {
    guard let bytes = contents(path) else { return }
    do throws(SandboxError) {
      conversations += try ConversationImport.read(bytes)
    } catch {
      notes.append("\(path): \(error.message)")
    }
  }

  private mutating func readInventory(_ path: String) {
    if let object = object(path) { listings = Listings(object) }
  }

  /// `{"missing":["architect:flow:view"],"clients":[{"id":"…","secret":"…","missing":[…]}]}`
  private mutating func readPermissions(_ path: String) {
    guard let object = object(path) else { return }
    missingPermissions = Set(object.items("missing").compactMap(\.text))
    for client in object.items("clients") {
      guard let id = client["id"]?.text, let secret = client["secret"]?.text else {
        notes.append("\(path): a client needs ‘id’ and ‘secret’")
        continue
      }
      let missing = Set(client.items("missing").compactMap(\.text))
      clients.append(OAuthClient(id: id, secret: secret, missing: missing.union(missingPermissions)))
    }
  }

  private mutating func object(_ path: String) -> JSONValue? {
    guard let bytes = contents(path) else { return nil }
    guard let value = JSONValue(parsing: bytes), value.isObject else {
      notes.append("\(path): expected a JSON object")
      return nil
    }
    return value
  }

  private mutating func contents(_ path: String) -> [UInt8]? {
    guard let bytes = FolderReader.contents(of: path) else {
      notes.append("\(path): cannot be read, or is over \(FolderReader.largestFile >> 20) MB")
      return nil
    }
    return bytes
  }
}

/// Why a sandbox cannot start, a document is no conversation, or a text no fault.
public struct SandboxError: Error, Hashable, Sendable {
  /// The message: lower case, without a full stop.
  public let message: String
}
