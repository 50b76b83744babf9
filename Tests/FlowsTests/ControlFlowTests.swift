import Flows
import Testing

/// The control flow, as edges between names.
struct ControlFlowTests {
  private func edges(_ actions: String) throws -> [String] {
    let text = """
      workflow:
        name: W
        startUpRef: "/workflow/states/state[S_1]"
        states:
          - state:
              name: S
              refId: S_1
              actions: \(actions)
        tasks:
          - task: { name: T, refId: T_2, actions: [ { endTask: { name: e } } ] }
      """
    let flow = try #require(flows(in: text).first)
    func name(_ vertex: ControlFlow.Arrow.End) -> String {
      switch vertex {
      case .start: "start"
      case .container(let id): flow[id].name ?? "?"
      case .action(let id): flow[id].name ?? "?"
      }
    }
    return ControlFlow(flow).arrows.map { "\(name($0.source))>\(name($0.target))\($0.label.map { "(\($0))" } ?? "")" }
  }

  @Test func branchesComeTogetherAgain() throws {
    let found = try edges(
      """
      [ { decision: { name: d, outputs: { "yes": { actions: [ { playAudio: { name: y } } ] },
          "no": { actions: [ { disconnect: { name: n } } ] } } } }, { playAudio: { name: z } } ]
      """)
    #expect(found == ["start>S", "S>d", "T>e", "d>y(yes)", "d>n(no)", "y>z"])
  }

  @Test func missingBranchesGoOn() throws {
    let found = try edges(
      """
      [ { decision: { name: d, outputs: { "yes": { actions: [ { playAudio: { name: y } } ] } } } },
        { playAudio: { name: z } } ]
      """)
    #expect(found.contains("d>z(otherwise)") && found.contains("y>z"))
  }

  /// A case without actions goes on, whatever the others do.
  @Test(arguments: [("actions: [ { disconnect: { name: b } } ]", false), ("value: { exp: Flow.q }", true)])
  func casesOfASwitch(second: String, goesOn: Bool) throws {
    let found = try edges(
      """
      [ { switch: { name: s, evaluate: { firstTrue: {
          cases: [ { case: { value: { exp: Flow.p }, actions: [ { disconnect: { name: a } } ] } }, { case: { \(second) } } ],
          default: { actions: [ { disconnect: { name: c } } ] } } } } }, { playAudio: { name: z } } ]
      """)
    #expect(found.contains("s>z(otherwise)") == goesOn)
    #expect(Set(found).isSuperset(of: ["s>a(case)", "s>c(default)"]))
  }

  @Test func loopsReturn() throws {
    let found = try edges(
      """
      [ { loop: { name: l, outputs: { loop: { actions: [ { decision: { name: d, outputs: {
          "yes": { actions: [ { loopExit: { name: x } } ] }, "no": { actions: [ { loopNext: { name: c } } ] } } } },
          { playAudio: { name: p } } ] } } } }, { playAudio: { name: z } } ]
      """)
    #expect(Set(found).isSuperset(of: ["l>d(loop)", "p>l", "c>l", "x>z", "l>z(otherwise)"]))
    #expect(!found.contains("x>p") && !found.contains("c>p"))
  }

  @Test func callsAndJumpsLeadToContainers() throws {
    let found = try edges(
      """
      [ { callTask: { name: c, targetTaskRef: "/workflow/tasks/task[T_2]" } },
        { changeState: { name: j, targetStateRef: "./states/state[S_1]" } },
        { callTask: { name: lost, targetTaskRef: "/workflow/tasks/task[No such task]" } } ]
      """)
    #expect(found == ["start>S", "S>c", "T>e", "c>j", "c>T(calls)", "j>S"])
  }
}
