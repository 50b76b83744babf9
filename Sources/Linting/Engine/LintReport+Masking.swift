public import Flows
public import SourceText

extension LintReport {
  /// What hides the secrets of the file in what is quoted from it; nil where it has none.
  package var mask: SecretMask? { hidden.isEmpty && secrets.isEmpty ? nil : secrets }

  /// The report as it may be shown: no text of it, nor of its file, shows more of a secret than ``SecretMask`` lets.
  ///
  /// Places and fingerprints stay; all that is compared with other texts, such as a suppression, has to come before.
  public func masked() -> LintReport {
    var report = self
    report.file = file?.hiding(hidden, by: secrets)
    report.unreadable?.message = secrets.masked(unreadable?.message ?? "")
    // What is quoted from a file without secrets has none either, other than a message, which may put texts together.
    let isQuoted = mask != nil
    // Findings in one expression stand together.
    var last: (text: String, masked: String)?
    func masked(_ finding: Finding) -> Finding {
      var finding = finding.masked(by: secrets)
      guard isQuoted else { return finding }
      finding.location = finding.location.masked(by: secrets)
      guard let text = finding.expression else { return finding }
      let shown = last.flatMap { $0.text == text ? $0.masked : nil } ?? secrets.masked(text)
      last = (text, shown)
      finding.expression = shown
      return finding
    }
    report.findings = findings.map(masked)
    report.suppressed = suppressed.map(masked)
    return report
  }
}

extension Finding {
  /// The finding without secrets in what is said of it.
  fileprivate func masked(by mask: SecretMask) -> Finding {
    var finding = self
    finding.message = mask.masked(message)
    finding.suppression = suppression.map { Suppression($0.source, reason: mask.masked($0.reason)) }
    finding.makeFix = { [makeFix] in
      guard let fix = makeFix() else { return nil }
      // An edit is no message, it is written as it stands: one with a secret is kept to `--fix`.
      guard fix.edits.allSatisfy({ mask.masked($0.replacement) == $0.replacement }) else { return nil }
      return Fix(mask.masked(fix.title), isSafe: fix.isSafe, edits: fix.edits)
    }
    return finding
  }
}

extension FlowLocation {
  /// The location without secrets in its names.
  public func masked(by mask: SecretMask) -> FlowLocation {
    var location = self
    location.flowName = flowName.map { mask.masked($0) }
    location.flowType = flowType.map { mask.masked($0) }
    location.containerName = containerName.map { mask.masked($0) }
    location.actionType = actionType.map { mask.masked($0) }
    location.actionName = actionName.map { mask.masked($0) }
    location.actionID = actionID.map { mask.masked($0) }
    location.path = path.map { element in
      if case .key(let key) = element { .key(mask.masked(key)) } else { element }
    }
    return location
  }
}
