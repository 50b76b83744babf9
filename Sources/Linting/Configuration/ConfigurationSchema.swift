import Documents
import JSON

/// The JSON Schema of `plumb.yaml`, for editors.
public enum ConfigurationSchema {
  /// The schema as JSON text.
  public static var text: String {
    var writer = JSONWriter(pretty: true)
    writer.value([
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "plumb.yaml",
      "description": "The configuration of Plumb for a project.", "type": "object", "additionalProperties": false,
      "properties": .object(
        ConfigurationKey.allCases.map { key in
          let description = JSONMember(key: "description", value: .string(key.summary))
          return JSONMember(key: key.rawValue, value: .object([description] + schema(of: key).members))
        }),
      "$defs": definitions,
    ])
    return writer.text + "\n"
  }

  private static func schema(of key: ConfigurationKey) -> JSONValue {
    switch key {
    case .extends: ["type": ["string", "array"], "items": ["type": "string"]]
    case .preset: ["enum": .strings(RuleMetadata.Preset.allCases.map(\.rawValue))]
    case .rules: ["$ref": "#/$defs/rules"]
    case .select, .ignore: ["$ref": "#/$defs/ruleList"]
    case .overrides: ["type": "array", "items": ["$ref": "#/$defs/override"]]
    case .failOn: ["enum": ["error", "warning", "info", "never"]]
    case .maxWarnings: ["type": "integer", "minimum": 0]
    case .baseline, .conversation: ["type": "string"]
    case .attributes: ["type": "array", "items": ["type": "string"]]
    case .functions:
      [
        "type": "object", "propertyNames": ["pattern": "^[A-Za-z_][A-Za-z0-9_]*$"],
        "additionalProperties": ["type": "array", "minItems": 1, "items": ["$ref": "#/$defs/overload"]],
      ]
    case .limits:
      [
        "type": "object", "additionalProperties": false,
        "properties": .object(
          LimitKey.allCases.map { key in
            JSONMember(
              key: key.rawValue,
              value: [
                "description": .string(key.summary), "type": "integer", "minimum": 1, "maximum": .integer(key.largest),
                "default": .integer(key.standard),
              ])
          }),
      ]
    case .signatures: ["type": "array", "items": ["type": "string", "minLength": 1]]
    }
  }

  /// The severity of a rule, or a mapping that sets options too.
  private static func schema(of rule: RuleMetadata) -> JSONValue {
    let severity: JSONValue = ["$ref": "#/$defs/severity"]
    let options = rule.options.map { option in
      JSONMember(
        key: option.name,
        value: [
          "description": .string(option.summary), "type": "integer", "minimum": 0,
          "default": .number("\(option.standard)"),
        ])
    }
    let members = [JSONMember(key: SettingsSection.severityKey, value: severity)] + options
    return ["anyOf": [severity, ["type": "object", "additionalProperties": false, "properties": .object(members)]]]
  }

  private static var definitions: JSONValue {
    let ids: JSONValue = ["enum": .strings(RuleCatalogue.rules.map(\.id))]
    return [
      "severity": ["enum": .strings(RuleSetting.names)],
      "rules": [
        "type": "object", "additionalProperties": false,
        "properties": .object(RuleCatalogue.rules.map { JSONMember(key: $0.id, value: schema(of: $0)) }),
      ],
      "ruleList": ["type": "array", "items": ids],
      "override": [
        "type": "object", "additionalProperties": false, "required": ["paths"],
        "properties": [
          "paths": [
            "description": "Patterns as in .gitignore.", "type": "array", "minItems": 1, "items": ["type": "string"],
          ],
          "rules": ["$ref": "#/$defs/rules"], "ignore": ["$ref": "#/$defs/ruleList"],
        ],
      ],
      "overload": [
        "description": "One way to call a function.", "type": "object", "additionalProperties": false,
        "required": ["result"],
        "properties": [
          "parameters": [
            "description": "The parameters in order; none where this is left out.", "type": "array",
            "items": ["$ref": "#/$defs/parameter"],
          ],
          "result": ["$ref": "#/$defs/type"],
        ],
      ],
      "parameter": [
        "description":
          "A type code; then |not-set where NOT_SET may be given; then ? where it may be left out, or ... for any number.",
        "type": "string", "pattern": "^\(typePattern)(\\|not-set)?(\\?|\\.\\.\\.)?$",
        "examples": ["str", "int?", "str|not-set", "str...", "que|not-set?"],
      ],
      "type": [
        "description": "A type code of Architect, such as str, int, bln, que or str_coll.", "type": "string",
        "pattern": "^\(typePattern)$",
      ],
    ]
  }

  private static let typePattern = "([a-z]{3}|cpx_[^|?. ]+|jsn__[^|?. ]+)(_coll)*"
}
