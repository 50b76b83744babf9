package import SourceText

/// Shapes that several commands print.
extension JSONWriter {
  /// Writes a range of the file: `{"start":{"line":…,"column":…,"offset":…},"end":{…}}`.
  package mutating func range(_ range: PlaceRange) {
    beginObject()
    key("start")
    place(range.start)
    key("end")
    place(range.end)
    endObject()
  }

  /// Writes a place of a file.
  private mutating func place(_ place: Place) {
    beginObject()
    member("line", place.line)
    member("column", place.column)
    member("offset", place.offset)
    endObject()
  }

  /// Writes the diagnostics of an expression, with ranges in Unicode scalars of its text and without its secrets.
  package mutating func diagnostics(_ diagnostics: [Diagnostic], in expression: ExpressionText) {
    let mask = diagnostics.isEmpty ? SecretMask() : expression.mask
    beginArray()
    for diagnostic in diagnostics {
      let range = expression.scalars(of: diagnostic.range)
      beginObject()
      member("code", diagnostic.code.description)
      member("severity", diagnostic.severity.rawValue)
      member("message", mask.masked(diagnostic.message))
      member("start", range.lowerBound)
      member("end", range.upperBound)
      endObject()
    }
    endArray()
  }
}
