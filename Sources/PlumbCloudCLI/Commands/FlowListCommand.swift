import ArgumentParser
import GenesysCloud
import JSON
import PlumbCLI
import Terminal

/// `plumb cloud flow list`
struct FlowListCommand: CloudConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the flows that may be seen.",
    discussion: """
      One line a flow, fields separated by TAB: id, type, published version, division, name. Needs the permission \
      architect:flow:view.

      Examples:
        plumb cloud flow list
        plumb cloud flow list --type inboundshortmessage --name 'Order*'
        plumb cloud flow list --division Home --format json
      """)
  static let helpWords = "flow list"

  @Option(help: ArgumentHelp("Only flows of this type, such as inboundcall.", valueName: "type"))
  var type: String?

  @Option(help: ArgumentHelp("Only flows with this name; * stands for anything.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Only flows of this division, given by id or name.", valueName: "division"))
  var division: String?

  @OptionGroup var output: FormatOption
  @OptionGroup var connection: TimedConnection

  func run(on console: Console) async throws -> ExitStatus {
    let flows = try await connection.withClient(on: console) { client in
      try await client.allFlows(type: type, name: name, division: division)
    }
    switch output.format {
    case .text:
      for flow in flows {
        let division = flow.divisionName ?? flow.divisionID ?? "-"
        console.print(fields: [flow.id, flow.type, flow.publishedVersion ?? "-", division, flow.name])
      }
    case .json:
      let rows: [JSONValue] = flows.map { flow in
        [
          "id": .string(flow.id), "name": .string(flow.name), "type": .string(flow.type),
          "divisionId": .nullable(flow.divisionID), "division": .nullable(flow.divisionName),
          "publishedVersion": .nullable(flow.publishedVersion), "savedVersion": .nullable(flow.savedVersion),
        ]
      }
      console.print(["version": 1, "flows": .array(rows)])
    }
    return .done
  }
}
