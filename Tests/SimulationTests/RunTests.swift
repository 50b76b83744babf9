import Testing
@testable import Simulation

struct RunTests {}
