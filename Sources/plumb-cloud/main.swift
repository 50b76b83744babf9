import PlumbCloudCLI
import Terminal

useBuiltInNameLookup()
exit(await runPlumbCloud(Console.arguments, on: Console.standard()))
