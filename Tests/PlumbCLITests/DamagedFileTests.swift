import FoundationEssentials
import TestSupport
import Testing

/// Files of which nothing can be used, named one by one: each command says why and ends with 3.
struct DamagedFileTests {
  private static let export = (try? Repository.bytes("samples/flows/order-tracking.i3InboundMessage")) ?? []

  @Test(arguments: [
    (export.prefix(export.count / 12 * 4 + 1), "the base64 text is cut off"),
    (export.prefix(9), "the base64 text is cut off"),
    (export.prefix(800) + [0x21] + export.dropFirst(800), "a character that cannot stand in base64"),
  ])
  func damagedExports(contents: ArraySlice<UInt8>, reason: String) throws {
    let workspace = try Workspace()
    try workspace.write(String(decoding: contents, as: UTF8.self), to: "a.i3InboundMessage")
    for command in ["expressions", "expressions --format jsonl", "flow attributes", "flow show"] {
      let run = workspace.run("\(command) %/a.i3InboundMessage")
      #expect(run.status == 3 && run.output.isEmpty, "\(command)")
      #expect(run.errors.contains(reason), "\(command)")
    }
    #expect(workspace.run("expressions %").status == 3)
    #expect(workspace.run("lint %/a.i3InboundMessage").output.contains(reason))
  }

  @Test func filesWithoutAnythingToLookAt() throws {
    let workspace = try Workspace()
    try workspace.write("inboundCall:\n", to: "empty.yaml")
    try workspace.write("<ENTRY CLASS=\"Profile\"><ATTRIBUTE NAME=\"Name\">Orders</ATTRIBUTE></ENTRY>", to: "desk.xml")
    for (file, reason) in [
      ("empty.yaml", "nothing stands under ‘inboundCall’ that is a flow"),
      ("desk.xml", "holds no expressions: there is nothing to look at"),
    ] {
      for command in ["lint", "expressions"] {
        let run = workspace.run("\(command) %/\(file)")
        #expect(run.status == 3, "\(command) \(file)")
        #expect(run.errors.contains(reason), "\(command) \(file)")
      }
    }
    #expect(workspace.run("lint %/empty.yaml --format json").output.contains(#""unreadable":[{"file""#))
    #expect(workspace.run("flow graph %/desk.xml").status == 0)
    // In a folder there may be anything.
    #expect(workspace.run("lint %").status == 0)
    #expect(workspace.run("expressions %").status == 0)
  }

  @Test func placesOfDamage() throws {
    let workspace = try Workspace()
    try workspace.write("inboundCall:\n  name: A\n<<<<<<< HEAD\n  division: x\n", to: "a.yaml")
    for command in ["expressions", "flow show"] {
      let run = workspace.run("\(command) %/a.yaml")
      #expect(run.status == 3)
      #expect(run.errors.contains("a.yaml:3:1: error: ‘<<<<<<<’ marks a merge conflict"), "\(run.errors)")
    }
  }
}
