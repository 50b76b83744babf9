import Flows
import SourceText
import TestSupport
import Testing

@Suite("The table of action types")
struct ActionTypeTests {
  @Test("names every type once, in any letter case")
  func names() {
    let names = ActionType.all.map { $0.name.lowercased() }
    #expect(Set(names).count == names.count)
    #expect(ActionType.named("transferToAcd")?.configurationName == "TransferPureMatchAction")
    #expect(ActionType.named("TransferPureMatchAction")?.name == "transferToAcd")
    #expect(ActionType.named("transfertoacd") == nil)
    #expect(ActionType.named(ignoringCase: "TRANSFERTOACD")?.name == "transferToAcd")
    #expect(ActionType.named(ignoringCase: "transferpurematchaction")?.name == "transferToAcd")
  }

  @Test("leads from each name in configurations to one type", arguments: ActionType.all.map(\.name))
  func configurationName(_ name: String) throws {
    let type = try #require(ActionType.named(name))
    let others = ActionType.all.filter { $0.configurationName == type.configurationName && $0.name != name }
    let found = ActionType.named(type.configurationName)
    if type.isMenuChoice, let action = others.first {
      // A choice is called as the action that it does.
      #expect(others.count == 1 && found?.name == action.name)
      #expect(name == "menu\(action.name.prefix(1).uppercased())\(action.name.dropFirst())")
    } else {
      #expect(found?.name == name && others.allSatisfy(\.isMenuChoice))
    }
  }

  @Test("describes every type", arguments: ActionType.all.map(\.name))
  func description(_ name: String) throws {
    let type = try #require(ActionType.named(name))
    for sentence in [type.summary, type.limits, type.notes].compactMap({ $0 }) {
      #expect(sentence.hasSuffix("."), "\(sentence)")
      #expect(sentence.first?.isLowercase == false, "\(sentence)")
      #expect(!sentence.contains("  "), "\(sentence)")
    }
    #expect(!type.sources.isEmpty)
    #expect(type.flowTypes.allSatisfy(FlowType.names.contains))
    #expect(type.sources.contains("real flows") == (type.confidence == .seen))
    #expect(type.configurationName.hasSuffix("Action"))
  }

  @Test("names every way once and tells when it is taken", arguments: ActionType.all.map(\.name))
  func ways(_ name: String) throws {
    let type = try #require(ActionType.named(name))
    #expect(Set(type.ways.map(\.name)).count == type.ways.count)
    for way in type.ways {
      #expect(way.name.first?.isLowercase == true && way.condition.first?.isLowercase == true, "\(way)")
      #expect(!way.condition.hasSuffix("."), "\(way)")
      if let id = way.configurationID {
        #expect(id.hasPrefix("__") && id.hasSuffix("__") && id == id.uppercased(), "\(id)")
      }
    }
    for fill in type.fills { #expect(fill.ways.allSatisfy(type.ways.map(\.name).contains), "\(fill)") }
    switch type.course {
    case .branches, .loops, .callsTask: #expect(!type.writtenWays.isEmpty)
    case .transfers: #expect(type.ways.first?.kind == .implied)
    default: #expect(type.ways.isEmpty)
    }
  }

  @Test("tells whether ways leave none that goes on at once")
  func completeness() throws {
    let lookUp = try #require(ActionType.named("dataTableLookup"))
    #expect(lookUp.isComplete(["found", "notFound", "failure"]))
    #expect(!lookUp.isComplete(["found", "notFound"]))
    #expect(try #require(ActionType.named("switch")).isComplete(["case", "default"]))
    for name in ["loop", "askForSlot", "transferToAcd", "updateData"] {
      let type = try #require(ActionType.named(name))
      #expect(!type.isComplete(Set(type.ways.map(\.name))), "\(name)")
    }
  }

  @Test("makes ids of names of ways")
  func ids() throws {
    let ways = try #require(ActionType.named("askForIntent")).ways
    #expect(ways.map(\.configurationID) == [nil, "__NO_INTENT__", "__KNOWLEDGE__", "__MAX_NO_INPUTS__"])
  }

  @Test("knows also names that were")
  func formerNames() {
    #expect(ActionType.knownNames.isSuperset(of: ["disconnect", "askForNLUIntent", "screenPop"]))
    #expect(ActionType.knownNames.count == ActionType.all.count + 15)
  }

  @Test("says what a run does without a mock")
  func withoutMock() {
    let expected: [(String, ActionType.WithoutMock)] = [
      ("updateData", .goesOn), ("sendResponse", .goesOn), ("transferToAcd", .succeeds),
      ("menuTransferToAcd", .succeeds), ("findQueue", .inventory),
      ("callBotFlow", .flow), ("callCommonModule", .flow), ("callData", .stops), ("evaluateSchedule", .stops),
    ]
    for (name, what) in expected { #expect(ActionType.named(name)?.withoutMock == what, "\(name)") }
  }

  @Test("is described on a page that is current")
  func page() throws {
    #expect(try Golden.difference(of: ActionReference.markdown, from: "grammar/actions.md") == nil)
  }
}
