import Scripting
import SourceText
import Testing

/// What the tokenizer tells apart.
struct ScriptTokenTests {
  static let cases: [(text: String, tokens: String)] = [
    ("a.b['c']", "name:a mark:. name:b mark:[ string:'c' mark:]"),
    ("// a\nb /* c */ d", "name:b name:d"),
    ("/* open", ""),
    (#"'it\'s' "a\"b""#, #"string:'it\'s' string:"a\"b""#),
    ("'open\nx", "string:'open name:x"),
    ("a / b / c", "name:a mark:/ name:b mark:/ name:c"),
    ("x = /a'b[/]\"/gi.test(y)", "name:x mark:= regularExpression:/a'b[/]\"/gi mark:. name:test mark:( name:y mark:)"),
    ("return /'/", "name:return regularExpression:/'/"),
    ("if (a) /'/.test(b)", "name:if mark:( name:a mark:) regularExpression:/'/ mark:. name:test mark:( name:b mark:)"),
    ("(a) / b", "mark:( name:a mark:) mark:/ name:b"),
    ("a[0] / 2 / b", "name:a mark:[ number:0 mark:] mark:/ number:2 mark:/ name:b"),
    ("{} /'/", "mark:{ mark:} regularExpression:/'/"),
    ("x = {} / 2", "name:x mark:= mark:{ mark:} mark:/ number:2"),
    ("`a${b + `c${d}`}e`", "template:`a${ name:b mark:+ template:`c${ name:d template:}` template:}e`"),
    ("`a\\`b`", "template:`a\\`b`"),
    ("1.5e-3 + 0x1e-2 + .5", "number:1.5e-3 mark:+ number:0x1e mark:- number:2 mark:+ number:.5"),
    ("a?.b ? .5 : c", "name:a mark:?. name:b mark:? number:.5 mark:: name:c"),
    ("a === b => c", "name:a mark:=== name:b mark:=> name:c"),
    ("i++ / 2", "name:i mark:++ mark:/ number:2"),
    ("größe.ключ", "name:größe mark:. name:ключ"),
    ("a / b\n/ c", "name:a mark:/ name:b mark:/ name:c"),
    ("/ open", "mark:/ name:open"),
    (
      "<log expr=\"a.b + 'c'\"/><!-- d --><script>e</script>",
      "mark:; name:a mark:. name:b mark:+ string:'c' mark:; mark:; mark:; name:e mark:;"
    ),
  ]

  @Test(arguments: cases)
  func tokens(text: String, tokens: String) {
    let script = ScriptTokens(text)
    let found = script.tokens.indices.map { "\(script.tokens[$0].kind):\(script.masked($0))" }
    #expect(found.joined(separator: " ") == tokens)
  }

  @Test func valuesHaveNoEscapes() {
    let script = ScriptTokens(#"'a\x41\u0042\u{43}\n' fr\u006fm `d` `e${f}`"#)
    #expect(script.tokens.indices.map { script.value($0) } == ["aABC\n", "from", "d", nil, "f", nil])
  }

  @Test func anyTextIsCut() {
    let marks = Array("'\"`/\\*${}[]()<>-! \n=.#a0é?:;")
    var state: UInt64 = 42
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(marks[Int(state >> 33) % marks.count])
      }
      let script = ScriptTokens(text)
      var end: UInt32 = 0
      for token in script.tokens {
        #expect(token.range.start >= end && token.range.end > token.range.start, "\(text)")
        #expect(Int(token.range.end) <= text.utf8.count, "\(text)")
        end = token.range.end
      }
      _ = script.chains
      _ = JSONPath.chain(of: text)
      _ = TemplateHoles.velocityReferences(in: text)
      _ = TemplateHoles.bracedChains(in: text)
    }
  }
}

extension ScriptTokens {
  /// The text of a token; of a mark that stands for markup, the semicolon it was read as.
  fileprivate func masked(_ index: Int) -> String {
    let written = written(index)
    return tokens[index].kind == .mark && ["\"", ">", "<"].contains(written) && self.text.first == UInt8(ascii: "<")
      ? ";" : written
  }
}
