/// The distinct words of a text, to be looked up together. A view of memory that the caller holds.
///
/// Sixteen bytes can be read from the start of each word; after the end of a shorter one they are zero.
public struct WordBatch {
  private let pool: UnsafeRawPointer
  let lengths: UnsafePointer<UInt32>
  let folded: UnsafePointer<UInt32>
  private let offsets: UnsafePointer<UInt32>
  /// The number of words.
  public let count: Int

  /// Makes a view; nil when there is no word.
  ///
  /// - Parameters:
  ///   - pool: the words' bytes.
  ///   - offsets: where each word begins in it.
  ///   - lengths: how many bytes each has.
  ///   - folded: the number of each word's lower-case form, its own number when it has no capital.
  public init?(
    pool: UnsafeBufferPointer<UInt8>, offsets: UnsafeBufferPointer<UInt32>,
    lengths: UnsafeBufferPointer<UInt32>, folded: UnsafeBufferPointer<UInt32>
  ) {
    guard let bytes = pool.baseAddress, let places = offsets.baseAddress,
      let counts = lengths.baseAddress, let forms = folded.baseAddress, !offsets.isEmpty
    else { return nil }
    self.pool = UnsafeRawPointer(bytes)
    self.offsets = places
    self.lengths = counts
    self.folded = forms
    count = offsets.count
  }

  /// The bytes of a word.
  @inline(__always)
  func bytes(_ word: Int) -> UnsafeBufferPointer<UInt8> {
    let start = pool + Int(offsets[word])
    return UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self), count: Int(lengths[word]))
  }

  /// The first sixteen bytes of a word, the first byte lowest.
  @inline(__always)
  func halves(_ word: Int) -> (low: UInt64, high: UInt64) {
    let start = pool + Int(offsets[word])
    return (
      start.loadUnaligned(as: UInt64.self),
      start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    )
  }

  /// Whether sixteen bytes are all ASCII.
  @inline(__always)
  static func isASCII(_ low: UInt64, _ high: UInt64) -> Bool {
    (low | high) & 0x8080_8080_8080_8080 == 0
  }
}
