import Testing

@testable import PlumbCloudCLI

/// Lines of a file with variables.
struct EnvironmentFileTests {
  @Test(arguments: [
    ("A=b", "b"), ("A = b ", "b"), ("export A=b", "b"), ("\u{FEFF}A=b", "b"), ("A=b\r", "b"), ("A=x\nA=b", "b"),
    ("A=", ""), ("A=''", ""), ("A=a=b", "a=b"), ("A=b # why", "b"), ("A=b#c", "b#c"), ("A='b # c'", "b # c"),
    (#"A="b \" c""#, #"b " c"#), (#"A='b \" c'"#, #"b \" c"#), ("A=$HOME`id`$(id)", "$HOME`id`$(id)"),
    ("A='b", "'b"),
  ])
  func values(text: String, value: String) {
    #expect(EnvironmentFile(parsing: Array(text.utf8)).variables == ["A": value])
  }

  @Test(arguments: ["", "\n\n", "# A=b", "  # A=b", "A", "=b"])
  func whatSaysNothing(text: String) {
    #expect(EnvironmentFile(parsing: Array(text.utf8)).variables.isEmpty)
  }
}
