extension Function {
  static let makeDateTime = Function(
    "MakeDateTime", .dateTime, .documented, "Makes a DateTime in UTC from year, month, day, hour, minute and second.",
    limits: ["Years 1800 to 2200.", "Hour, minute and second may be left out: a decision."], traits: [.limitsArguments],
    [
      Parameter("year", .integer), Parameter("month", .integer), Parameter("day", .integer),
      Parameter("hour", .integer, isOptional: true), Parameter("minute", .integer, isOptional: true),
      Parameter("second", .integer, isOptional: true),
    ],
    .dateTime,
    examples: [
      "MakeDateTime(2025, 5, 16, 19, 47, 29)": "2025-05-16T19:47:29.000Z",
      "MakeDateTime(2025, 5, 16)": "2025-05-16T00:00:00.000Z",
    ]
  ) { call throws(EvaluationError) in .dateTime(DateTime(date: try call.date(from: 0), time: try call.time(from: 3))) }

  static let makeDate = Function(
    "MakeDate", .dateTime, .thirdParty, "Makes a Date from year, month and day.",
    limits: ["Years 1800 to 2200."], traits: [.limitsArguments],
    [Parameter("year", .integer), Parameter("month", .integer), Parameter("day", .integer)], .date,
    examples: ["MakeDate(2024, 2, 29)": "2024-02-29"]
  ) { call throws(EvaluationError) in .date(try call.date(from: 0)) }

  static let makeTime = Function(
    "MakeTime", .dateTime, .unverified, "Makes a Time from hour, minute and second.", traits: [.limitsArguments],
    [Parameter("hour", .integer), Parameter("minute", .integer), Parameter("second", .integer, isOptional: true)],
    .time, examples: ["MakeTime(9, 30)": "09:30:00"]
  ) { call throws(EvaluationError) in .time(try call.time(from: 0)) }

  static let makeDuration = Function(
    "MakeDuration", .dateTime, .verified,
    "Makes a Duration from days, hours, minutes, seconds and, where they are given, milliseconds.",
    [
      Parameter("days", .integer), Parameter("hours", .integer), Parameter("minutes", .integer),
      Parameter("seconds", .integer), Parameter("milliseconds", .integer, isOptional: true),
    ],
    .duration,
    examples: [
      "MakeDuration(0, 0, 0, 30, 0)": "PT30S",
      "MakeDuration(1, 2, 0, 90)": "P1DT2H1M30S",
      "MakeDuration(0, 0, 0, 0, 1500)": "PT1.5S",
    ]
  ) { call throws(EvaluationError) in
    guard
      let span = TimeSpan(
        days: call.integer(0), hours: call.integer(1), minutes: call.integer(2), seconds: call.integer(3),
        milliseconds: call.integer(4))
    else { throw call.failure(.overflow, "the result is beyond the range of Duration") }
    return .duration(span)
  }

  static let makeTimeslot = Function(
    "MakeTimeslot", .dateTime, .verified, "Makes a Timeslot, for time pickers of messages, from its start and length.",
    [Parameter("start", .dateTime), Parameter("duration", .duration)], .exactly(.object("tsl")),
    examples: [#"MakeTimeslot(ToDateTime("2024-03-01"), ToDuration(7200000))"#: "2024-03-01T00:00:00.000Z/PT2H"]
  ) { call in
    let text = "\(call[0].text ?? "")/\(call[1].text ?? "")"
    return .object(
      GenesysObject(typeCode: "tsl", text: text, properties: [("start", call[0]), ("duration", call[1])]))
  }
}

extension FunctionCall {
  /// The date that three arguments make.
  fileprivate func date(from index: Int) throws(EvaluationError) -> CalendarDate {
    let year = try part(index, CalendarDate.years, "year")
    let month = try part(index + 1, 1...12, "month")
    let last = CalendarDate.lastDay(ofMonth: month, year: year) ?? 31
    let day = try part(index + 2, 1...last, "day")
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw outOfTime }
    return date
  }

  /// The time that up to three arguments make; what was left out is 0.
  fileprivate func time(from index: Int) throws(EvaluationError) -> ClockTime {
    let hour = try part(index, 0...23, "hour")
    let minute = try part(index + 1, 0...59, "minute")
    let second = try part(index + 2, 0...59, "second")
    return ClockTime(hour: hour, minute: minute, second: second) ?? ClockTime(milliseconds: 0)
  }

  private func part(_ index: Int, _ range: ClosedRange<Int64>, _ name: String) throws(EvaluationError) -> Int64 {
    let number = integer(index)
    guard range.contains(number) else {
      let bounds = "\(range.lowerBound) to \(range.upperBound)"
      throw failure(
        .invalidValue, "expected a number from \(bounds) for ‘\(name)’ of ‘\(self.name)’, found \(number)",
        argument: index)
    }
    return number
  }
}
