import ArgumentParser

extension EvalCommand: PlainCommand {
  /// All options of the command.
  static var plainOptions: [PlainOption<EvalCommand>] {
    [
      .several("-e", anyWord: true) { $0.expressions = $1 },
      .flag("--ndjson") { $0.ndjson = $1 },
      .one("--id") { $0.id = $1 },
      .flag("--require") { $0.require = $1 },
      .flag("--trace") { $0.trace = $1 },
      .flag("--histogram") { $0.histogram = $1 },
      .one("--format", default: .text) { $0.format = $1 },
      .one("--color", default: .auto) { $0.colors.color = $1 },
      .one("--config") { $0.project.config = $1 },
      .one("--dialect", default: .all) { $0.dialectOption.dialect = $1 },
      .several("--participant") { $0.choice.participant = $1 },
      .one("--now") { $0.clock.now = $1 },
      .one("--seed") { $0.clock.seed = $1 },
      .several("--set", anyWord: true) { $0.variables.assignments = $1 },
      .one("--vars") { $0.variables.vars = $1 },
      .several("--var-type") { $0.variables.varType = $1 },
      .flag("--no-bind") { $0.variables.noBind = $1 },
      .one("--inventory") { $0.variables.inventory = $1 },
      .one("--flow") { $0.flowOptions.flow = $1 },
      .flag("--all-sites") { $0.flowOptions.allSites = $1 },
      .several("--site") { $0.flowOptions.site = $1 },
      .one("--bad-lines") { $0.lines.badLines = $1 },
      .one("--jobs") { $0.lines.jobs = $1 },
      .one("--key") { $0.keys.key = $1 },
      .flag("--with-key") { $0.keys.withKey = $1 },
      .flag("--columns") { $0.keys.columns = $1 },
      .several("--conversation") { $0.cloud.conversations = $1 },
      .flag("--watch") { $0.cloud.watch = $1 },
      .one("--for") { $0.cloud.duration = $1 },
      .one("--timeout") { $0.cloud.timeout = $1 },
      .one("--base-url") { $0.cloud.connection.baseURL = $1 },
      .one("--profile") { $0.cloud.connection.profile = $1 },
      .one("--env-file") { $0.cloud.connection.envFile = $1 },
    ]
  }

  init?(plainly line: [String]) {
    self.init()
    (lines, keys, cloud, choice, variables) = (.init(), .init(), .init(), .init(), .init())
    (flowOptions, clock, dialectOption, project, colors) = (.init(), .init(), .init(), .init(), .init())
    cloud.connection = ConnectionFlags()
    guard let words = PlainOption.read(line, Self.plainOptions, into: &self) else { return nil }
    self.words = words
    let isValid = PlainOption<EvalCommand>.areValid([
      lines, keys, cloud, cloud.connection, choice, variables, flowOptions, clock, dialectOption, project, colors, self,
    ])
    guard isValid else { return nil }
  }
}
