import Documents
package import Flows
package import SourceText
import SystemPackage

/// One export as a command reads it: a file, or an entry of an archive.
package struct ExportInput {
  /// The name in output: the file's, or `archive.zip!entry`.
  package let name: String
  /// The bytes, or why they cannot be had.
  package let contents: Result<[UInt8], InputProblem>
  /// Whether it must be an export: it was named itself, and is no entry among others.
  package let isNamed: Bool
  /// Whether it is an entry of an archive, which is never written to.
  package let isArchived: Bool
}

/// Reads the exports of files: themselves, or what an archive holds.
package enum ExportInputs {
  /// Hands on each export of a file, in order.
  ///
  /// - Parameter each: takes an export and says whether it was one, or was refused as one. An archive that was named
  ///   itself and holds none is refused.
  package static func read(
    _ file: FileSelection.File, limit: Int? = nil, in context: InputContext,
    each: (ExportInput) -> Bool
  ) {
    let contents: Result<[UInt8], InputProblem>
    do throws(InputProblem) {
      contents = .success(try InputFile.contents(of: file.path, limit: limit, in: context))
    } catch {
      contents = .failure(error)
    }
    read(contents, named: file.path.string, isNamed: file.isNamed, in: context, each: each)
  }

  /// Hands on each export of what a file holds.
  package static func read(
    _ contents: Result<[UInt8], InputProblem>, named name: String, isNamed: Bool, in context: InputContext,
    each: (ExportInput) -> Bool
  ) {
    let (reads, limits) = (context.reads, DocumentLimits(context.limits))
    defer { reads("") }
    func refuse(_ problem: InputProblem) {
      _ = each(ExportInput(name: name, contents: .failure(problem), isNamed: isNamed, isArchived: false))
    }
    reads(name)
    let bytes: [UInt8]
    var archive: Archive
    do {
      bytes = try contents.get()
      guard Archive.isArchive(bytes) else {
        _ = each(ExportInput(name: name, contents: contents, isNamed: isNamed, isArchived: false))
        return
      }
      archive = try Archive(bytes, limits: limits)
    } catch {
      return refuse((error as? InputProblem) ?? InputProblem(message: (error as? DocumentError)?.message ?? ""))
    }
    var hasExport = false
    while let entry = archive.nextEntry() {
      let input = ExportInput(
        name: "\(name)!\(entry.name)", contents: entry.contents.mapError { InputProblem(message: $0.message) },
        isNamed: isNamed && entry.name.isEmpty, isArchived: true)
      reads(input.name)
      hasExport = each(input) || hasExport
    }
    if isNamed, !hasExport { refuse(InputProblem(message: "the archive holds no exported flow")) }
  }

  /// Hands on each export of a file as what was read of it, or why it was not.
  ///
  /// What is no export is passed over where it was not named itself.
  package static func flows(
    of file: FileSelection.File, in context: InputContext,
    each: (_ name: String, Result<FlowFile, InputProblem>) -> Void
  ) {
    read(file, in: context) { input in
      guard let result = flows(of: input, limits: context.limits) else { return false }
      each(input.name, result)
      return true
    }
  }

  /// What was read of an export, or why it was not; nil where it is none and need not be one.
  package static func flows(of input: ExportInput, limits: Limits) -> Result<FlowFile, InputProblem>? {
    do {
      let contents = try input.contents.get()
      return .success(try FlowFile.read(name: input.name, contents: contents, limits: DocumentLimits(limits)))
    } catch let failure as FlowFile.Unreadable {
      return input.isNamed || !failure.isForeign ? .failure(InputProblem(message: failure.message)) : nil
    } catch {
      return .failure(error as? InputProblem ?? InputProblem(error))
    }
  }
}
