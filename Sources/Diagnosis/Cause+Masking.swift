public import Conversations
public import SourceText

extension Cause {
  /// The cause without secrets: a flow may hold one in any name or text that a cause quotes.
  public func masked(by mask: SecretMask) -> Cause {
    var cause = self
    cause.message = mask.masked(message)
    cause.foundKey = foundKey.map { mask.masked($0) }
    cause.pointer = pointer.map { mask.masked($0) }
    cause.flow = flow.map { mask.masked($0) }
    cause.action = action.map { mask.masked($0) }
    cause.fix = fix.map { mask.masked($0) }
    return cause
  }
}
