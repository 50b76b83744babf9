import FoundationEssentials
import NIOSSL

/// The TLS settings of all connections: certificates are always checked.
func tlsConfiguration(certificateFile: String?) -> TLSConfiguration {
  var configuration = TLSConfiguration.makeClientConfiguration()
  configuration.minimumTLSVersion = .tlsv12
  if let certificateFile { configuration.trustRoots = .file(certificateFile) }
  return configuration
}

/// What is wrong with the certificates to trust; found before it would show as a connection that fails.
func certificateProblem(_ options: ClientOptions) -> String? {
  if let file = options.certificateFile {
    return FileManager.default.isReadableFile(atPath: file)
      ? nil : "the certificates to trust cannot be read from ‘\(printable(file))’, which SSL_CERT_FILE names"
  }
  #if os(Linux)
  // Where NIOSSL looks for them. Without any it fails each connection as one of an unknown error.
  let places = ["/etc/ssl/certs", "/etc/pki/tls/certs/ca-bundle.crt"]
  if !places.contains(where: FileManager.default.fileExists(atPath:)) {
    return "there are no certificates to trust in \(places.joined(separator: " or ")): install ca-certificates, or let "
      + "SSL_CERT_FILE name a file of them"
  }
  #endif
  return nil
}

/// What to say of a connection that could not be encrypted.
func secureFailure(_ error: any Error, origin: WebOrigin) -> String {
  let text = "\(error)"
  if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
    return
      "the certificate of \(origin) is not trusted; where a proxy shows one of its own, SSL_CERT_FILE can name the "
      + "certificates to trust"
  }
  if text.contains("failedToValidateHostname") {
    return "the certificate of \(origin) is that of another host"
  }
  // Behind the reason stands where in the library it came up, which helps nobody.
  let reason = text.firstRange(of: " at /").map { String(text[..<$0.lowerBound]) } ?? text
  return "no secure connection to \(origin): \(printable(reason))"
}
