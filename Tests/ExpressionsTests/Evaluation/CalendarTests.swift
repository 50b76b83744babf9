import Expressions
import TestSupport
import Testing

@Suite("Dates, times and durations")
struct CalendarTests {
  @Test("number every day of 1800 to 2200 in order")
  func everyDay() throws {
    var moment = DateTime.minimum
    var expected = (year: Int64(1800), month: Int64(1), day: Int64(1))
    // 1800-01-01 was a Wednesday.
    var weekday: Int64 = 3
    var count = 0
    while true {
      count += 1
      let parts = moment.date.parts
      guard parts == expected, moment.date.dayOfWeek == weekday,
        CalendarDate(year: parts.year, month: parts.month, day: parts.day) == moment.date
      else {
        Issue.record("\(moment) instead of \(expected)")
        return
      }
      let last = try #require(CalendarDate.lastDay(ofMonth: parts.month, year: parts.year))
      if parts.day < last {
        expected.day += 1
      } else {
        expected.day = 1
        expected.month = parts.month % 12 + 1
        expected.year += parts.month == 12 ? 1 : 0
      }
      weekday = (weekday + 1) % 7
      guard let next = moment.adding(milliseconds: 86_400_000) else { break }
      moment = next
    }
    #expect(count == 401 * 365 + 97)
    #expect(moment.date == .maximum)
    #expect(DateTime.maximum.adding(milliseconds: 1) == nil)
    #expect(DateTime.minimum.adding(milliseconds: -1) == nil)
  }

  @Test("count milliseconds from 1970")
  func epoch() {
    #expect(DateTime(milliseconds: 0)?.description == "1970-01-01T00:00:00.000Z")
    #expect(DateTime(milliseconds: -1)?.description == "1969-12-31T23:59:59.999Z")
    #expect(DateTime(milliseconds: 1_747_424_849_309)?.description == "2025-05-16T19:47:29.309Z")
    #expect(DateTime(milliseconds: .max) == nil)
    #expect(DateTime(milliseconds: .min) == nil)
  }

  @Test("are read from the text that they write", arguments: 0..<500)
  func texts(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let milliseconds = Int64.random(
      in: DateTime.minimum.milliseconds...DateTime.maximum.milliseconds, using: &random)
    let moment = try #require(DateTime(milliseconds: milliseconds))
    #expect(moment.milliseconds == milliseconds)
    #expect(outcome("ToDateTime(\"\(moment)\")") == moment.description)
    #expect(outcome("ToDate(\"\(moment.date)\")") == moment.date.description)
    #expect(outcome("ToTime(\"\(moment.time)\")") == moment.time.description)
    let span = try #require(TimeSpan(milliseconds: milliseconds >> Int64(seed % 40)))
    #expect(outcome("ToDuration(\"\(span)\")") == span.description)
    #expect(try evaluate("ToDuration(\"\(span)\") == ToDuration(\(span.milliseconds))").value.text == "true")
  }

  @Test("are not read from anything else", arguments: 0..<2000)
  func mutations(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let texts = ["2025-05-16T19:47:29.309+02:00", "2025-05-16", "19:47:29.309", "-P1DT2H3M4.5S"]
    let alphabet = Array("0123456789-+:.TZPDHMS ".utf8)
    var bytes = Array(texts[seed % texts.count].utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = alphabet.randomElement(using: &random) ?? 0
      if Bool.random(using: &random), bytes.count > 2 { bytes.remove(at: place) }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for function in ["ToDateTime", "ToDate", "ToTime", "ToDuration"] {
      let result = outcome("\(function)(\"\(text)\")")
      // What is read is read again from its own text.
      guard !result.hasPrefix("failed-conversion") else { continue }
      #expect(outcome("\(function)(\"\(result)\")") == result, "\(text)")
    }
  }
}
