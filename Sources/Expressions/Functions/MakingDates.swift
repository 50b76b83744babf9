extension Function {
  static let makeDateTime: Function = Function(
    "MakeDateTime", .dateTime, .documented,
    "Makes a DateTime in UTC from year, month, day, hour, minute and second.",
    limits: ["Years 1800 to 2200.", "Hour, minute and second may be left out: a decision."],
    overloads: [
      Overload(
        [
          Parameter("year", .integer), Parameter("month", .integer), Parameter("day", .integer),
          Parameter("hour", .integer, isOptional: true), Parameter("minute", .integer, isOptional: true),
          Parameter("second", .integer, isOptional: true),
        ], .exactly(.dateTime)
      ) { call throws(EvaluationError) in
        .dateTime(DateTime(date: try call.date(from: 0), time: try call.time(from: 3)))
      }
    ],
    examples: [
      Example("MakeDateTime(2025, 5, 16, 19, 47, 29)", "2025-05-16T19:47:29.000Z"),
      Example("MakeDateTime(2025, 5, 16)", "2025-05-16T00:00:00.000Z"),
    ])

  static let makeDate: Function = Function(
    "MakeDate", .dateTime, .thirdParty, "Makes a Date from year, month and day.", limits: ["Years 1800 to 2200."],
    overloads: [
      Overload(
        [Parameter("year", .integer), Parameter("month", .integer), Parameter("day", .integer)], .exactly(.date)
      ) { call throws(EvaluationError) in .date(try call.date(from: 0)) }
    ],
    examples: [Example("MakeDate(2024, 2, 29)", "2024-02-29")])

  static let makeTime: Function = Function(
    "MakeTime", .dateTime, .unverified, "Makes a Time from hour, minute and second.",
    overloads: [
      Overload(
        [
          Parameter("hour", .integer), Parameter("minute", .integer),
          Parameter("second", .integer, isOptional: true),
        ], .exactly(.time)
      ) { call throws(EvaluationError) in .time(try call.time(from: 0)) }
    ],
    examples: [Example("MakeTime(9, 30)", "09:30:00")])

  static let makeDuration: Function = Function(
    "MakeDuration", .dateTime, .verified,
    "Makes a Duration from days, hours, minutes, seconds and, where they are given, milliseconds.",
    overloads: [
      Overload(
        [
          Parameter("days", .integer), Parameter("hours", .integer), Parameter("minutes", .integer),
          Parameter("seconds", .integer), Parameter("milliseconds", .integer, isOptional: true),
        ], .exactly(.duration)
      ) { call throws(EvaluationError) in
        guard
          let span = TimeSpan(
            days: call.integer(0), hours: call.integer(1), minutes: call.integer(2), seconds: call.integer(3),
            milliseconds: call.integer(4))
        else { throw call.failure(.overflow, "the result is beyond the range of Duration") }
        return .duration(span)
      }
    ],
    examples: [
      Example("MakeDuration(0, 0, 0, 30, 0)", "PT30S"),
      Example("MakeDuration(1, 2, 0, 90)", "P1DT2H1M30S"),
      Example("MakeDuration(0, 0, 0, 0, 1500)", "PT1.5S"),
    ])

  static let makeTimeslot: Function = Function(
    "MakeTimeslot", .dateTime, .verified, "Makes a Timeslot, for time pickers of messages, from its start and length.",
    overloads: [
      Overload(
        [Parameter("start", .exactly(.dateTime)), Parameter("duration", .exactly(.duration))],
        .exactly(.object("tsl"))
      ) { call in
        let text = "\(call[0].text ?? "")/\(call[1].text ?? "")"
        return .object(
          GenesysObject(typeCode: "tsl", text: text, properties: [("start", call[0]), ("duration", call[1])]))
      }
    ],
    examples: [
      Example(#"MakeTimeslot(ToDateTime("2024-03-01"), ToDuration(7200000))"#, "2024-03-01T00:00:00.000Z/PT2H")
    ])
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
