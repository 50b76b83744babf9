import PlumbCLI
import Terminal

CrashReport.install()
let console = Console.standard()
exit(runPlumb(Array(CommandLine.arguments.dropFirst()), on: console))
