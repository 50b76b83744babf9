import Comparison
import Flows
import SourceText
import TestSupport
import Testing

/// Changes that are planted in made-up flows are found, and nothing else.
struct PlantedChangeTests {
  private static func flow(_ made: MadeFlow) throws -> Flow {
    try #require(try FlowFile.read(name: "made.yaml", contents: Array(made.text.utf8)).flows.first)
  }

  private static func words(_ changes: [FlowChange]) -> [String] {
    changes.map { "\($0.kind.rawValue) \($0.what.rawValue)" }.sorted()
  }

  /// Changes something and gives what is to be told of it; nil where there is nothing to change in that way.
  private static func plant(_ kind: Int, in made: inout MadeFlow, _ random: inout SeededGenerator) -> [String]? {
    let places = made.places
    func pick<Item>(_ items: [Item]) -> Item? { items.randomElement(using: &random) }
    switch kind {
    case 0:
      guard let place = pick(places) else { return nil }
      place.action.name = "Another name"
      return ["renamed action"]
    case 1:
      made.containers[Int.random(in: 0..<4, using: &random)].name = "Another part"
      return ["renamed container"]
    case 2:
      let index = Int.random(in: 0..<made.variables.count, using: &random)
      let name = made.variables[index].name
      made.variables[index].name = "Flow.other"
      for place in places {
        place.action.properties = place.action.properties.map { renamed($0, name) }
        for way in place.action.ways { way.condition = way.condition.map { renamed($0, name) } }
      }
      return ["renamed variable"]
    case 3:
      // To the end of the list of another container.
      guard let place = pick(places.filter { $0.list.actions.count > 1 }) else { return nil }
      let target = (place.container + 1) % 4
      place.list.actions.remove(at: place.position)
      made.containers[target].list.actions.append(place.action)
      return ["moved action"]
    case 4:
      guard let place = pick(places.filter { $0.position + 1 < $0.list.actions.count }) else { return nil }
      let other = place.list.actions[place.position + 1]
      if other.type == place.action.type, other.properties == place.action.properties, other.name == place.action.name {
        return nil
      }
      place.list.actions.swapAt(place.position, place.position + 1)
      return ["moved action"]
    case 5:
      guard let place = pick(places.filter { $0.action.type == "disconnect" && $0.action.name != nil }) else {
        return nil
      }
      place.action.type = "endState"
      return ["changed action"]
    case 6:
      let all = places.filter { $0.action.properties.contains { $0.contains("Length(") } }
      guard let place = pick(all) else { return nil }
      place.action.properties = place.action.properties.map { $0.replacing(" + ", with: " - ") }
      return ["changed expression"]
    case 7:
      guard let place = pick(places.filter { $0.action.type == "decision" }) else { return nil }
      place.action.ways.removeLast()
      return ["removed way"]
    case 8:
      guard let place = pick(places.filter { $0.list.actions.count > 1 }) else { return nil }
      place.list.actions.remove(at: place.position)
      return ["removed action"]
    case 9:
      guard let place = pick(places) else { return nil }
      place.list.actions.insert(
        MadeFlow.Action("playAudio", nil, ["audio: { tts: Quite new }"]), at: place.position)
      return ["added action"]
    case 10:
      made.variables[0].value = "8"
      return ["changed variable"]
    case 11:
      guard let place = pick(places.filter { $0.action.type == "setParticipantData" }) else { return nil }
      place.action.properties = place.action.properties.map { $0.replacing("lit: key", with: "lit: other_key") }
      return ["added attribute", "removed attribute"]
    case 12:
      guard let place = pick(places.filter { $0.action.type == "transferToAcd" }) else { return nil }
      place.action.properties = ["targetQueue: { lit: { name: Another queue } }"]
      return ["changed name"]
    case 13:
      made.description = "as it is"
      return ["changed setting"]
    case 14:
      guard let place = pick(places.filter { $0.action.type == "switch" }) else { return nil }
      place.action.ways.swapAt(0, 2)
      // Of three cases the one in the middle stays.
      return ["moved way", "moved way"]
    case 15:
      guard let place = pick(places.filter { $0.action.type == "switch" }) else { return nil }
      place.action.ways[1].condition = "Flow.v1 > 999"
      return ["changed expression"]
    default: return nil
    }
  }

  private static func renamed(_ text: String, _ name: String) -> String { text.replacing(name, with: "Flow.other") }

  @Test(arguments: 0..<16)
  func oneIsFound(kind: Int) throws {
    var count = 0
    for seed in UInt64(0)..<60 where count < 22 {
      var random = SeededGenerator(seed: seed &+ 9000)
      var made = MadeFlow(seed: seed)
      let old = try Self.flow(made)
      made = MadeFlow(seed: seed)
      guard let expected = Self.plant(kind, in: &made, &random) else { continue }
      count += 1
      let changes = FlowComparison(old, try Self.flow(made)).changes
      let told = changes.map { "\($0.kind) \($0.what) \($0.address): \($0.old ?? "") → \($0.new ?? "")" }
      #expect(Self.words(changes) == expected, "seed \(seed): \(told)")
    }
    #expect(count == 22)
  }

  @Test func theOtherWayRoundTheSameIsTold() throws {
    for seed in UInt64(0)..<60 { try expectMirrored(seed: seed) }
  }

  private func expectMirrored(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &+ 500)
    let old = try Self.flow(MadeFlow(seed: seed))
    var made = MadeFlow(seed: seed)
    // Several at once.
    for kind in (0..<16).shuffled(using: &random).prefix(4) { _ = Self.plant(kind, in: &made, &random) }
    let new = try Self.flow(made)
    let told = FlowComparison(old, new).changes
    let mirrored = FlowComparison(new, old).changes
    func line(_ change: FlowChange, isMirrored: Bool) -> String {
      var kind = change.kind
      if isMirrored, kind == .added || kind == .removed { kind = kind == .added ? .removed : .added }
      let (old, new) = isMirrored ? (change.new, change.old) : (change.old, change.new)
      let (from, to) = (change.oldAddress ?? change.address, change.address)
      return "\(kind) \(change.what) \(isMirrored ? to : from) \(isMirrored ? from : to) \(old ?? "") → \(new ?? "")"
    }
    #expect(told.map { line($0, isMirrored: false) }.sorted() == mirrored.map { line($0, isMirrored: true) }.sorted())
    #expect(FlowComparison(new, new).changes.isEmpty)
  }
}
