import Documents

extension Flow {
  /// How often a menu is played again where nothing fits; what the flow says for all menus where it says nothing itself.
  public func repeatCount(of menu: ContainerID) -> Int {
    let written = [self[menu].node["settingsMenu"], node["settingsMenu"]].compactMap {
      $0?["repeatCount"]?["lit"]?.text
    }
    let configured = self[menu].node["promptRepeatCount"]?["text"]?.text
    return (written + [configured].compactMap(\.self)).compactMap { Int($0) }.first.map { max(0, min($0, 10)) } ?? 3
  }

  /// The choice that a menu takes where the caller makes none.
  public func defaultChoice(of menu: ContainerID) -> ActionID? {
    guard let named = self[menu].defaultChoice else { return nil }
    return self[menu].actions.first { choice in
      self[choice].id == named || self[choice].node["refId"]?.text.map { named.hasSuffix("[\($0)]") } == true
    }
  }
}
