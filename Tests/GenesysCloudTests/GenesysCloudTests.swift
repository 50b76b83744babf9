import Testing

@testable import GenesysCloud
