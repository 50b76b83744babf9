import TestSupport
import Testing

/// `plumb flow run --interactive` asks for what the run needs.
@Suite("plumb flow run --interactive")
struct InteractiveRunTests {
  @Test func asksAsACallerWouldMeetIt() throws {
    let fixture = try RunFixture()
    let run = fixture.run("flow run @flow.yaml --interactive", input: "4\n\nlate\n{ success: { order.days: 9 } }\n")
    #expect(run.status == 0)
    // Nothing but the transcript goes to standard output, each step once.
    let mocks = "data-actions: { Get Order: { success: { order.days: 9 } } }"
    try fixture.folder.write(Array(mocks.utf8), to: "mocks.yaml")
    #expect(run.output == fixture.run("flow run @flow.yaml --input 4 --mocks @mocks.yaml").output)
    #expect(
      run.errors == """
        ? what the caller enters, as in: 1
        calls Get Order with id: "4"
        ? what the data action ‘Get Order’ answers, as in: { success: { order.days: … } }
        ? what the data action ‘Get Order’ answers, as in: { success: { order.days: … } }
          expected one of ‘success’, ‘failure’, ‘timeout’, found ‘late’
        ? what the data action ‘Get Order’ answers, as in: { success: { order.days: … } }

        """)
  }

  @Test func endsWithWhatIsNeededWhenNobodyAnswers() throws {
    let fixture = try RunFixture()
    let run = fixture.run("flow run @flow.yaml --interactive", input: "4\n")
    #expect(run.status == 3)
    #expect(run.output == fixture.run("flow run @flow.yaml --input 4").output)
    #expect(fixture.run("flow run - --interactive").status == 2)
  }

  @Test func theAnswersAreSavedAsATest() throws {
    let fixture = try RunFixture(["mocks.yaml": "transfers: { On: success }"])
    let line = "flow run @flow.yaml --interactive --input 5 --mocks @mocks.yaml --save-test @test.json --format json"
    let run = fixture.run(line, input: "{ success: { order.days: 4 } }\n")
    #expect(run.status == 0 && run.output.hasPrefix("{"))
    let text = try fixture.text("test.json")
    #expect(text.contains(#""inputs":["5"]"#) && text.contains(#""Get Order":{"success":{"order.days":4}}"#))
    #expect(fixture.run("test @test.json").output == "1 test: 1 passed, 0 failed, 0 could not end\n")
  }

  @Test func aConversationIsFetched() throws {
    let fixture = try RunFixture()
    try fixture.folder.install(
      script: "cat '\(Repository.path("samples/conversations/web-message.json"))'\n", as: "plumb-cloud")
    let flow = fixture.folder.path("flow.yaml")
    let run = CommandRun(
      ["flow", "run", flow, "--conversation", "c-1", "--input", "no-input"],
      environment: ["PATH": fixture.folder.path])
    #expect(run.status == 0)
    #expect(run.output.contains("attribute order-id = O…, 8 characters\n"))
    #expect(fixture.run("flow run @flow.yaml @a.json --conversation c-1").status == 2)
    #expect(fixture.run("flow run @flow.yaml --conversation c-1 --save-test @t.json").status == 2)
    #expect(fixture.run("flow run @flow.yaml --timeout 3").status == 2)
  }
}
