import Documents
import TestSupport
import Testing

/// Archives, made by hand so that each of their fields can be wrong.
struct ArchiveTests {
  private func entries(_ bytes: [UInt8], _ limits: DocumentLimits = DocumentLimits()) throws -> [String] {
    var archive = try Archive(bytes, limits: limits)
    var found: [String] = []
    while let entry = archive.nextEntry() {
      switch entry.contents {
      case .success(let contents): found.append("\(entry.name)=\(String(decoding: contents, as: UTF8.self))")
      case .failure(let error): found.append("\(entry.name): \(error.message)")
      }
    }
    return found
  }

  @Test func entriesComeByNameAndHiddenOnesDoNot() throws {
    let zip = makeZip([
      ("flows/b.yaml", "b"), ("flows/", ""), ("flows/a.yaml", "a"), (".git/x", "x"), ("__MACOSX/y", "y"),
      ("../../etc/passwd", "no path"),
    ])
    #expect(Archive.isArchive(zip))
    #expect(try entries(zip) == ["../../etc/passwd=no path", "flows/a.yaml=a", "flows/b.yaml=b"])
  }

  @Test func gzipMayHaveSeveralMembersAndPadding() throws {
    let bytes = makeGzip("one, ") + makeGzip("two") + [0, 0, 0]
    #expect(try entries(bytes) == ["=one, two"])
  }

  @Test func damageIsSaid() throws {
    let zip = makeZip([("a", "text")])
    #expect(throws: DocumentError.self) { try entries(Array(zip.dropLast(30))) }
    #expect(throws: DocumentError.self) { try entries(Array("PK\u{3}\u{4}".utf8)) }
    var changed = zip
    changed[31] ^= 1
    #expect(try entries(changed) == ["a: the entry is damaged"])
    #expect(try entries(Array(makeGzip("text").dropLast(9))) == [": the gzip archive is damaged"])
    #expect(try entries([0x1F, 0x8B]) == [": the gzip archive is damaged"])
    #expect(try entries(makeZip([("a", "secret")], flags: 1)) == ["a: the entry is encrypted"])
    #expect(
      try entries(makeZip([("a", "text")], method: 12)) == [
        "a: the entry is packed by method 12, which is not supported"
      ])
  }

  @Test func oneEntryMayNotBeTooLarge() throws {
    var limits = DocumentLimits()
    #expect(try entries(Self.packed, limits).first?.utf8.count == 5001)
    limits.size = 4999
    #expect(
      try entries(Self.packed, limits) == [
        ": the gzip archive unpacks to more than the limit of 4999 bytes; ‘file-size’ under ‘limits’ in plumb.yaml sets it"
      ])
    limits.size = 300
    let zip = makeZip([("a", String(repeating: "x", count: 301))])
    #expect(throws: DocumentError.self) { try entries(zip, limits) }
  }

  /// 5,000 times the letter x, in a few bytes.
  private static let packed: [UInt8] = [
    0x1f, 0x8b, 0x8, 0x0, 0x0, 0x0, 0x0, 0x0, 0x2, 0x3, 0xed, 0xc1, 0x31, 0x1, 0x0, 0x0, 0x0, 0xc2, 0xa0, 0xda, 0x8b,
    0x6f, 0xa, 0x3f, 0xa0, 0x0, 0x0, 0x0, 0x0, 0x80, 0xb7, 0x1, 0x26, 0xf0, 0xdb, 0x0, 0x88, 0x13, 0x0, 0x0,
  ]

  @Test func allEntriesTogetherMayNotBeTooLarge() throws {
    var limits = DocumentLimits()
    limits.unpacked = 500
    let files = (0..<5).map { ("f\($0)", String(repeating: "x", count: 200)) }
    let found = try entries(makeZip(files), limits)
    #expect(found.map { $0.prefix(4) } == ["f0=x", "f1=x", "f2: "])
    #expect(
      found.last
        == "f2: the archive unpacks to more than the limit of 500 bytes; ‘unpacked-size’ under ‘limits’ in plumb.yaml sets it"
    )
  }

  @Test func changedBytesNeverTrap() throws {
    let zip = makeZip([("a.yaml", "inboundCall:\n"), ("b.yaml", "workflow:\n")])
    let gzip = makeGzip("inboundCall:\n")
    for bytes in [zip, gzip] {
      for position in bytes.indices {
        for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
          var changed = bytes
          changed[position] = value
          _ = try? entries(changed)
        }
        _ = try? entries(Array(bytes[..<position]))
      }
    }
  }
}
