/// `plumb eval EXPRESSION FILE…` without any option, which is what most runs are.
///
/// ArgumentParser looks at the type of every option by reflection, which takes three quarters of such a run. Without
/// options there is nothing to parse: each has the value that it has when it is not given.
extension EvalCommand: PlainCommand {
  init?(words: [String]) {
    guard !words.isEmpty else { return nil }
    self.init()
    expressions = []
    self.words = words
    ndjson = false
    id = nil
    require = false
    trace = false
    histogram = false
    format = .text

    var connection = ConnectionFlags()
    connection.baseURL = nil
    connection.profile = nil
    connection.envFile = nil
    var cloud = CloudConversationOption()
    cloud.conversations = []
    cloud.watch = false
    cloud.duration = nil
    cloud.timeout = nil
    cloud.connection = connection
    self.cloud = cloud

    var choice = ParticipantOption()
    choice.participant = []
    self.choice = choice

    var variables = VariableOptions()
    variables.assignments = []
    variables.vars = nil
    variables.varType = []
    variables.noBind = false
    variables.inventory = nil
    self.variables = variables

    var flow = FlowOptions()
    flow.flow = nil
    flow.allSites = false
    flow.site = []
    flowOptions = flow

    var lines = LineOptions()
    lines.badLines = nil
    lines.jobs = nil
    self.lines = lines

    var keys = KeyOptions()
    keys.key = nil
    keys.withKey = false
    keys.columns = false
    self.keys = keys

    var clock = ClockOptions()
    clock.now = nil
    clock.seed = nil
    self.clock = clock

    var dialect = DialectOption()
    dialect.dialect = .all
    dialectOption = dialect

    var project = ConfigurationOption()
    project.config = nil
    self.project = project

    var colors = ColorOption()
    colors.color = .auto
    self.colors = colors
  }
}
