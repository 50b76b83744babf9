import Testing

@testable import PlumbCloudCLI
