import StetDocument
import StetRules
import StetText

/// Several things for a worker to do in one go. Small files are linted side by side, each rule looking at all of them
/// before the next one does: a rule's code and tables are in the processor's caches then, for all but the first.
struct LintBundle: Sendable {
  /// The jobs, in the order in which their outcomes are wanted.
  private(set) var jobs: [LintJob] = []
  /// How much memory they take, in bytes of copy.
  private(set) var weight = 0

  /// Adds a job behind the others.
  mutating func add(_ job: LintJob) {
    jobs.append(job)
    weight += job.weight
  }

  /// Does the jobs. Called on a worker's thread.
  ///
  /// - Parameter make: what is wanted of an outcome, given what holds for the file when that is known.
  /// - Returns: what it made, in the order of the jobs.
  func run<Made>(_ make: (LintOutcome, ResolvedSettings?) -> Made) -> [Made] {
    [Made](unsafeUninitializedCapacity: jobs.count) { buffer, count in
      guard let made = buffer.baseAddress else { return }
      // Each place is filled once. Optional values would do, but take longer where nothing is known of their type.
      run { place, outcome, resolved in
        (made + place).initialize(to: make(outcome, resolved))
        count += 1
      }
    }
  }

  /// Does the jobs.
  ///
  /// - Parameter deliver: called once for each job with its place, what became of it, and what holds for its file when that
  ///   is known.
  private func run(_ deliver: (Int, LintOutcome, ResolvedSettings?) -> Void) {
    var waiting: [WaitingCopy] = []
    for (place, job) in jobs.enumerated() {
      do throws(LintRefusal) {
        let task = try job.task()
        let copy = WaitingCopy(place: place, task: task, reading: try task.read())
        if let known = copy.known {
          deliver(place, known, task.resolved)
        } else {
          waiting.append(copy)
        }
      } catch {
        deliver(place, error.outcome, nil)
      }
    }
    var rest = waiting[...]
    while let first = rest.first {
      // Files that the same settings hold for stand together, since they mostly stand in one folder.
      let alike = rest.prefix { $0.task.resolved === first.task.resolved }
      let results = first.task.resolved.linter.lint(alike.map(\.reading.source))
      for (copy, result) in zip(alike, results) {
        deliver(copy.place, copy.outcome(result), copy.task.resolved)
      }
      rest = rest[alike.endIndex...]
    }
  }
}

/// A file that was read and is to be linted.
private struct WaitingCopy {
  /// Where in the bundle.
  let place: Int
  let task: LintTask
  let reading: LintTask.Reading
  /// Its key in the cache, when that is asked.
  let key: UInt64?

  init(place: Int, task: LintTask, reading: LintTask.Reading) {
    self.place = place
    self.task = task
    self.reading = reading
    guard task.cache != nil, task.change == nil, task.bytes == nil else {
      key = nil
      return
    }
    var hash = ContentHash()
    hash.add(task.resolved.identity)
    hash.add(reading.source.format.rawValue)
    hash.add(reading.fileBytes)
    key = hash.value
  }

  /// What an earlier run found in the same bytes with the same settings.
  var known: LintOutcome? {
    guard let key, let entry = task.cache?.entry(task.file.absolute, key: key),
      let diagnostics = entry.diagnostics
    else { return nil }
    if entry.isClean { return .unchanged(path: task.file.path, suppressed: entry.suppressed) }
    let document = LintResult.document(
      of: reading.source, headline: task.resolved.settings.headline)
    // Bounds are checked, since a key may meet another file's by chance.
    guard diagnostics.allSatisfy({ $0.fits(document.text.count) }) else { return nil }
    return .linted(
      LintResult(document: document, diagnostics: diagnostics, suppressed: entry.suppressed))
  }

  /// What becomes of the file, given what was found in the whole of it.
  func outcome(_ found: LintResult) -> LintOutcome {
    let result = task.answered(found)
    if let key {
      task.cache?.store(
        task.file.absolute, key: key, diagnostics: result.diagnostics,
        suppressed: result.suppressed)
    }
    return .linted(result)
  }
}

/// Puts jobs together.
///
/// Bundles grow: a few files are still shared out evenly, and the first findings come at once.
struct LintBundler {
  /// Bundles under way for each worker.
  static let underWay = 4
  /// The files of a bundle, at most: more gain nothing, as measured on 2,000 stories.
  static let largest = 32
  /// The bytes of copy that a bundle is not filled beyond; of larger files each is one of its own.
  static let heaviest = 1 << 18

  private let workers: Int
  private var made = 0
  /// A job that the last bundle had no room for.
  private var held: LintJob?

  /// Nothing is taken yet.
  init(workers: Int) { self.workers = workers }

  /// The next bundle; nil when there are no more jobs.
  mutating func next(from jobs: () -> LintJob?) -> LintBundle? {
    var bundle = LintBundle()
    let size = min(Self.largest, 1 << min(16, made / workers))
    while bundle.jobs.count < size, let job = held ?? jobs() {
      held = nil
      if !bundle.jobs.isEmpty, bundle.weight + job.weight > Self.heaviest {
        held = job
        break
      }
      bundle.add(job)
    }
    made += 1
    return bundle.jobs.isEmpty ? nil : bundle
  }
}

extension Diagnostic {
  /// Whether all of its ranges lie inside a text of a length.
  fileprivate func fits(_ count: Int) -> Bool {
    let ranges = [range] + related.map(\.range) + fixes.flatMap { $0.edits.map(\.range) }
    return ranges.allSatisfy { Int($0.end) <= count }
  }
}
