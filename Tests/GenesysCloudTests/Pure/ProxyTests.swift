import Testing

@testable import GenesysCloud

@Suite("Proxies")
struct ProxyTests {
  @Test(
    "are read from a URL or from host and port",
    arguments: [
      ("http://proxy.example:8080", "proxy.example", 8080),
      ("http://proxy.example:8080/", "proxy.example", 8080),
      ("PROXY.example:3128", "proxy.example", 3128),
      ("http://[::1]:8080", "::1", 8080),
      ("http://proxy.example", "proxy.example", 3128),
    ])
  func read(text: String, host: String, port: Int) throws {
    let proxy = try #require(ProxySettings.Proxy(text))
    #expect(proxy.host == host)
    #expect(proxy.port == port)
    #expect(proxy.credentials == nil)
  }

  @Test("know user and password")
  func credentials() throws {
    let proxy = try #require(ProxySettings.Proxy("http://ann:p%40ss+word@proxy.example:8080"))
    #expect(proxy.credentials == "YW5uOnBAc3Mrd29yZA==")
    #expect(proxy.host == "proxy.example")
  }

  @Test(
    "of other kinds are not guessed", arguments: ["socks5://proxy.example:1080", "https://p.example", "", "http://"])
  func others(text: String) {
    #expect(ProxySettings.Proxy(text) == nil)
  }

  @Test(
    "are passed by for the exceptions, for this machine, and for what is not encrypted",
    arguments: [
      ("https://api.mypurecloud.ie", "", true),
      ("https://api.mypurecloud.ie", "mypurecloud.ie", false),
      ("https://api.mypurecloud.ie", ".mypurecloud.ie", false),
      ("https://api.mypurecloud.ie", "*.mypurecloud.ie", false),
      ("https://api.mypurecloud.ie", "purecloud.ie", true),
      ("https://api.mypurecloud.ie", "api.mypurecloud.ie:443", false),
      ("https://api.mypurecloud.ie", "api.mypurecloud.ie:8443", true),
      ("https://api.mypurecloud.ie", "*", false),
      ("https://localhost:8443", "", false),
      ("http://127.0.0.1:8080", "", false),
    ])
  func choice(url: String, exceptions: String, isProxied: Bool) throws {
    let settings = ProxySettings(
      proxy: ProxySettings.Proxy("proxy.example:8080"), exceptions: exceptions.isEmpty ? [] : [exceptions])
    #expect(try (settings.proxy(for: WebAddress(url).origin) != nil) == isProxied)
  }
}
