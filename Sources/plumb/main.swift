import PlumbCLI
import Terminal

Allocator.takeLargePieces()
CrashReport.install()
let console = Console.standard()
exit(runPlumb(Console.arguments, on: console))
