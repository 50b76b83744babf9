import Documents

/// One export as a command reads it: a file, or an entry of an archive.
struct ExportInput {
  /// The name in output: the file's, or `archive.zip!entry`.
  let name: String
  /// The bytes, or why they cannot be had.
  let contents: Result<[UInt8], InputProblem>
  /// Whether it must be an export: it was named itself, and is no entry among others.
  let isNamed: Bool
  /// Whether it is an entry of an archive, which is never written to.
  let isArchived: Bool
}

/// Reads the exports of a file: itself, or what an archive holds.
enum ExportInputs {
  /// Hands on each export in order.
  ///
  /// - Parameter each: takes an export and says whether it was one, or was refused as one. An archive that was named
  ///   itself and holds none is refused.
  static func read(
    _ target: LintTargets.Target, named name: String, limit: Int, console: Console, each: (ExportInput) -> Bool
  ) {
    let contents: Result<[UInt8], InputProblem>
    do throws(InputProblem) {
      contents = .success(try InputFile.contents(of: target.path, limit: limit, console: console))
    } catch {
      contents = .failure(error)
    }
    read(contents, named: name, isNamed: target.isNamed, each: each)
  }

  /// Hands on each export of what a file holds.
  static func read(
    _ contents: Result<[UInt8], InputProblem>, named name: String, isNamed: Bool, each: (ExportInput) -> Bool
  ) {
    func refuse(_ problem: InputProblem) {
      _ = each(ExportInput(name: name, contents: .failure(problem), isNamed: isNamed, isArchived: false))
    }
    guard case .success(let contents) = contents else {
      if case .failure(let problem) = contents { refuse(problem) }
      return
    }
    guard Archive.isArchive(contents) else {
      _ = each(ExportInput(name: name, contents: .success(contents), isNamed: isNamed, isArchived: false))
      return
    }
    var archive: Archive
    do throws(DocumentError) {
      archive = try Archive(contents)
    } catch {
      return refuse(InputProblem(message: error.message))
    }
    var hasExport = false
    while let entry = archive.nextEntry() {
      let input = ExportInput(
        name: "\(name)!\(entry.name)", contents: entry.contents.mapError { InputProblem(message: $0.message) },
        isNamed: isNamed && entry.name.isEmpty, isArchived: true)
      hasExport = each(input) || hasExport
    }
    if isNamed, !hasExport { refuse(InputProblem(message: "the archive holds no exported flow")) }
  }
}
