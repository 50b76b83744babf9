#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import PlumbCLI

CrashReport.install()
let console = Console.standard()
exit(runPlumb(Array(CommandLine.arguments.dropFirst()), on: console))
