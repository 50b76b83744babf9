public import PlumbCLI

/// Runs a command of `plumb-cloud` and gives its exit code.
public func runPlumbCloud(_ arguments: [String], on console: Console) async -> Int32 {
  2
}
