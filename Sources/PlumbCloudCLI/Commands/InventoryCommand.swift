import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import SystemPackage
import Terminal
import Workspace

/// `plumb cloud inventory --to FILE`
struct InventoryCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Writes what the organization has into one file, for rules and evaluation without a network.",
    discussion: """
      Names and ids of queues, skills, prompts, data actions, tables, schedules, flows and more; of data actions the \
      contracts, of tables the columns, never their contents. A list that may not be read is left out, and said.

      Examples:
        plumb cloud inventory --to org.json
        plumb eval 'FindQueue("Support")' --inventory org.json

      Exit codes: 0 all is in the file; 4 lists are missing for want of permission, or nothing could be read.
      """)

  @Option(help: ArgumentHelp("The file.", valueName: "file"))
  var to: String

  @OptionGroup var connection: ConnectionOptions
  @Option(help: ArgumentHelp("The time for the whole command.", valueName: "seconds"))
  var timeout = 300

  func validate() throws {
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout wants 1 to 86400 seconds") }
  }

  func run(on console: Console) async throws -> ExitStatus {
    let (document, status) = try await connection.withClient(on: console, timeout: timeout) { client in
      try await collect(by: client, on: console)
    }
    do throws(InputProblem) {
      try FileReplacement.write(document, to: FilePath(to))
    } catch {
      throw CommandFailure(.input, "\(to) \(error.message)")
    }
    return status
  }

  private func collect(by client: CloudClient, on console: Console) async throws -> ([UInt8], ExitStatus) {
    var status = ExitStatus.done
    var lists: [(name: String, entries: [JSONNode])] = []
    for list in InventoryList.all {
      console.progress(list.name)
      do {
        lists.append((list.name, try await list.entries(by: client)))
      } catch let error as CloudError {
        console.progress("")
        switch error.kind {
        case .notFound: console.say("note: \(list.name) are left out: this server has no such list")
        case .forbidden:
          console.complain(about: error, what: list.name)
          status = .cloud
        default: throw error
        }
      }
    }
    console.progress("")
    var writer = JSONWriter(pretty: true)
    writer.object { writer in
      writer.member("version", 1)
      for list in lists {
        writer.key(list.name)
        writer.array(list.entries) { $0.entry($1) }
      }
    }
    let counts = lists.filter { !$0.entries.isEmpty }.map { "\($0.entries.count) \($0.name)" }
    console.say(counts.isEmpty ? "nothing" : counts.joined(separator: ", "))
    return (writer.bytes + [0x0A], status)
  }
}

extension JSONWriter {
  /// Writes what rules need of an entry: names and ids, never what it holds.
  fileprivate mutating func entry(_ node: JSONNode) {
    let texts = ["id", "name", "email", "type", "category", "description"]
    let objects = ["division", "contract", "schema", "publishedVersion"]
    object { writer in
      for (keys, kind) in [(texts, JSONNode.Kind.string), (objects, .object)] {
        for key in keys { if let value = node[key], value.kind == kind { writer.member(key, value) } }
      }
    }
  }
}
