extension FunctionCatalogue {
  static let dateTimeFunctions: [Function] = [
    .getCurrentDateTimeUTC, .addDays, .addHours, .addMinutes, .addSeconds, .addMonths, .addYears, .addDuration,
    .dateTimeDiff, .makeDateTime, .makeDate, .makeTime, .makeDuration, .makeTimeslot, .year, .month, .day, .hour,
    .minute, .second, .dayOfWeek,
  ]
}

extension Function {
  static let getCurrentDateTimeUTC = Function(
    "GetCurrentDateTimeUtc", .dateTime, .verified, isPure: false, "Gives the time, in UTC.",
    limits: ["Without a clock the value is unknown."], traits: [.givesNow], [], .dateTime,
    examples: [
      "DateTimeDiff(GetCurrentDateTimeUtc(), GetCurrentDateTimeUtc())": "PT0S",
      "GetCurrentDateTimeUtc() > System.MinDateTime": "true",
    ]
  ) { call throws(EvaluationError) in
    guard let now = call.now else { return .unknown(.now(for: call.name)) }
    guard let moment = DateTime(milliseconds: now) else { throw call.outOfTime }
    return .dateTime(moment)
  }

  static let addDays: Function = .adding(
    "AddDays", .verified, "days", each: ClockTime.millisecondsPerDay,
    [#"AddDays(ToDateTime("2024-02-28T12:00:00Z"), 2)"#: "2024-03-01T12:00:00.000Z"])

  static let addHours: Function = .adding(
    "AddHours", .verified, "hours", each: 3_600_000, traits: [.movesMoment],
    [#"AddHours(ToDateTime("2024-03-01T02:00:00Z"), -3)"#: "2024-02-29T23:00:00.000Z"])

  static let addMinutes: Function = .adding(
    "AddMinutes", .verified, "minutes", each: 60_000, traits: [.movesMoment],
    [#"AddMinutes(ToDateTime("2024-03-01T02:00:00Z"), 90)"#: "2024-03-01T03:30:00.000Z"])

  static let addSeconds: Function = .adding(
    "AddSeconds", .thirdParty, "seconds", each: 1000,
    [#"AddSeconds(ToDateTime("2024-03-01"), -1)"#: "2024-02-29T23:59:59.000Z"])

  static let addMonths: Function = .adding(
    "AddMonths", .unverified, "months", each: 1, ofMonths: true,
    [#"AddMonths(ToDateTime("2024-01-31"), 1)"#: "2024-02-29T00:00:00.000Z"])

  static let addYears: Function = .adding(
    "AddYears", .unverified, "years", each: 12, ofMonths: true,
    [#"AddYears(ToDateTime("2024-02-29"), 1)"#: "2025-02-28T00:00:00.000Z"])

  static let addDuration = Function(
    "AddDuration", .dateTime, .thirdParty, "Gives the moment a Duration later.",
    [Parameter("dateTime", .dateTime), Parameter("duration", .duration)], .dateTime,
    examples: [#"AddDuration(ToDateTime("2024-03-01"), ToDuration("PT90M"))"#: "2024-03-01T01:30:00.000Z"]
  ) { call throws(EvaluationError) in try call.operation(.add) }

  static let dateTimeDiff = Function(
    "DateTimeDiff", .dateTime, .verified,
    "Gives the time from the second moment to the first: above 0 where the first is later.",
    [Parameter("dateTime1", .dateTime), Parameter("dateTime2", .dateTime)], .duration,
    examples: [#"DateTimeDiff(ToDateTime("2024-03-01T02:00:00Z"), ToDateTime("2024-03-01T00:30:00Z"))"#: "PT1H30M"]
  ) { call throws(EvaluationError) in try call.operation(.subtract) }

  static let year: Function = .part("Year", .used, "year", date: { $0.parts.year }, time: nil, "2024")
  static let month: Function = .part("Month", .used, "month, from 1,", date: { $0.parts.month }, time: nil, "3")
  static let day: Function = .part("Day", .thirdParty, "day of the month", date: { $0.parts.day }, time: nil, "1")
  static let hour: Function = .part(
    "Hour", .used, "hour", date: nil, time: { $0.hour }, "13", traits: [.tellsLocalTime])
  static let minute: Function = .part("Minute", .used, "minute", date: nil, time: { $0.minute }, "14")
  static let second: Function = .part("Second", .used, "second", date: nil, time: { $0.second }, "15")

  static let dayOfWeek: Function = .part(
    "DayOfWeek", .thirdParty, "day of the week, from 0 for Sunday to 6 for Saturday,", date: { $0.dayOfWeek },
    time: nil, "5", limits: ["Which number a day has is a decision."], traits: [.tellsLocalTime])

  // MARK: Functions that are alike

  /// - Parameter size: how many milliseconds, or months, the unit has.
  private static func adding(
    _ name: String, _ confidence: Confidence, _ unit: String, each size: Int64, ofMonths: Bool = false,
    traits: [Trait] = [], _ examples: KeyValuePairs<String, String>
  ) -> Function {
    let lastDay = ofMonths ? "; on the last day of a month that is too short" : ""
    return Function(
      name, .dateTime, confidence,
      "Gives the moment some \(unit) later, or earlier where the number is below 0\(lastDay).",
      traits: traits, [Parameter("dateTime", .dateTime), Parameter(unit, .integer)], .dateTime, examples: examples
    ) { call throws(EvaluationError) in
      guard case .dateTime(let moment) = call[0] else { return .notSet }
      let (distance, overflow) = call.integer(1).multipliedReportingOverflow(by: size)
      let result =
        ofMonths
        ? moment.date.adding(months: distance).map { DateTime(date: $0, time: moment.time) }
        : moment.adding(milliseconds: distance)
      guard !overflow, let result else { throw call.outOfTime }
      return .dateTime(result)
    }
  }

  private static func part(
    _ name: String, _ confidence: Confidence, _ what: String, date: (@Sendable (CalendarDate) -> Int64)?,
    time: (@Sendable (ClockTime) -> Int64)?, _ example: String, limits: [String] = [],
    traits: [Trait] = []
  ) -> Function {
    let body: Overload.Body = { call in
      switch call[0] {
      case .dateTime(let moment): .integer(date?(moment.date) ?? time?(moment.time) ?? 0)
      case .date(let value): .integer(date?(value) ?? 0)
      case .time(let value): .integer(time?(value) ?? 0)
      default: .notSet
      }
    }
    let other: ExpressionType = date == nil ? .time : .date
    return Function(
      name, .dateTime, confidence, "Gives the \(what) of a DateTime or \(other.displayName).", limits: limits,
      traits: traits,
      overloads: [
        Overload([Parameter("dateTime", .dateTime)], .integer, body),
        Overload([Parameter(other == .time ? "time" : "date", .exactly(other))], .integer, body),
      ],
      examples: ["\(name)(ToDateTime(\"2024-03-01T13:14:15Z\"))": example])
  }
}

extension FunctionCall {
  /// A moment beyond what Architect has.
  var outOfTime: EvaluationError {
    failure(.overflow, "expected a moment from \(CalendarDate.minimum) to \(CalendarDate.maximum)")
  }
}
