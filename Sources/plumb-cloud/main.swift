#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import PlumbCLI
import PlumbCloudCLI

exit(await runPlumbCloud(Array(CommandLine.arguments.dropFirst()), on: Console.standard()))
