import StetEngine

/// Something that ends a run with a line on standard error and status 2.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ error: FileError) { description = "stet: \(error.path): \(error.reason)" }
  init(_ text: String) { description = "stet: \(text)" }
  /// Faults of a configuration, as editors read them.
  init(listing failure: ConfigurationFailure) {
    description = failure.problems.map(\.description).joined(separator: "\n")
  }
}

extension Resources {
  /// Opens the data for a command, and says in the user's words what is missing.
  static func open(data: String?, isLinting: Bool = true) throws -> Resources {
    do throws(Failure) {
      return try Resources(data: data, isLinting: isLinting) { Terminal.complain($0 + "\n") }
    } catch {
      switch error {
      case .data(let failure): throw Complaint(failure)
      case .lexicon(let failure): throw Complaint(failure.description)
      case .rules(let failure):
        throw Complaint(listing: failure)
      }
    }
  }
}
