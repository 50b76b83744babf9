import Flows
import SourceText
import SystemPackage

/// Reads the flows of a folder: exports of every format, several of one flow side by side.
///
/// A file belongs to the flow of its name and type. Its id is the UUID at the end of the file's name
/// (`Order status.1f0c….yaml`) where there is one, else one that the name always gives. Folders below hold older versions
/// and are named by them (`1.0`); what stands beside them is the next version.
enum FlowFolder {
  /// The flows, and what is wrong with files that could not be used.
  static func read(_ folder: String) -> (flows: [StoredFlow], notes: [String]) {
    var collected = Collected()
    var highest = 0
    let versions = (FolderReader.names(of: .directory, in: folder) ?? []).compactMap {
      name -> (number: Int, name: String)? in
      let parts = name.split(separator: ".")
      guard parts.count == 2, parts[1] == "0", let number = Int(parts[0]), (1...9999).contains(number) else {
        return nil
      }
      return (number, name)
    }
    for version in versions.sorted(by: { $0.number < $1.number }) {
      collected.read(folder + "/" + version.name, version: version.name)
      highest = version.number
    }
    collected.read(folder, version: "\(highest + 1).0")
    return (collected.flows, collected.notes)
  }

  /// How the API names a type.
  static func apiType(of type: String) -> String {
    type == "botFlow" ? "BOT" : type.uppercased()
  }

  private struct Collected {
    var flows: [StoredFlow] = []
    var notes: [String] = []
    private var indices: [String: Int] = [:]

    mutating func read(_ folder: String, version: String) {
      for file in FolderReader.names(of: .regular, in: folder) ?? [] where !file.hasPrefix(".") {
        guard let bytes = FolderReader.contents(of: folder + "/" + file) else {
          notes.append("\(folder)/\(file): cannot be read")
          continue
        }
        do throws(FlowFile.Unreadable) {
          let read = try FlowFile.read(name: file, contents: bytes)
          guard let flow = read.flows.first, ["yaml", "json", "i3"].contains(flow.formatName),
            FlowType.names.contains(flow.type), let name = flow.name
          else { continue }
          add(bytes, flow.formatName, name: name, type: FlowFolder.apiType(of: flow.type), file: file, version: version)
        } catch {
          if !error.isForeign { notes.append("\(folder)/\(file): \(error.message)") }
        }
      }
    }

    private mutating func add(
      _ bytes: [UInt8], _ format: String, name: String, type: String, file: String, version: String
    ) {
      // Two flows may share name and type in different divisions; then their ids tell them apart.
      let named = Self.id(inName: file)
      let key = named ?? "\(type) \(name)"
      let index: Int
      if let known = indices[key] {
        index = known
      } else {
        index = flows.count
        indices[key] = index
        let id = named ?? identifier(named: "flow \(type) \(name)")
        flows.append(StoredFlow(id: id, name: name, type: type, versions: []))
      }
      if flows[index].versions.last?.id != version { flows[index].versions.append(StoredFlowVersion(id: version)) }
      let last = flows[index].versions.count - 1
      switch format {
      case "yaml": flows[index].versions[last].yaml = bytes
      case "json": flows[index].versions[last].configuration = bytes
      default: flows[index].versions[last].architect = bytes
      }
    }

    /// The UUID that stands before the ending of a file's name.
    private static func id(inName file: String) -> String? {
      let parts = file.split(separator: ".")
      guard parts.count > 1, let candidate = parts.dropLast().last, isUUID(candidate.utf8) else { return nil }
      return candidate.lowercased()
    }
  }
}
