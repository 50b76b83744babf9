#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

func secondsSince1970() -> Int {
  Int(time(nil))
}

/// What the system says of an error number.
func errorText(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}

/// Whether a file can be read.
func isReadable(_ path: String) -> Bool {
  access(path, R_OK) == 0
}

/// The value of a variable of the environment, nil where it is unset or empty.
func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}
