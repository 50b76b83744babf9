import PlumbCloudCLI
import Terminal

exit(await runPlumbCloud(Array(CommandLine.arguments.dropFirst()), on: Console.standard()))
