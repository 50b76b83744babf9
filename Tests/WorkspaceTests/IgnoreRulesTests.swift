import Testing

@testable import Workspace

@Suite("Ignore files")
struct IgnoreRulesTests {
  @Test(
    "follow gitignore(5)",
    arguments: [
      // rules, path, is it a folder, is it ignored
      ("*.log", "a/b.log", false, true), ("*.log", "a/b.txt", false, false), ("/b.log", "a/b.log", false, false),
      ("/b.log", "b.log", false, true), ("build/", "build", true, true), ("build/", "build", false, false),
      ("a/*.yaml", "a/x.yaml", false, true), ("a/*.yaml", "a/b/x.yaml", false, false),
      ("a/**/x.yaml", "a/b/c/x.yaml", false, true), ("a/**/x.yaml", "a/x.yaml", false, true),
      ("**/gen", "a/b/gen", true, true), ("a/**", "a/b/c", false, true), ("*\n!keep.yaml", "keep.yaml", false, false),
      ("*\n!keep.yaml", "drop.yaml", false, true), ("# note\n\n  \n", "x", false, false), ("\\#x", "#x", false, true),
      ("x?.yaml", "x1.yaml", false, true), ("x[0-9].yaml", "x1.yaml", false, true),
      ("x[!0-9].yaml", "x1.yaml", false, false), ("a b", "a b", false, true), ("a b  ", "a b", false, true),
      ("[", "[", false, true), ("*a*b*c", "xaxbxc", false, true), ("*a*b*c", "xaxbx", false, false),
    ])
  func verdicts(rules: String, path: String, isFolder: Bool, isIgnored: Bool) {
    let verdict = IgnoreRules(Array(rules.utf8)).verdict(on: Array(path.utf8)[...], isFolder: isFolder)
    #expect((verdict ?? false) == isIgnored, "\(rules) on \(path)")
  }

  @Test("match hostile patterns in linear time")
  func hostile() {
    let pattern = Array(String(repeating: "*a", count: 200).utf8)
    let path = Array(String(repeating: "a", count: 5000).utf8)
    #expect(Glob.matches(pattern[...], path[...]))
    #expect(!Glob.matches((pattern + [0x62])[...], path[...]))
  }
}
