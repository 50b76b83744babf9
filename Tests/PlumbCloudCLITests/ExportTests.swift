import FoundationEssentials
import PlumbCloudCLI
import Sandbox
import TestSupport
import Testing

/// `plumb cloud flow`, over loopback sockets.
struct ExportTests {
  private static func flow(_ number: Int) -> String {
    """
    inboundShortMessage:
      name: Flow \(number)
      division: Home
      startUpRef: "/inboundShortMessage/states/state[Initial State_10]"
      defaultLanguage: en-us
      states:
        - state:
            name: Initial State
            refId: Initial State_10
            actions:
              - disconnect:
                  name: Disconnect
    """
  }

  private static func files(_ count: Int) -> [String: String] {
    Dictionary(uniqueKeysWithValues: (1...count).map { ("flows/flow-\($0).yaml", flow($0)) })
  }

  /// The same number of flows, as configurations.
  private static func configurations(_ count: Int) throws -> [String: String] {
    let sample = try Repository.text("samples/flows/order-tracking.json")
    return Dictionary(
      uniqueKeysWithValues: (1...count).map {
        ("flows/flow-\($0).json", sample.replacing("\"Order tracking\"", with: "\"Flow \($0)\"", maxReplacements: 1))
      })
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test func listsFlows() async throws {
    try await TestSandbox.run(files: Self.files(3)) { sandbox in
      let run = await sandbox.run("flow list")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").count == 3)
      #expect(run.output.contains("Flow 2"))
      let json = await sandbox.run("flow list --name 'Flow 2' --format json")
      #expect(json.output.contains(#""name":"Flow 2""#))
    }
  }

  @Test(arguments: ["yaml", "json"])
  func exportsOnceAndNotAgain(type: String) async throws {
    let files = type == "json" ? try Self.configurations(5) : Self.files(5)
    try await TestSandbox.run(files: files) { sandbox in
      let folder = sandbox.home.path("out/deep")
      let run = await sandbox.run("flow export --all --to '\(folder)' --type \(type)")
      #expect(run.status == 0, "\(run.errors)")
      #expect(names(in: folder).filter { $0.hasSuffix("." + type) }.count == 5)
      #expect(run.errors.contains("5 flows exported"))
      let again = await sandbox.run("flow export --all --to '\(folder)' --type \(type)")
      #expect(again.errors.contains("0 flows exported, 5 already there"))
      #expect(again.output == "")
      let forced = await sandbox.run("flow export --all --to '\(folder)' --type \(type) --force --format json")
      #expect(forced.output.contains(#""status":"exported""#))
    }
  }

  @Test func goesOnAfterWhatIsUnknown() async throws {
    try await TestSandbox.run(files: Self.files(2)) { sandbox in
      let folder = sandbox.home.path("out")
      let run = await sandbox.run("flow export 'flow 1' 'Flow 9' --to '\(folder)'")
      #expect(run.status == 4)
      #expect(run.errors.contains("there is no flow ‘Flow 9’"))
      #expect(names(in: folder).filter { $0.hasSuffix(".yaml") }.count == 1)
    }
  }

  @Test func goesOnWhereItWasEnded() async throws {
    try await TestSandbox.run(files: try Self.configurations(60)) { sandbox in
      let folder = sandbox.home.path("out")
      let (words, environment) = sandbox.words("flow export --all --to '\(folder)' --type json")
      let task = Task { await CloudRun(words, environment: environment) }
      var tries = 0
      while names(in: folder).count < 8, tries < 5000 {
        tries += 1
        try await Task.sleep(for: .milliseconds(1))
      }
      task.cancel()
      let first = await task.value
      // It may have been quicker.
      let there = names(in: folder).filter { $0.hasSuffix(".json") }.count
      let second = await sandbox.run("flow export --all --to '\(folder)' --type json")
      #expect(second.status == 0, "\(first.errors)\(second.errors)")
      #expect(second.errors.contains("\(60 - there) flow"))
      #expect(names(in: folder).filter { $0.hasSuffix(".json") }.count == 60)
      #expect(names(in: folder).allSatisfy { !$0.hasSuffix(".tmp") })
    }
  }
}
