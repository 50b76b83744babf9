import Benchmark
import Conversations
import Diagnosis
import Expressions
import Flows
import Foundation
import JSON
import Linting
import Simulation

// Names are rows of the table that `make bench` prints. One that ends in “, by Foundation” is the peer of the row before.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(2))
  expressionBenchmarks()
  readingBenchmarks()
  flowBenchmarks()
}

/// What takes less than a millisecond is done a thousand times at once; its time is that of one.
private var small: Benchmark.Configuration {
  var configuration = Benchmark.defaultConfiguration
  configuration.scalingFactor = .kilo
  return configuration
}

/// What happens to an expression, from its text to its value.
private func expressionBenchmarks() {
  let texts = Samples.expressions
  let trees = texts.map { SyntaxTree(parsing: $0) }
  let checker = TypeChecker(symbols: SymbolTable())
  let typed = trees.map { checker.check($0) }
  Benchmark("parse an expression", configuration: small) { benchmark in
    for index in benchmark.scaledIterations { blackHole(SyntaxTree(parsing: texts[index % texts.count])) }
  }
  Benchmark("check its types", configuration: small) { benchmark in
    for index in benchmark.scaledIterations { blackHole(checker.check(trees[index % trees.count])) }
  }
  Benchmark("plan its evaluation", configuration: small) { benchmark in
    for index in benchmark.scaledIterations { blackHole(Plan(typed[index % typed.count])) }
  }

  let path = SyntaxTree(parsing: "conversation.participants.customer.attributes.tier")
  let calls = SyntaxTree(
    parsing: #"If(IsSet(participant.attributes.tier), Upper(participant.attributes.tier), "none")"#)
  var environment = ConversationEnvironment(Samples.conversation(participants: 12))
  environment.explains = false
  for (name, tree) in [("evaluate a path", path), ("evaluate calls around two paths", calls)] {
    let plan = Plan(tree)
    Benchmark(name, configuration: small) { [environment] benchmark in
      var environment = environment
      for _ in benchmark.scaledIterations { blackHole(try? Evaluator.evaluate(plan, in: &environment)) }
    }
    Benchmark("\(name), with a trace", configuration: small) { [environment] benchmark in
      var environment = environment
      for _ in benchmark.scaledIterations {
        var trace: EvaluationTrace? = EvaluationTrace(of: tree)
        blackHole(try? Evaluator.evaluate(plan, in: &environment, trace: &trace))
        blackHole(trace)
      }
    }
  }
}

/// Reading documents.
private func readingBenchmarks() {
  let bytes = Array(Samples.conversationText(participants: 60).utf8)
  let data = Data(bytes)
  let size = "\(bytes.count / 1000) KB"
  Benchmark("read \(size) of JSON") { _ in blackHole(try? JSONDocument(parsing: bytes)) }
  Benchmark("read \(size) of JSON, by Foundation") { _ in blackHole(try? JSONSerialization.jsonObject(with: data)) }

  for (format, text) in [("YAML", Samples.flowInYAML(states: 150)), ("XML", Samples.flowInXML(states: 150))] {
    let bytes = Array(text.utf8)
    Benchmark("read a flow of \(bytes.count / 1000) KB of \(format)") { _ in
      blackHole(try? FlowFile.read(name: "flow", contents: bytes))
    }
  }
}

/// What is found out about flows.
private func flowBenchmarks() {
  let text = Array(Samples.flowInYAML(states: 20).utf8)
  let linter = Linter()
  Benchmark("lint a flow of \(text.count / 1000) KB") { _ in blackHole(linter.lint(text, named: "flow.yaml")) }

  guard let flow = try? FlowFile.read(name: "flow.yaml", contents: text).flows.first,
    let loop = try? FlowFile.read(name: "loop.yaml", contents: Array(Samples.loop(rounds: 100).utf8)).flows.first
  else { fatalError("the samples are not read") }
  let conversation = Samples.conversation(participants: 12)
  var evidence = Evidence()
  evidence.flows = [DiagnosedFlow(flow, file: "flow.yaml")]
  Benchmark("say why an attribute is missing, with a flow", configuration: small) { [evidence] benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(Explanation(conversation.diagnose("order"), in: conversation, evidence: evidence))
    }
  }

  let program = FlowProgram(loop)
  guard program.run(Scenario()).steps.count > 300 else { fatalError("the loop is not run to its end") }
  Benchmark("run a flow of 300 actions") { _ in blackHole(program.run(Scenario())) }
}
