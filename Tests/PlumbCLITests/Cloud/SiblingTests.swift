import TestSupport
import Testing

/// `plumb` starts `plumb-cloud`; a script stands in for it.
struct SiblingTests {
  private static let conversation = "samples/conversations/tutorial.json"

  /// A folder with a script in place of `plumb-cloud`.
  private func folder(_ script: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.install(script: script, as: "plumb-cloud")
    return folder
  }

  private func run(_ line: String, _ folder: TemporaryFolder) -> CommandRun {
    CommandRun(shellWords(line), environment: ["PATH": "relative:/no-such-folder:" + folder.path])
  }

  @Test func evaluatesWhatIsFetched() throws {
    let folder = try folder("cat '\(Repository.path(Self.conversation))'\n")
    let run = run("eval conversation.participants.customer.attributes.custom_order_id --conversation c-1", folder)
    #expect(run.output == "ORD-998877\n")
    #expect(run.status == 0)
    let json = self.run("eval conversation.id --conversation c-1 --format json", folder)
    #expect(json.output.contains(#""file":"conversations/c-1""#))
  }

  @Test func handsOnHowToConnectAndTheIDAsItIs() throws {
    let folder = try folder(
      """
      for word; do echo "$word"; done > "$(dirname "$0")/words"
      echo '{}'
      """)
    let run = run(
      "eval conversation.id --conversation=-x --base-url http://127.0.0.1:1 --profile p --env-file 'a b'", folder)
    #expect(run.status == 3)
    #expect(run.errors.contains("not a conversation"))
    #expect(
      try String(decoding: folder.bytes("words"), as: UTF8.self)
        == "conversation\nget\n--base-url=http://127.0.0.1:1\n--profile=p\n--env-file=a b\n--\n-x\n")
  }

  @Test(arguments: [("exit 4", 4), ("exit 2", 2), ("kill -TERM $$", 143), ("kill -INT $$", 130)])
  func endsAsTheOtherProgramEnds(script: String, status: Int32) throws {
    let folder = try folder(script + "\n")
    #expect(run("why --key tier --conversation c-1", folder).status == status)
    #expect(run("eval conversation.id --conversation c-1", folder).status == status)
    #expect(run("cloud doctor", folder).status == status)
  }

  @Test(arguments: ["eval conversation.id --conversation c-1", "why --key k --conversation c-1", "cloud doctor"])
  func saysHowToGetTheOtherProgram(line: String) throws {
    let folder = try TemporaryFolder(["plumb-cloud/file": ""])
    let run = run(line, folder)
    #expect(run.status == 4)
    #expect(run.errors.contains("make cloud"))
    #expect(run.errors.contains("plumb_architect_cloud"))
  }

  @Test func readsTheFlowsThatRan() throws {
    let configuration = try Repository.text("samples/flows/order-tracking.json")
    let folder = try folder(
      """
      case $2 in
        get) cat '\(Repository.path("samples/conversations/web-message.json"))' ;;
        flows)
          printf '{"id":"5f1d0001-0000-4000-8000-000000000001","version":"12.0","configuration":'
          cat "$(dirname "$0")/flow.json"
          echo '}' ;;
      esac
      """)
    try folder.write(Array(configuration.replacing("\n", with: " ").utf8), to: "flow.json")
    let run = run("why --all --conversation c-1 --flow auto --format json", folder)
    #expect(run.status == 1 || run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains(#""key":"custom_order_id""#))
  }

  @Test func readsAgainAfterATime() throws {
    let folder = try folder(
      """
      count="$(dirname "$0")/count"
      if [ -e "$count" ]; then value=',"attributes":{"k":"v"}'; fi
      touch "$count"
      printf '{"id":"c-1","startTime":"2026-03-02T10:00:00Z","participants":[{"id":"p-1","purpose":"customer"%s}]}' "$value"
      """)
    let run = run("why --key k --conversation c-1 --wait 1", folder)
    #expect(run.status == 1)
    #expect(run.output.contains("a late write: not there in the first reading, there in the second, 1 s later"))
  }

  @Test(arguments: [
    ("eval conversation.id a.json --conversation c-1", "either a file or --conversation"),
    ("eval conversation.id --ndjson --conversation c-1", "leave --ndjson out"),
    ("eval conversation.id a.json --profile p", "go with --conversation"),
    ("why --key k --wait 3 a.json", "--wait needs --conversation"),
    ("why --key k --flow auto", "give a file or --conversation"),
    ("why --key k --conversation c-1 --wait 3 --second b.json", "one of --second and --wait"),
    ("why --key k --conversation c-1 --wait 0", "1 to 3600"),
  ])
  func refusesWhatDoesNotGoTogether(line: String, message: String) throws {
    let run = try run(line, folder("exit 70\n"))
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
  }
}
