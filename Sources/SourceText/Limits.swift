/// What protects against input that is made to hurt, and against endless work: all limits of Plumb, in one place.
///
/// Each reader and each analysis takes its own from here. Beyond a limit input is refused, or work ends, and what is said
/// names the limit. What a user may need is set in `plumb.yaml` under `limits` and says so in its message; the depths are
/// what the stacks of threads are made for, and are fixed.
@frozen
public struct Limits: Hashable, Sendable {
  // MARK: Files, which plumb.yaml sets

  /// `file-size`: the bytes of one file, of one entry of an archive, or of one line of NDJSON.
  public var fileSize = 50 << 20
  /// `unpacked-size`: the bytes of all entries of one archive together.
  public var unpackedSize = 512 << 20
  /// `rule-steps`: how many steps one rule may take in one file; a step is about one token looked at.
  public var ruleSteps = 50_000_000

  // MARK: Documents

  /// The entries of one archive.
  public var archiveEntries = 100_000
  /// How deep a document may nest.
  public var documentDepth = 200
  /// How much deeper a flow configuration may nest, for the compiled trees in it.
  public var compiledDepth = 1_500
  /// How many nodes aliases of one document may add.
  public var aliasedNodes = 100_000
  /// The bytes of a configuration.
  public var configurationSize = 1 << 20
  /// The bytes of a file that a configuration, an option or a test names: a baseline, signatures, an inventory, mocks.
  public var companionSize = 20 << 20

  // MARK: Expressions

  /// How deep expressions may nest.
  public var expressionDepth = 500
  /// The bytes of an expression.
  public var expressionSize = 50_000_000
  /// How many nodes one evaluation visits, and kilobytes of text or tens of items it handles.
  public var evaluationSteps = 1_000_000
  /// The bytes of a text that an evaluation makes.
  public var textSize = 1 << 20

  // MARK: Analyses

  /// How many facts about the variables of one flow may be kept, at all its vertices together; beyond it none is followed.
  public var dataflowFacts = 200_000_000
  /// How many names may be compared with misspelt ones in one expression or file: more than any flow needs, and still quick.
  public var comparedNames = 1_000_000
  /// How many pieces of secrets are remembered, so that a file full of tokens takes no more memory than others.
  public var secretPieces = 200_000
  /// The bytes of one secret key.
  public var secretKeySize = 65_536

  // MARK: Search for tests of a flow

  /// How many runs of one flow are tried.
  public var searchRuns = 10_000
  /// How many guesses are made after the last run that took a new way.
  public var searchPatience = 1_000
  /// The steps of all runs together.
  public var searchSteps = 600_000

  // MARK: Folders and messages

  /// How deep folders are looked into.
  public var folderDepth = 100
  /// The files of a folder that the language server looks at together, or that are looked through for tests of a flow.
  public var folderFiles = 20_000
  /// How many folders are looked up for Terraform beside a flow.
  public var terraformFolders = 6
  /// The bytes of a test file in which names of a flow are looked for.
  public var testFileSize = 4 << 20
  /// The bytes of all of them.
  public var testFilesSize = 64 << 20
  /// The bytes of a message to the language server.
  public var messageSize = 100 << 20
  /// The bytes of a notification from Genesys Cloud.
  public var notificationSize = 1 << 20
  /// The bytes of all flows of one conversation.
  public var conversationFlowsSize = 200 << 20

  /// Creates the limits that hold where nothing else is said.
  @inlinable
  public init() {}
}

extension Limits {
  /// The key of `plumb.yaml` under which those stand that can be set.
  public static let section = "limits"

  /// What a message about a limit ends with, which can be set under a key.
  package static func remedy(_ key: String) -> String { "; ‘\(key)’ under ‘\(section)’ in plumb.yaml sets it" }
}
