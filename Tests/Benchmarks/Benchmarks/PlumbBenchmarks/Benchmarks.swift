import Benchmark
import Conversations
import Expressions
import Flows
import Foundation
import JSON
import Linting
import SourceText

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], warmupIterations: 2, maxDuration: .seconds(3), maxIterations: 200)

  jsonBenchmarks()
  expressionBenchmarks()
  flowBenchmarks()
}

/// Reading conversations, beside what Foundation does.
private func jsonBenchmarks() {
  let bytes = Array(Samples.conversation(participants: 60).utf8)
  let data = Data(bytes)
  let rate = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
  let ratio = BenchmarkMetric.custom("× Foundation", polarity: .prefersLarger, useScalingFactor: false)

  Benchmark("JSON: a conversation to a tape", configuration: .init(metrics: [.wallClock, rate, ratio])) { benchmark in
    let tape = clock.measure { for _ in 0..<20 { blackHole(try? JSONDocument(parsing: bytes)) } }
    let foundation = clock.measure { for _ in 0..<20 { blackHole(try? JSONSerialization.jsonObject(with: data)) } }
    benchmark.measurement(rate, megabytes(20 * bytes.count, in: tape))
    benchmark.measurement(ratio, Int(foundation / tape))
  }
}

/// What happens to an expression, from its text to its value.
private func expressionBenchmarks() {
  let texts = Samples.expressions
  let nanoseconds = BenchmarkMetric.custom("ns each", polarity: .prefersSmaller, useScalingFactor: false)

  Benchmark(
    "Expressions: parse, check and plan \(texts.count) different ones", configuration: .init(metrics: [nanoseconds])
  ) { benchmark in
    let checker = TypeChecker(symbols: SymbolTable())
    let time = clock.measure {
      for text in texts { blackHole(Plan(checker.check(SyntaxTree(parsing: text)))) }
    }
    benchmark.measurement(nanoseconds, Int(time / .nanoseconds(texts.count)))
  }

  let path = Plan(SyntaxTree(parsing: "conversation.participants.customer.attributes.tier"))
  let mixed = Plan(
    SyntaxTree(parsing: #"If(IsSet(participant.attributes.tier), Upper(participant.attributes.tier), "none")"#))
  let document = try? JSONDocument(parsing: Array(Samples.conversation(participants: 12).utf8))
  let conversation = document.flatMap { Conversation(recognising: $0.root) }
  for (name, plan) in [("a path", path), ("calls around paths", mixed)] {
    Benchmark("Evaluation: \(name)", configuration: .init(metrics: [nanoseconds])) { benchmark in
      var environment = ConversationEnvironment(conversation)
      environment.explains = false
      let time = clock.measure {
        for _ in 0..<1000 { blackHole(try? Evaluator.evaluate(plan, in: &environment)) }
      }
      benchmark.measurement(nanoseconds, Int(time / .nanoseconds(1000)))
    }
  }
}

/// Reading and linting flows.
private func flowBenchmarks() {
  let rate = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
  for (name, text) in [("YAML", Samples.flowInYAML(states: 150)), ("XML", Samples.flowInXML(states: 150))] {
    let bytes = Array(text.utf8)
    Benchmark("Flows: read \(name)", configuration: .init(metrics: [.wallClock, rate])) { benchmark in
      let time = clock.measure { blackHole(try? FlowFile.read(name: "flow", contents: bytes)) }
      benchmark.measurement(rate, megabytes(bytes.count, in: time))
    }
  }

  let files = (0..<20).map { ("\($0).yaml", Array(Samples.flowInYAML(states: 5 + $0).utf8)) }
  let milliseconds = BenchmarkMetric.custom("µs a file", polarity: .prefersSmaller, useScalingFactor: false)
  Benchmark("Linting: a folder of \(files.count) flows", configuration: .init(metrics: [milliseconds])) { benchmark in
    let linter = Linter()
    let time = clock.measure {
      for (name, contents) in files { blackHole(linter.lint(contents, named: name)) }
    }
    benchmark.measurement(milliseconds, Int(time / .microseconds(files.count)))
  }
}

private let clock = ContinuousClock()

private func megabytes(_ count: Int, in time: Duration) -> Int {
  Int(Double(count) / 1e6 / max(time / .seconds(1), 1e-9))
}
