import Flows
import Testing

@testable import Comparison

/// Nothing of a flow is left out: the parts that are compared are the properties that there are.
struct NormalPartTests {
  private static let text = """
    inboundCall:
      name: Small
      variables: [ { stringVariable: { name: Flow.x } } ]
      tasks:
        - task:
            name: Main
            actions:
              - decision: { name: Ask, condition: { exp: Flow.x == "1" }, outputs: { "yes": { actions: [ { disconnect: {} } ] } } }
    """

  private static func flow() throws -> Flow {
    try #require(try FlowFile.read(name: "flow", contents: Array(text.utf8)).flows.first)
  }

  private static func labels(_ value: Any) -> [String] {
    // What an action means is kept together, so that copies of it are small.
    Mirror(reflecting: value).children.flatMap { child in
      ["shared", "parts"].contains(child.label) ? labels(child.value) : [child.label].compactMap(\.self)
    }
    .sorted()
  }

  @Test func partsOfTheNormalFormAreItsProperties() throws {
    let flow = NormalFlow(try Self.flow())
    let container = try #require(flow.containers.first)
    let variable = try #require(flow.variables.first)
    let action = try #require(flow.actions.first)
    #expect(Self.labels(flow) == FlowPart.allCases.map(\.rawValue).sorted())
    #expect(Self.labels(container) == ContainerPart.allCases.map(\.rawValue).sorted())
    #expect(Self.labels(variable) == VariablePart.allCases.map(\.rawValue).sorted())
    #expect(Self.labels(action) == ActionPart.allCases.map(\.rawValue).sorted())
  }

  @Test func propertiesOfTheModelAreToldOf() throws {
    let flow = try Self.flow()
    let action = try #require(flow.actions.first)
    let parts: [(String, Any)] = [
      ("Flow", flow), ("FlowContainer", flow.containers[0]), ("FlowVariable", flow.variables[0]),
      ("FlowAction", action),
      ("FlowBranch", action.branches[0]), ("FlowEffects", action.effects),
      ("FlowDecision", try #require(action.decision)),
    ]
    let found = parts.flatMap { type, value in Self.labels(value).map { "\(type).\($0)" } }
    #expect(found.sorted() == ModelPart.allCases.map(\.rawValue).sorted())
    #expect(ModelPart.allCases.allSatisfy { !$0.place.isEmpty })
  }
}
