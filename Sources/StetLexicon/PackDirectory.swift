/// The checked header and directory of a pack.
struct PackDirectory {
  let contentHash: UInt64
  let bodyChecksum: UInt64
  let bodyStart: Int
  let sections: [(section: PackSection, range: Range<Int>)]

  /// Reads and checks magic, version, length, header checksum and every section's bounds.
  init(_ bytes: UnsafeRawBufferPointer) throws(LexiconError) {
    guard bytes.count >= PackFormat.headerSize else { throw .badPack(reason: "it is too short") }
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    func half(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    guard word(0) == PackFormat.magic else { throw .badPack(reason: "it is not a lexicon pack") }
    guard half(PackFormat.versionAt) == PackFormat.version else {
      throw .badPack(reason: "it is of another version")
    }
    guard word(PackFormat.fileLengthAt) == UInt64(bytes.count) else {
      throw .badPack(reason: "it is truncated")
    }
    let sectionCount = Int(half(PackFormat.sectionCountAt))
    bodyStart = PackFormat.headerSize + sectionCount * PackFormat.directoryEntrySize
    guard sectionCount <= PackFormat.maximumSections, bodyStart <= bytes.count else {
      throw .badPack(reason: "its directory is damaged")
    }
    guard Self.headerChecksum(bytes, bodyStart) == word(PackFormat.headerChecksumAt) else {
      throw .badPack(reason: "its header is damaged")
    }
    contentHash = word(PackFormat.contentHashAt)
    bodyChecksum = word(PackFormat.bodyChecksumAt)
    var sections: [(section: PackSection, range: Range<Int>)] = []
    for i in 0..<sectionCount {
      let at = PackFormat.headerSize + i * PackFormat.directoryEntrySize
      let (start, length) = (word(at + 8), word(at + 16))
      guard start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start else {
        throw .badPack(reason: "a section lies outside the file")
      }
      sections.append((PackSection(rawValue: half(at)), Int(start)..<Int(start + length)))
    }
    self.sections = sections
  }

  /// The checksum of header and directory, the checksum's own place left out.
  static func headerChecksum(_ bytes: UnsafeRawBufferPointer, _ end: Int) -> UInt64 {
    var copy = Array(bytes[0..<end])
    for i in 0..<8 { copy[PackFormat.headerChecksumAt + i] = 0 }
    return copy.withUnsafeBytes { PackFormat.checksum($0) }
  }

  /// Throws when the sections' bytes are not those that were written.
  func verifyBody(_ bytes: UnsafeRawBufferPointer) throws(LexiconError) {
    let body = UnsafeRawBufferPointer(rebasing: bytes[bodyStart...])
    guard PackFormat.checksum(body) == bodyChecksum else { throw .badPack(reason: "it is damaged") }
  }

  /// The bytes of a section, empty when there is none of that name.
  func bytes(_ name: PackSection, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    for (section, range) in sections where section == name {
      return UnsafeRawBufferPointer(rebasing: bytes[range])
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
