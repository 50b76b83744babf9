import PlumbCloudCLI
import Terminal

exit(await runPlumbCloud(Console.arguments, on: Console.standard()))
