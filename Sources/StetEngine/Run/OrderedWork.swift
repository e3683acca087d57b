#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work shared out to threads, with results handed over in the order of the inputs.
///
/// At most a few inputs a worker are under way, or some more light ones, so memory does not grow with their number.
package enum OrderedWork {
  /// Runs the work over all inputs.
  ///
  /// - Parameters:
  ///   - workers: how many inputs are worked on at a time; with one, no thread is started.
  ///   - most: how many light inputs are under way for each worker.
  ///   - weight: how heavy an input is. While those under way weigh much, there are fewer of them.
  ///   - next: gives the next input, nil at the end. Called on the caller's thread.
  ///   - work: called on a worker's thread, for one input at a time.
  ///   - deliver: takes a result, in input order, on the caller's thread; false ends the run.
  package static func run<Input: Sendable, Output: Sendable>(
    workers: Int, most: Int = 12, weight: (Input) -> Int = { _ in 0 }, next: () -> Input?,
    work: @escaping @Sendable (Input) -> Output,
    deliver: (Output) -> Bool
  ) {
    guard let first = next() else { return }
    guard workers > 1, let second = next() else {
      var input: Input? = first
      while let current = input {
        if !deliver(work(current)) { return }
        input = next()
      }
      return
    }
    let exchange = Exchange(leastWaiting: workers, work: work)
    let threads = (0..<workers).compactMap { _ in WorkerThread { exchange.serve() } }
    defer {
      exchange.close()
      for thread in threads { thread.join() }
    }
    if threads.isEmpty { exchange.isAlone = true }
    // The caller is woken once for a window: many small files at a time cost fewer changes of threads.
    let window = workers * most
    var weights = [Int](repeating: 0, count: window)
    var total = 0
    var ready = [second, first]
    var pushed = 0
    var delivered = 0
    var isAtEnd = false
    while true {
      while !isAtEnd,
        pushed - delivered < (total > heaviest ? min(window, workers * fewest) : window)
      {
        guard let input = ready.popLast() ?? next() else {
          isAtEnd = true
          break
        }
        weights[pushed % window] = weight(input)
        total += weights[pushed % window]
        exchange.push(pushed, input)
        pushed += 1
      }
      if delivered == pushed { return }
      let output = exchange.take(delivered)
      total -= weights[delivered % window]
      delivered += 1
      if !deliver(output) { return }
    }
  }

  /// Inputs under way for each worker when together they are heavier than `heaviest`.
  private static let fewest = 4
  private static let heaviest = 4 << 20

  /// How many workers the machine has room for.
  package static var available: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}

/// Inputs that wait and outputs that are ready, behind one lock.
private final class Exchange<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private let work: @Sendable (Input) -> Output
  private let lock = Lock()
  private var inputs: [(Int, Input)] = []
  private var outputs: [Int: Output] = [:]
  private var isClosed = false
  /// The output that the caller waits for.
  private var awaited: Int?
  /// No thread could be started: the caller does the work itself.
  var isAlone = false

  /// The caller is not woken for outputs while more inputs than this wait.
  private let leastWaiting: Int

  init(leastWaiting: Int, work: @escaping @Sendable (Input) -> Output) {
    self.leastWaiting = leastWaiting
    self.work = work
  }

  func push(_ index: Int, _ input: Input) {
    lock.locked {
      // The first input is taken from the end.
      inputs.insert((index, input), at: 0)
      lock.wakeOne(.worker)
    }
  }

  func take(_ index: Int) -> Output {
    while true {
      if isAlone, let (at, input) = lock.locked({ inputs.popLast() }) {
        outputs[at] = work(input)
      }
      let output = lock.locked { () -> Output? in
        if !isAlone {
          awaited = index
          while outputs[index] == nil { lock.wait(.caller) }
          awaited = nil
        }
        return outputs.removeValue(forKey: index)
      }
      if let output { return output }
    }
  }

  func close() {
    lock.locked {
      isClosed = true
      inputs = []
      lock.wakeAll(.worker)
    }
  }

  /// Whether the caller can go on, and the workers need it to: to wake it for each output costs as much as a good part
  /// of a short file.
  private var isWorthWaking: Bool {
    guard let awaited, outputs[awaited] != nil else { return false }
    return inputs.count < leastWaiting
  }

  func serve() {
    while true {
      let job = lock.locked { () -> (Int, Input)? in
        while inputs.isEmpty, !isClosed { lock.wait(.worker) }
        return inputs.popLast()
      }
      guard let (index, input) = job else { return }
      let output = work(input)
      lock.locked {
        outputs[index] = output
        if isWorthWaking { lock.wakeOne(.caller) }
      }
    }
  }
}

/// A mutex with a condition for either side of an exchange.
final class Lock: @unchecked Sendable {
  /// Who waits.
  enum Side: Int { case caller, worker }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)

  init() {
    pthread_mutex_init(mutex, nil)
    for side in 0..<2 { pthread_cond_init(conditions + side, nil) }
  }

  deinit {
    for side in 0..<2 { pthread_cond_destroy(conditions + side) }
    pthread_mutex_destroy(mutex)
    conditions.deallocate()
    mutex.deallocate()
  }

  func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits for a wake-up; the lock is held before and after.
  func wait(_ side: Side) { pthread_cond_wait(conditions + side.rawValue, mutex) }
  func wakeOne(_ side: Side) { pthread_cond_signal(conditions + side.rawValue) }
  func wakeAll(_ side: Side) { pthread_cond_broadcast(conditions + side.rawValue) }
}

/// What a thread is to do, boxed so that a pointer to it can be handed over.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func enterThread(_ pointer: UnsafeMutableRawPointer) {
  Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run()
}

/// One thread of the system's.
private final class WorkerThread {
  #if canImport(Darwin)
    private var thread: pthread_t?
  #else
    private var thread = pthread_t()
  #endif

  /// Starts a thread; nil when the system refuses one.
  init?(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(ThreadBody(run)).toOpaque()
    let result = create(body)
    if result != 0 {
      Unmanaged<ThreadBody>.fromOpaque(body).release()
      return nil
    }
  }

  private func create(_ body: UnsafeMutableRawPointer) -> Int32 {
    #if canImport(Darwin)
      return pthread_create(
        &thread, nil,
        { pointer in
          enterThread(pointer)
          return nil
        }, body)
    #else
      return pthread_create(
        &thread, nil,
        { pointer in
          if let pointer { enterThread(pointer) }
          return nil
        }, body)
    #endif
  }

  func join() {
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }
}
