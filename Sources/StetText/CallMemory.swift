#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory for tables that live no longer than a call: a stack for each thread.
///
/// What one document's tables leave is taken by the next one's, and lies in the processor's caches. The allocator would
/// give out other memory each time, and takes its time over pieces of this size.
public enum CallMemory {
  /// The bytes that a thread's stack has.
  static let capacity = 1 << 20
  /// So many bytes at most are taken from the thread's own stack.
  @usableFromInline static let small = 1024

  /// Calls `body` with so many bytes, aligned for any table. They hold nothing yet, and are good for the call.
  @inlinable
  public static func with<Result>(
    byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result
  ) -> Result {
    if byteCount > small, let stack = Stack.current, let piece = stack.push(byteCount) {
      defer { stack.pop(piece) }
      return body(piece)
    }
    return withUnsafeTemporaryAllocation(
      byteCount: max(0, byteCount), alignment: Stack.alignment, body)
  }

  /// Calls `body` with room for so many values, not initialised.
  @inlinable
  public static func with<Value, Result>(
    of type: Value.Type, capacity: Int, _ body: (UnsafeMutableBufferPointer<Value>) -> Result
  ) -> Result {
    with(byteCount: capacity * MemoryLayout<Value>.stride) { memory in
      body(
        UnsafeMutableBufferPointer(
          rebasing: memory.bindMemory(to: type)[..<max(0, capacity)]))
    }
  }

  /// The stack of a thread. Its first bytes hold how many are taken.
  @usableFromInline
  struct Stack {
    @usableFromInline static let alignment = 16
    /// What stands before the first piece, and what pieces are multiples of.
    private static let step = 64

    private let memory: UnsafeMutableRawPointer

    /// The one of this thread; nil when there is no memory for it.
    @usableFromInline
    static var current: Stack? {
      guard let key else { return nil }
      if let memory = pthread_getspecific(key) { return Stack(memory: memory) }
      let memory = UnsafeMutableRawPointer.allocate(
        byteCount: step + capacity, alignment: alignment)
      memory.storeBytes(of: 0, as: Int.self)
      guard pthread_setspecific(key, memory) == 0 else {
        memory.deallocate()
        return nil
      }
      return Stack(memory: memory)
    }

    /// Takes a piece; nil when there is too little left.
    @usableFromInline
    func push(_ byteCount: Int) -> UnsafeMutableRawBufferPointer? {
      let taken = memory.load(as: Int.self)
      guard byteCount <= capacity - taken else { return nil }
      let rounded = (byteCount + Self.step - 1) & ~(Self.step - 1)
      memory.storeBytes(of: taken + rounded, as: Int.self)
      return UnsafeMutableRawBufferPointer(
        start: memory + Self.step + taken, count: byteCount)
    }

    /// Gives the last piece back.
    @usableFromInline
    func pop(_ piece: UnsafeMutableRawBufferPointer) {
      guard let base = piece.baseAddress else { return }
      memory.storeBytes(of: base - memory - Self.step, as: Int.self)
    }

    private static let key: pthread_key_t? = {
      var key = pthread_key_t()
      #if canImport(Darwin)
        let result = pthread_key_create(&key) { $0.deallocate() }
      #else
        let result = pthread_key_create(&key) { $0?.deallocate() }
      #endif
      return result == 0 ? key : nil
    }()
  }
}
