extension ReportPage {
  /// The style sheet. Pictures have their colours as attributes; here a dark page gives them others.
  static let styles = """
    :root {
      color-scheme: light;
      --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --faint: #57606a; --line: #d0d7de; --link: #0550ae;
      --error: #a40e26; --warning: #7d4e00; --info: #0550ae; --good: #116329;
      --error-ground: #ffebe9; --warning-ground: #fff8c5; --info-ground: #ddf4ff; --good-ground: #dafbe1;
    }
    \(dark(under: ":root[data-theme=\"dark\"]"))
    @media (prefers-color-scheme: dark) {
    \(dark(under: ":root:not([data-theme=\"light\"])"))
    }
    * { box-sizing: border-box }
    html { scroll-padding-top: .5rem }
    body {
      margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
      overflow-wrap: anywhere
    }
    a { color: var(--link) }
    h1 { font-size: 1.4rem; margin: .3rem 0 }
    h2 { font-size: 1.25rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line) }
    h3, h4 { font-size: 1rem; margin: 1rem 0 .4rem }
    code { font: .86em ui-monospace, monospace }
    small, caption { color: var(--faint) }
    header, main, footer { padding: 0 1.2rem; max-width: 110rem; margin: 0 auto }
    footer { color: var(--faint); font-size: .86rem; margin-top: 2rem }
    nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; margin: .2rem 0 }
    #tools:not([hidden]) {
      display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; margin: .4rem 0; padding: .4rem 0
    }
    input, select, button {
      font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--line); border-radius: .3rem;
      padding: .15rem .5rem; max-width: 100%
    }
    #said { color: var(--faint) }
    .numbers { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; list-style: none; padding: 0 }
    .wide, .graph { overflow: auto; border: 1px solid var(--line); border-radius: .3rem; margin: .6rem 0 }
    .wide { max-height: 80vh }
    .graph { max-height: 70vh }
    .graph svg { display: block }
    .zoom { display: flex; gap: .3rem; margin-top: .6rem }
    .zoom + .graph { margin-top: .2rem }
    table { border-collapse: separate; border-spacing: 0; min-width: 100% }
    caption { text-align: left; padding: .2rem .6rem; font-size: .86rem }
    th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top }
    th, td { max-width: 32rem; overflow-wrap: break-word }
    th { font-weight: 600 }
    .list :is(th, td):nth-child(2) { max-width: 18rem }
    .list td:last-child code { white-space: nowrap }
    tbody th { font-weight: 400 }
    thead th { position: sticky; top: 0; background: var(--raised); z-index: 1 }
    .matrix table { min-width: 0 }
    .matrix tbody th {
      position: sticky; left: 0; background: var(--ground); min-width: 8rem; max-width: 20rem; overflow-wrap: anywhere
    }
    .matrix thead th { vertical-align: bottom; padding: .3rem }
    .matrix thead th:not(:first-child) { text-align: center; min-width: 2rem }
    .matrix thead th:first-child { left: 0; z-index: 2; padding-left: .6rem }
    .matrix thead th:not(:first-child) a {
      writing-mode: vertical-rl; transform: rotate(180deg); max-height: 13rem; overflow: hidden; text-overflow: ellipsis;
      white-space: nowrap; font-weight: 400; font-size: .86rem
    }
    .matrix td { text-align: center; padding: .25rem; border-left: 1px solid var(--line); white-space: nowrap }
    .matrix td a { text-decoration: none; font-weight: 600; color: inherit }
    .matrix .reads { background: var(--info-ground); color: var(--info) }
    .matrix .writes { background: var(--warning-ground); color: var(--warning) }
    .error, .warning, .info, .passed, .ran, .missed, .dead {
      border-radius: .3rem; padding: 0 .35rem; font-size: .86em; white-space: nowrap
    }
    .error, .missed { background: var(--error-ground); color: var(--error) }
    .warning { background: var(--warning-ground); color: var(--warning) }
    .info { background: var(--info-ground); color: var(--info) }
    .passed, .ran { background: var(--good-ground); color: var(--good) }
    .dead { background: var(--raised); color: var(--faint) }
    ins { background: var(--good-ground); color: var(--good) }
    del { background: var(--error-ground); color: var(--error) }
    #differences td:nth-child(n + 3) { overflow-wrap: anywhere }
    details { border-top: 1px solid var(--line) }
    details[open] { padding: 0 0 1rem 1rem }
    details[open] > summary { margin-left: -1rem }
    summary { padding: .3rem 0; cursor: pointer }
    summary h3 { display: inline; margin: 0 .4rem 0 0 }
    summary span:not([class]) { color: var(--faint); font-size: .9em }
    .outline, .outline ul { list-style: none; padding-left: 1.2rem; margin: 0 }
    .outline ul:not(.found) { border-left: 1px solid var(--line) }
    .outline { padding-left: 0 }
    .found { list-style: none; padding-left: 1rem; margin: .2rem 0 .4rem }
    :target, .here { outline: 2px solid var(--link); outline-offset: 2px }
    section:target { outline: none }
    dialog { color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; max-width: 40rem }
    dialog::backdrop { background: #0008 }
    kbd { font: .86em ui-monospace, monospace; border: 1px solid var(--line); border-radius: .2rem; padding: 0 .3rem }
    @media (max-width: 40rem) {
      .list { max-height: none }
      .list thead { display: none }
      .list :is(tr, th, td) { display: block; border: 0; padding: .1rem .6rem }
      .list tr { border-bottom: 1px solid var(--line); padding: .3rem 0 }
      .list tr[hidden] { display: none }
    }
    @media print {
      #tools:not([hidden]), nav, .zoom { display: none }
      .wide, .graph { overflow: visible; max-height: none }
      .graph svg { max-width: 100%; height: auto }
      thead th, .matrix tbody th { position: static }
      details::details-content { content-visibility: visible }
    }

    """

  /// The colours of a dark page, and of the pictures on it by the colours that are written into them.
  private static func dark(under root: String) -> String {
    let pictures = [
      ("#ffffff", "#0d1117"), ("#f6f8fa", "#21262d"), ("#ddf4ff", "#0c2d52"), ("#fff8c5", "#3b2e04"),
      ("#d1f4dc", "#0f3d1f"), ("#ffdcd7", "#4c1519"), ("#e7e9ec", "#2d333b"), ("#57606a", "#adbac7"),
      ("#1f2328", "#e6edf3"),
    ].map { "\(root) .graph [fill=\"\($0.0)\"] { fill: \($0.1) }" }
    return """
      \(root) {
        color-scheme: dark;
        --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --faint: #9da7b3; --line: #30363d; --link: #79c0ff;
        --error: #ffa198; --warning: #e3b341; --info: #79c0ff; --good: #7ee787;
        --error-ground: #3d1418; --warning-ground: #2e2103; --info-ground: #0c2d52; --good-ground: #0f2d1a
      }
      \(pictures.joined(separator: "\n"))
      \(root) .graph text[fill="#ffffff"] { fill: #ffffff }
      """
  }
}
