/// The page that reports are put into.
enum HTMLPage {
  /// A page that needs nothing beside itself: no script, no network, and no style to be understood.
  ///
  /// - Parameters:
  ///   - title: without marks of HTML.
  ///   - styles: what the report adds to the styles of all pages.
  ///   - body: HTML, whose lines end.
  static func text(title: String, styles: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width">
    <title>\(title)</title>
    <style>
    :root { color-scheme: light dark }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
    table { border-collapse: collapse; margin-bottom: 1.5em }
    th, td { border-bottom: 1px solid #8886; padding: .2em .8em; text-align: left; vertical-align: top }
    \(styles)
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}
