#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The seconds since 1970 of a date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
package func httpDate(_ text: String) -> Int? {
  let words = text.split(separator: " ")
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]), let year = Int32(words[3]),
    let month = months.firstIndex(of: String(words[2]))
  else { return nil }
  let clock = words[4].split(separator: ":").compactMap { Int32($0) }
  guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0..<24).contains(clock[0]),
    (0..<60).contains(clock[1]), (0...60).contains(clock[2])
  else { return nil }
  var parts = tm()
  (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
  (parts.tm_hour, parts.tm_min, parts.tm_sec) = (clock[0], clock[1], clock[2])
  return Int(timegm(&parts))
}
