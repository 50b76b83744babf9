/// Stops, so that the fuzzer keeps the input, where something is not as it must be; what and where is printed, as
/// `precondition` does not do in optimised code.
func expect(_ condition: Bool, _ message: @autoclosure () -> String = "not so", line: UInt = #line) {
  if !condition { fatalError("\(message()) (line \(line))") }
}
