import PlumbCLI
import Terminal

CrashReport.install()
let console = Console.standard()
exit(runPlumb(Console.arguments, on: console))
