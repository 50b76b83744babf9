import CPlatform
package import SystemPackage

/// What a process gives up before it reads what others wrote: sockets, and the start of other programs.
package enum Confinement {
  /// Gives them up for good, in all threads.
  ///
  /// - Returns: why the kernel refuses; nil where it does not.
  package static func begin() -> Errno? {
    let problem = plumb_confine()
    return problem == 0 ? nil : Errno(rawValue: problem)
  }
}
