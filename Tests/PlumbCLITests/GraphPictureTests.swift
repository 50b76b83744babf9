import Documents
import SourceText
import TestSupport
import Testing

@testable import PlumbCLI

/// Pictures of graphs that Plumb draws itself.
struct GraphPictureTests {
  @Test func pictureOfTheReadmeIsCurrent() throws {
    let run = CommandRun(["flow", "graph", "--format", "svg", Repository.path("samples/flows/order-tracking.yaml")])
    #expect(run.status == 0)
    let difference = try Golden.difference(of: run.output, from: "samples/pictures/order-tracking.svg")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func namesAreTextWhateverIsInThem() throws {
    let name = "</text><script>alert(1)</script>&\\\"'\u{202E}"
    let flow = """
      inboundCall:
        name: "\(name)"
        startUpRef: "/inboundCall/tasks/task[T]"
        tasks:
          - task:
              name: "\(name)"
              refId: T
              actions:
                - disconnect: { name: "\(name)" }
      """
    let run = CommandRun(["flow", "graph", "--format", "svg", "-"], input: Array(flow.utf8))
    #expect(run.status == 0 && !run.output.contains("<script") && !run.output.contains("\u{202E}"))
    let reading = try DocumentReader.read(file: SourceFile(name: "a.svg", contents: Array(run.output.utf8)), as: .xml)
    #expect(reading.diagnostics.isEmpty && reading.documents.count == 1)
  }

  @Test func verticesStandBehindWhatLeadsToThem() {
    typealias Edge = GraphLayout.Edge
    let edges = [
      Edge(source: 0, target: 1), Edge(source: 0, target: 2), Edge(source: 1, target: 3),
      Edge(source: 2, target: 3), Edge(source: 3, target: 1), Edge(source: 2, target: 2),
    ]
    let layout = GraphLayout(vertexCount: 4, edges: edges)
    #expect(layout.columns == [0, 1, 1, 2])
    #expect(layout.rows == [0, 0, 1, 0])
    #expect(layout.tracks.map { $0 != nil } == [false, false, false, false, true, true])
    #expect(GraphLayout(vertexCount: 0, edges: []).columnCount == 0)
  }

  @Test func longAndTangledGraphsEnd() {
    let count = 60_000
    var edges = (1..<count).map { GraphLayout.Edge(source: $0 - 1, target: $0) }
    edges += (0..<count).map { GraphLayout.Edge(source: $0, target: ($0 &* 7919) % count) }
    let layout = GraphLayout(vertexCount: count, edges: edges)
    #expect(layout.columnCount == count)
    #expect(Set(zip(layout.columns, layout.rows).map { [$0, $1] }).count == count)
  }
}
