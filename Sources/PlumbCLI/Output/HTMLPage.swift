import SourceText

/// The page that reports are put into: one file that needs nothing beside itself, no network, and neither script nor style
/// to be understood.
struct HTMLPage {
  /// Text without marks of HTML.
  let title: String
  /// The style sheet; inside it nothing comes from input.
  var styles = HTMLPage.plainStyles
  /// The script; inside it nothing comes from input.
  var script: String?
  /// HTML, whose lines end.
  let body: String

  /// The page.
  ///
  /// Its policy forbids all that is not in it: style and script are known by their hashes, so that neither an attribute
  /// `style` nor a script in a name is ever taken for ours.
  var text: String {
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(Self.escaped(title))</title>
      <style>\(styles)</style>
      </head>
      <body>

      """
    text += body
    if let script { text += "<script>\(script)</script>\n" }
    return text + "</body>\n</html>\n"
  }

  private var policy: String {
    func hash(_ text: String) -> String { "'sha256-\(base64(SHA256.hash(of: Array(text.utf8))))'" }
    let scripts = script.map { "; script-src \(hash($0))" } ?? ""
    return "default-src 'none'; style-src \(hash(styles))\(scripts); img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// A text for content and attributes.
  static func escaped(_ text: String) -> String { XMLOutputText.escaped(text) }

  /// A text with its blanks as one, and cut where it is long.
  static func line(_ text: String) -> String { XMLOutputText.escaped(text.oneLine) }

  /// The styles of pages that are text and tables.
  static let plainStyles = """
    :root { color-scheme: light dark }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
    table { border-collapse: collapse; margin-bottom: 1.5em }
    th, td { border-bottom: 1px solid #8886; padding: .2em .8em; text-align: left; vertical-align: top }

    """
}
