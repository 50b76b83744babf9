/// Takes the place of the Swift runtime's search for its crash tracer in the static executable.
///
/// The search asks `/proc` where the runtime's library lies and ends the process when there is no answer, so the
/// executable would not start in an empty root. Plumb reports crashes itself. `make dist` links with `--wrap`; in any
/// other build nothing calls this.
@_cdecl("__wrap_swift_copyAuxiliaryExecutablePath")
func noCrashTracer(_ name: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
  nil
}
