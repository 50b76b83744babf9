import Testing

@testable import GenesysCloud

struct AddressTests {
  @Test(arguments: [
    "eu-west-2", "eu_west_2", "euw2.pure.cloud", "https://apps.euw2.pure.cloud/directory/#/", "api.euw2.pure.cloud:443",
    "https://login.euw2.pure.cloud", " EU-WEST-2 ", "EUW2.PURE.CLOUD.",
  ])
  func aRegionHasManyNames(text: String) throws {
    let address = try ServiceAddress(region: text)
    #expect(address.region?.name == "eu-west-2")
    #expect(address.api.description == "https://api.euw2.pure.cloud")
    #expect(address.login.description == "https://login.euw2.pure.cloud")
    #expect(address.webMessaging.description == "https://webmessaging.euw2.pure.cloud")
  }

  @Test func everyRegionIsFoundByItsNameAndDomain() {
    #expect(Region.all.count == 18)
    for region in Region.all {
      #expect(Region(region.name) == region)
      #expect(Region(region.domain) == region)
      #expect(Region("https://apps.\(region.domain)/x") == region)
      #expect(Region.isGenesys(host: "api." + region.domain))
    }
    #expect(Set(Region.all.map(\.domain)).count == Region.all.count)
  }

  @Test(arguments: ["", "mars", "pure.cloud", "evilmypurecloud.com", "mypurecloud.com.evil.example", "https://"])
  func whatIsNoRegionIsNamed(text: String) {
    #expect(throws: CloudError.self) { try ServiceAddress(region: text) }
    #expect(!Region.isGenesys(host: text))
  }

  @Test func theTutorialsHostIsUnderstood() throws {
    for (text, name) in [
      ("us-east-1.mypurecloud.com", "us-east-1"), ("https://eu-west-1.mypurecloud.com", "eu-west-1"),
    ] {
      let address = try ServiceAddress(region: text)
      #expect(address.region?.name == name)
      #expect(address.note?.contains(name) == true)
    }
    #expect(try ServiceAddress(region: "mypurecloud.com").note == nil)
  }

  @Test(arguments: [
    ("https://stand-in.example", "https://stand-in.example"), ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
    ("http://localhost", "http://localhost"), ("http://[::1]:99", "http://[::1]:99"),
    ("HTTPS://Example.com:443", "https://example.com"), ("http://127.9.8.7:1", "http://127.9.8.7:1"),
  ])
  func aBaseURLServesAllRoles(text: String, origin: String) throws {
    let address = try ServiceAddress(baseURL: text)
    #expect(address.api.description == origin)
    #expect(address.login == address.api)
    #expect(address.webMessaging == address.api)
  }

  @Test(arguments: [
    "", "example.com", "http://example.com", "ftp://localhost", "http://127.0.0.1.example.com", "http://127.1",
    "https://user:password@example.com", "http://localhost:0", "http://localhost:65536", "http://localhost:x",
    "https://exa mple.com", "https://example.com\\@evil.example", "http://0.0.0.0", "https://[::1",
  ])
  func otherBaseURLsAreRefused(text: String) {
    #expect(throws: CloudError.self) { try ServiceAddress(baseURL: text) }
  }

  @Test func originsDifferBySchemeHostAndPort() throws {
    let urls = [
      "https://a.example", "https://b.example", "https://a.example:444", "http://localhost", "http://localhost:81",
    ]
    #expect(Set(try urls.map { try WebAddress($0).origin }).count == urls.count)
    #expect(try WebAddress("wss://a.example/x").origin == WebAddress("https://A.example:443").origin)
  }
}
