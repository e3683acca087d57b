import StetText
import Synchronization

/// One dictionary behind libhunspell: the authority that the compiled lexicon is tested against,
/// and the way to languages whose compounds can't be compiled.
///
/// Loading costs 30 to 60 ms and happens at the first question. libhunspell is not thread-safe:
/// one handle a dictionary, behind a lock.
public final class Speller: Sendable {
  /// The dictionary's files.
  public let files: DictionaryFiles
  private let state = Mutex(State.unopened)

  private struct Handle: @unchecked Sendable {
    // Used only while the mutex is held.
    let pointer: OpaquePointer
    let library: HunspellLibrary
    let isLatin1: Bool
  }

  private enum State: Sendable {
    case unopened
    case failed(LexiconError)
    case open(Handle)
  }

  /// Names a dictionary; nothing is loaded yet.
  public init(_ files: DictionaryFiles) { self.files = files }

  deinit {
    state.withLock { state in
      if case .open(let handle) = state { handle.library.destroy(handle.pointer) }
    }
  }

  /// Whether libhunspell accepts the word (UTF-8). Bytes that the dictionary's own encoding
  /// can't express, NULs and malformed UTF-8 make it unknown.
  public func accepts(_ word: [UInt8]) throws(LexiconError) -> Bool {
    let result: Result<Bool, LexiconError> = state.withLock { state in
      Self.open(&state, files).map { handle in
        guard let text = Self.encode(word, latin1: handle.isLatin1) else { return false }
        return text.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return false }
          return handle.library.spell(handle.pointer, base) != 0
        }
      }
    }
    return try result.get()
  }

  /// libhunspell's own suggestions, best first. Slow (20 to 60 ms) and bound by its wall-clock
  /// limits, so not repeatable under load: a last resort.
  public func suggestions(for word: [UInt8]) throws(LexiconError) -> [[UInt8]] {
    let result: Result<[[UInt8]], LexiconError> = state.withLock { state in
      Self.open(&state, files).map { handle in
        guard let text = Self.encode(word, latin1: handle.isLatin1) else { return [] }
        return text.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return [] }
          var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
          let count = handle.library.suggest(handle.pointer, &list, base)
          defer { handle.library.freeList(handle.pointer, &list, count) }
          guard count > 0, let list else { return [] }
          return (0..<Int(count)).compactMap { index in
            list[index].map { Self.decode($0, latin1: handle.isLatin1) }
          }
        }
      }
    }
    return try result.get()
  }

  private static func open(
    _ state: inout State, _ files: DictionaryFiles
  ) -> Result<Handle, LexiconError> {
    switch state {
    case .open(let handle): return .success(handle)
    case .failed(let error): return .failure(error)
    case .unopened: break
    }
    do {
      let library = try HunspellLibrary.load()
      guard let pointer = library.create(files.affixPath, files.wordPath) else {
        throw LexiconError.badDictionary(path: files.wordPath, reason: "libhunspell refuses it")
      }
      let name = library.encoding(pointer).map { String(cString: $0) } ?? "UTF-8"
      let handle = Handle(
        pointer: pointer, library: library, isLatin1: name.uppercased().hasPrefix("ISO8859-1"))
      state = .open(handle)
      return .success(handle)
    } catch {
      let failure = error as? LexiconError ?? .badPack(reason: "\(error)")
      state = .failed(failure)
      return .failure(failure)
    }
  }

  private static func encode(_ word: [UInt8], latin1: Bool) -> [CChar]? {
    guard !word.contains(0) else { return nil }
    guard latin1 else { return (word + [0]).map { CChar(bitPattern: $0) } }
    var output: [CChar] = []
    for scalar in EditDistance.scalars(word) {
      // Latin-1 dictionaries know the straight apostrophe only.
      let value = scalar == 0x2019 ? 0x27 : scalar
      guard value < 0x100 else { return nil }
      output.append(CChar(bitPattern: UInt8(value)))
    }
    return output + [0]
  }

  private static func decode(_ text: UnsafePointer<CChar>, latin1: Bool) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while text[index] != 0 {
      let byte = UInt8(bitPattern: text[index])
      if latin1 { UTF8Scan.append(UInt32(byte), to: &output) } else { output.append(byte) }
      index += 1
    }
    return output
  }
}
