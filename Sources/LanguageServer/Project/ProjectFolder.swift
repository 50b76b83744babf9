import Documents
import Flows
import Linting
import SourceText
import SystemPackage
import Workspace

/// A folder of the workspace: what its files have to know of each other.
final class ProjectFolder {
  /// What is known of one file.
  struct File {
    var project = Project()
    var attributes: [AttributeMention] = []
    var containers: [ContainerMention] = []
  }

  /// A use of an attribute.
  struct AttributeMention {
    let key: String
    let isWrite: Bool
    let span: TextSpan
    let place: String
  }

  /// A container or a flow.
  struct ContainerMention {
    let name: String
    let kind: String
    let span: TextSpan
    let flow: String
  }

  /// How many files a folder may have for its files to be looked at together.
  private static let fileLimit = Limits().folderFiles

  /// The folder, its links resolved.
  let path: FilePath
  /// What is known, by the paths of the files.
  private(set) var files: [FilePath: File] = [:]
  private var order: [FilePath] = []
  /// The files that were found and have not been read yet, last first.
  private var pending: [FilePath] = []
  private var members: Set<FilePath> = []
  private var isWalked = false
  /// The file that changed last, and those before and after it, taken together.
  private var focus: FilePath?
  private var around: (before: Project, after: Project)?
  /// All files taken together.
  private var whole: Project?

  init(_ path: FilePath) { self.path = FileSystem.absolute(path) }

  /// Whether all files have been read once.
  private(set) var isComplete = false

  /// Whether there is nothing to read.
  var isSettled: Bool { isComplete && isWalked && pending.isEmpty }

  /// Whether a file is one of those that `plumb lint` finds in the folder.
  func holds(_ path: FilePath) -> Bool { isWalked ? members.contains(path) : path.starts(with: self.path) }

  /// Looks for files anew; what is known of those that are still there stays.
  func walk() { isWalked = false }

  /// Reads a file anew when its turn comes.
  func refresh(_ path: FilePath) {
    if members.contains(path), !pending.contains(path) { pending.append(path) }
  }

  /// Takes what is known of a file.
  func set(_ file: File?, at path: FilePath) {
    guard holds(path) else { return }
    let isListed = files[path] != nil
    if isListed != (file != nil) {
      if isListed { order.removeAll { $0 == path } } else { insert(path) }
    } else if !isListed {
      return
    }
    files[path] = file
    whole = nil
    if focus != path || isListed != (file != nil) {
      focus = path
      around = nil
    }
  }

  private func insert(_ path: FilePath) {
    let bytes = path.bytes
    let place = order.firstIndex { bytes.lexicographicallyPrecedes($0.bytes) } ?? order.endIndex
    order.insert(path, at: place)
  }

  /// What all files together say. Of one that changes again and again the others are not looked at each time.
  var project: Project {
    if let whole { return whole }
    let place = focus.flatMap { order.firstIndex(of: $0) } ?? order.endIndex
    func joined(_ paths: ArraySlice<FilePath>) -> Project {
      paths.reduce(into: Project()) { project, path in if let file = files[path] { project.add(file.project) } }
    }
    let parts = around ?? (joined(order[..<place]), joined(order[place...].dropFirst()))
    around = parts
    var project = parts.before
    if place < order.endIndex, let file = files[order[place]] { project.add(file.project) }
    project.add(parts.after)
    whole = project
    return project
  }

  /// Does one step of what is to be done.
  ///
  /// - Parameter read: reads a file; nil for what is not to be read from the disk.
  /// - Returns: whether there was something to do.
  func work(_ read: (FilePath) -> File??) -> Bool {
    if !isWalked {
      let walk = FolderWalk(path, limit: Self.fileLimit)
      members = walk.isCut ? [] : Set(walk.files)
      for gone in order where !members.contains(gone) { set(nil, at: gone) }
      isWalked = true
      // What is open in the editor is told when it is linted, and counts from then on.
      pending = members.filter { files[$0] == nil }.sorted { $1.bytes.lexicographicallyPrecedes($0.bytes) }
      return true
    }
    if let next = pending.popLast() {
      if let file = read(next) { set(file, at: next) }
      if !pending.isEmpty { return true }
    } else if isComplete {
      return false
    }
    isComplete = true
    return true
  }
}

extension ProjectFolder.File {
  /// What is known of a file that was read.
  ///
  /// - Parameter project: what others have to know of it.
  init(_ file: FlowFile, _ project: Project = Project(), span: (ByteRange) -> TextSpan) {
    self.project = project
    let hasPlaces = file.format.hasPlaces
    for flow in file.flows {
      let flowName = flow.name ?? flow.type
      let start = hasPlaces ? span(ByteRange(at: Int(flow.node.range.start))) : span(ByteRange(at: 0))
      containers.append(
        ProjectFolder.ContainerMention(name: flowName, kind: flow.type, span: start, flow: flowName))
      for container in flow.containers {
        guard let name = container.name else { continue }
        let place = hasPlaces ? span(container.place.range) : start
        containers.append(
          ProjectFolder.ContainerMention(name: name, kind: container.kind, span: place, flow: flowName))
      }
      for use in flow.attributeUses {
        guard let key = use.name else { continue }
        let location = flow.location(container: use.container, action: use.action, path: use.path)
        attributes.append(
          ProjectFolder.AttributeMention(
            key: key, isWrite: use.isWrite, span: hasPlaces ? span(use.range) : start,
            place: "flow ‘\(flowName)’, \(location.description)"))
      }
    }
  }
}
