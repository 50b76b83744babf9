/// One value among the properties of a flow, a container, a variable or an action, whatever shape its export has.
package struct FlowSetting: Sendable {
  /// What stands there.
  package enum Value: Sendable {
    /// A literal, decoded; durations as ISO 8601.
    case text(String)
    /// A text that is spoken.
    case speech(String)
    /// An expression, or a variable that is read.
    case expression(SiteID)
    /// A variable that is filled.
    case binding(SiteID)
    /// A container of the flow.
    case container(ContainerID)
    /// An action of the flow.
    case action(ActionID)
  }

  /// What a property is about, which decides how a difference is told.
  package enum Subject: Sendable {
    case setting
    /// An attribute that is read or written; the last key is its name.
    case attribute
    /// An object of the organisation.
    case name
    /// A step of the action, which has its place among the others.
    case statement
    /// Where the action leads, or whether a way of it can be taken.
    case way
  }

  /// The keys that lead to it, as Archy has them; those that only a configuration has are its own.
  package let keys: [String]
  /// What stands there.
  package let value: Value
  /// What it is about.
  package var subject = Subject.setting
  /// Whether both shapes of exports have it under these keys, so that it can be compared between them.
  package var isShared = true
}

/// The keys of configurations that serve the file and no run: ids, links, layout.
enum ConfigurationStructure {
  /// They are passed over wherever they stand.
  static let keys: Set<String> = [
    "__type", "actionId", "actionList", "config", "datatableId", "flowId", "flowMetaData", "flowSequenceItemList", "id",
    "initialSequence", "manifest", "menuChoiceList", "menuName", "menuReference", "metaData", "nextAction",
    "nextActionId", "nextTrackingNumber", "outputId", "path", "pathReference", "paths", "referenceId", "startAction",
    "stateName", "stateReference", "taskName", "taskReference", "trackingId", "uiMetaData", "version",
    "versionMetaData",
  ]
}
