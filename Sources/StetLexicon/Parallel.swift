import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads without Foundation or Dispatch.
package enum Parallel {
  /// What `work` gives for 0..<count, in this order; each on a thread of its own, as with `run`.
  static func map<Output: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Output
  ) -> [Output] {
    let results = Results<Output>()
    run(count) { results.set($0, work($0)) }
    return (0..<max(0, count)).map { results[$0] ?? work($0) }
  }

  /// What both give, each on a thread of its own.
  static func both<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let firsts = Results<First>()
    let seconds = Results<Second>()
    run(2) { if $0 == 0 { firsts.set(0, first()) } else { seconds.set(0, second()) } }
    return (firsts[0] ?? first(), seconds[0] ?? second())
  }

  private final class Results<Output: Sendable>: Sendable {
    private let all = Mutex<[Int: Output]>([:])

    func set(_ index: Int, _ output: Output) { all.withLock { $0[index] = output } }
    subscript(index: Int) -> Output? { all.withLock { $0[index] } }
  }

  private final class Job: @unchecked Sendable {
    // Each job is run by one thread and joined before its creator goes on.
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// Runs `work` for 0..<count, each on a thread of its own (the last on the caller's), and
  /// returns when all are done. A thread that can't be made runs here instead.
  package static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for index in 0..<max(0, count - 1) {
      let job = Unmanaged.passRetained(Job { work(index) })
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let status = pthread_create(
        &thread, nil,
        { pointer in
          #if canImport(Darwin)
            Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().work()
          #else
            if let pointer { Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().work() }
          #endif
          return nil
        }, job.toOpaque())
      #if canImport(Darwin)
        if status == 0, let thread { threads.append(thread) }
      #else
        if status == 0 { threads.append(thread) }
      #endif
      if status != 0 { job.takeRetainedValue().work() }
    }
    if count > 0 { work(count - 1) }
    for thread in threads { pthread_join(thread, nil) }
  }
}
