// What the fully static executables need. `make dist` links them with `--wrap` and compiles with the condition
// STATIC_EXECUTABLE; in any other build nothing here does anything.

/// Takes the place of the Swift runtime's search for its crash tracer.
///
/// The search asks `/proc` where the runtime's library lies and ends the process when there is no answer, so the
/// executable would not start in an empty root. Plumb reports crashes itself.
@_cdecl("__wrap_swift_copyAuxiliaryExecutablePath")
func noCrashTracer(_ name: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
  nil
}

/// Looks host names up with what the executable holds itself: `/etc/hosts`, then DNS as `/etc/resolv.conf` says.
///
/// A static C library would load the other ways that `/etc/nsswitch.conf` names (mDNS, systemd-resolved) from the system
/// it runs on, and those are made for that system's C library, not for the one inside.
public func useBuiltInNameLookup() {
  #if STATIC_EXECUTABLE
  _ = configureNameService("hosts", "files dns")
  _ = configureNameService("passwd", "files")
  #endif
}

#if STATIC_EXECUTABLE
/// Of `<nss.h>`, which the module of the C library does not have.
@_silgen_name("__nss_configure_lookup")
private func configureNameService(_ database: UnsafePointer<CChar>, _ services: UnsafePointer<CChar>) -> CInt
#endif
