import JSON

/// The JSON Schema of `plumb.yaml`, for editors.
public enum ConfigurationSchema {
  /// The schema as JSON text.
  public static var text: String {
    var writer = JSONWriter(pretty: true)
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("title", "plumb.yaml")
      writer.member("description", "The configuration of Plumb for a project.")
      writer.member("type", "object")
      writer.member("additionalProperties", false)
      writer.member("properties") { writer in
        writer.object { writer in
          for key in ConfigurationKey.allCases {
            writer.member(key.rawValue) { writer in
              writer.object { writer in
                writer.member("description", key.summary)
                write(key, to: &writer)
              }
            }
          }
        }
      }
      writer.member("$defs") { $0.object { write(definitionsTo: &$0) } }
    }
    return writer.text + "\n"
  }

  private static func write(_ key: ConfigurationKey, to writer: inout JSONWriter) {
    switch key {
    case .extends:
      writer.member("type") { $0.array(["string", "array"]) { $0.string($1) } }
      writer.member("items") { $0.object { $0.member("type", "string") } }
    case .preset: names(RuleMetadata.Preset.allCases.map(\.rawValue), to: &writer)
    case .rules: writer.member("$ref", "#/$defs/rules")
    case .select, .ignore: writer.member("$ref", "#/$defs/ruleList")
    case .overrides:
      writer.member("type", "array")
      writer.member("items") { $0.object { $0.member("$ref", "#/$defs/override") } }
    case .failOn: names(["error", "warning", "info", "never"], to: &writer)
    case .maxWarnings:
      writer.member("type", "integer")
      writer.member("minimum", 0)
    case .baseline: writer.member("type", "string")
    case .attributes:
      writer.member("type", "array")
      writer.member("items") { $0.object { $0.member("type", "string") } }
    case .functions:
      writer.member("type", "object")
      writer.member("propertyNames") { $0.object { $0.member("pattern", "^[A-Za-z_][A-Za-z0-9_]*$") } }
      writer.member("additionalProperties") { writer in
        writer.object { writer in
          writer.member("type", "array")
          writer.member("minItems", 1)
          writer.member("items") { $0.object { $0.member("$ref", "#/$defs/overload") } }
        }
      }
    case .signatures:
      writer.member("type", "array")
      writer.member("items") { writer in
        writer.object { writer in
          writer.member("type", "string")
          writer.member("minLength", 1)
        }
      }
    }
  }

  private static func names(_ names: [String], to writer: inout JSONWriter) {
    writer.member("enum") { $0.array(names) { $0.string($1) } }
  }

  private static func write(lintDefinitionsTo writer: inout JSONWriter) {
    let ids = RuleCatalogue.rules.map(\.id)
    writer.member("rules") { writer in
      writer.object { writer in
        writer.member("type", "object")
        writer.member("propertyNames") { $0.object { names(ids, to: &$0) } }
        writer.member("additionalProperties") { $0.object { names(RuleSetting.names, to: &$0) } }
      }
    }
    writer.member("ruleList") { writer in
      writer.object { writer in
        writer.member("type", "array")
        writer.member("items") { $0.object { names(ids, to: &$0) } }
      }
    }
    writer.member("override") { writer in
      writer.object { writer in
        writer.member("type", "object")
        writer.member("additionalProperties", false)
        writer.member("required") { $0.array { $0.string("paths") } }
        writer.member("properties") { writer in
          writer.object { writer in
            writer.member("paths") { writer in
              writer.object { writer in
                writer.member("description", "Patterns as in .gitignore.")
                writer.member("type", "array")
                writer.member("minItems", 1)
                writer.member("items") { $0.object { $0.member("type", "string") } }
              }
            }
            writer.member("rules") { $0.object { $0.member("$ref", "#/$defs/rules") } }
            writer.member("ignore") { $0.object { $0.member("$ref", "#/$defs/ruleList") } }
          }
        }
      }
    }
  }

  private static func write(definitionsTo writer: inout JSONWriter) {
    write(lintDefinitionsTo: &writer)
    writer.member("overload") { writer in
      writer.object { writer in
        writer.member("description", "One way to call a function.")
        writer.member("type", "object")
        writer.member("additionalProperties", false)
        writer.member("required") { $0.array { $0.string("result") } }
        writer.member("properties") { writer in
          writer.object { writer in
            writer.member("parameters") { writer in
              writer.object { writer in
                writer.member("description", "The parameters in order; none where this is left out.")
                writer.member("type", "array")
                writer.member("items") { $0.object { $0.member("$ref", "#/$defs/parameter") } }
              }
            }
            writer.member("result") { $0.object { $0.member("$ref", "#/$defs/type") } }
          }
        }
      }
    }
    writer.member("parameter") { writer in
      writer.object { writer in
        writer.member(
          "description",
          "A type code; then |not-set where NOT_SET may be given; then ? where it may be left out, or ... for any number."
        )
        writer.member("type", "string")
        writer.member("pattern", "^\(typePattern)(\\|not-set)?(\\?|\\.\\.\\.)?$")
        writer.member("examples") { writer in
          writer.array { writer in
            for example in ["str", "int?", "str|not-set", "str...", "que|not-set?"] { writer.string(example) }
          }
        }
      }
    }
    writer.member("type") { writer in
      writer.object { writer in
        writer.member("description", "A type code of Architect, such as str, int, bln, que or str_coll.")
        writer.member("type", "string")
        writer.member("pattern", "^\(typePattern)$")
      }
    }
  }

  private static let typePattern = "([a-z]{3}|cpx_[^|?. ]+|jsn__[^|?. ]+)(_coll)*"
}
