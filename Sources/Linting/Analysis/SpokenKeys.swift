import SourceText

/// The keys of a telephone that a prompt names.
///
/// Prompts in English, Spanish, French, German and Portuguese are understood; in others only digits are seen.
struct SpokenKeys {
  /// The keys that the prompt says are to be pressed: `press 1`, `oprima dos`, `appuyez sur la touche 3`.
  private(set) var offered: [Character] = []
  /// All keys that are named in any way, numbers in words included.
  private(set) var mentioned: Set<Character> = []

  /// Reads a prompt.
  init(in prompt: String) {
    let words = Self.words(of: prompt)
    mentioned = Set(words.compactMap(Self.key))
    var place = 0
    while place < words.count {
      guard Self.verbs.contains(words[place]) else {
        place += 1
        continue
      }
      place += 1
      while place < words.count, Self.fillers.contains(words[place]) { place += 1 }
      // “Press 1, 2 or 3”.
      while place < words.count, let key = Self.key(words[place]) {
        if Self.isQuantity(words[place...]) { break }
        offered.append(key)
        place += 1
        let isListed = place + 1 < words.count && Self.conjunctions.contains(words[place])
        if isListed, Self.key(words[place + 1]) != nil { place += 1 }
      }
    }
  }

  /// The words in lower case; a number is one, and so are `*`, `#` and a comma.
  private static func words(of prompt: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    var wasNumber = false
    for scalar in prompt.lowercased().unicodeScalars {
      let isNumber = scalar.isOfNumber
      if isNumber || scalar.isOfLetter {
        if isNumber != wasNumber { end() }
        word.unicodeScalars.append(scalar)
        wasNumber = isNumber
      } else {
        end()
        if scalar == "*" || scalar == "#" || scalar == "," { words.append(String(scalar)) }
      }
    }
    end()
    return words
  }

  private static func key(_ word: String) -> Character? {
    if word.count == 1, let first = word.first, "0123456789*#".contains(first) { return first }
    return names[word]
  }

  /// Words that ask to press what follows.
  private static let verbs: Set<String> = [
    "press", "push", "hit", "dial", "select", "choose", "enter",
    "presione", "presiona", "oprima", "oprime", "prima", "marque", "marca", "pulse", "pulsa", "digite", "elija",
    "appuyez", "tapez", "composez", "faites", "pressez",
    "drücken", "druecken", "drücke", "wählen", "waehlen", "wähle",
    "pressione", "aperte", "tecle", "disque", "escolha",
  ]

  /// Words that may stand between.
  private static let fillers: Set<String> = [
    "the", "key", "number", "digit", "option", "or", "say", "button", "now",
    "el", "la", "número", "numero", "tecla", "dígito", "digito", "opción", "opcion", "o",
    "le", "sur", "touche", "chiffre",
    "sie", "bitte", "die", "taste", "nummer", "ziffer", "auf",
    "a", "opção",
  ]

  /// Words between the keys of a list.
  private static let conjunctions: Set<String> = [",", "or", "and", "o", "y", "ou", "et", "oder", "und", "e"]

  /// Whether a number is none of a key: “one of the following”, “1 through 5”, “1-800”.
  private static func isQuantity(_ words: ArraySlice<String>) -> Bool {
    let following = Array(words.dropFirst().prefix(2))
    guard let number = words.first, let next = following.first else { return false }
    if next.count > 1, next.allSatisfy(\.isNumber) { return true }
    if number.allSatisfy(\.isLetter), partitives.contains(next) { return true }
    return ranges.contains(next) && following.last.flatMap(key) != nil
  }

  private static let partitives: Set<String> = [
    "of", "digit", "digits", "de", "des", "du", "dos", "das", "von", "dígitos", "digitos", "chiffres",
  ]
  private static let ranges: Set<String> = ["to", "through", "thru", "a", "al", "à", "bis", "até"]

  private static let names: [String: Character] = {
    let digits = [
      "zero cero zéro null", "one uno un eins um", "two dos deux zwei dois", "three tres trois drei três",
      "four cuatro quatre vier quatro", "five cinco cinq fünf", "six seis sechs", "seven siete sept sieben sete",
      "eight ocho huit acht oito", "nine nueve neuf neun nove",
    ]
    var names: [String: Character] = [:]
    for (digit, words) in digits.enumerated() {
      for word in words.split(separator: " ") { names[String(word)] = Character(String(digit)) }
    }
    for word in ["star", "asterisk", "asterisco", "estrella", "étoile", "stern", "sterntaste", "estrela"] {
      names[word] = "*"
    }
    for word in ["pound", "hash", "numeral", "almohadilla", "dièse", "raute", "rautetaste", "cerquilha"] {
      names[word] = "#"
    }
    return names
  }()
}
