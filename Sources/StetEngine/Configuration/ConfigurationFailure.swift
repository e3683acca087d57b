/// One fault of a configuration file, with its place.
package struct ConfigurationProblem: Hashable, Sendable {
  /// The file, as it is to be shown.
  package var path: String
  /// The line, from 1.
  package var line: Int
  /// The column in Unicode scalars, from 1.
  package var column: Int
  /// What is wrong: lower-case start, no full stop.
  package var message: String

  /// Makes a fault.
  package init(path: String, line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  /// The fault as editors read it: `path:line:column: error: message`.
  package var description: String { "\(path):\(line):\(column): error: \(message)" }
}

/// A configuration that can't be used: all its faults, in the file's order.
package struct ConfigurationFailure: Error, Hashable, Sendable {
  /// The faults; at least one.
  package var problems: [ConfigurationProblem]

  /// Makes a failure.
  package init(_ problems: [ConfigurationProblem]) { self.problems = problems }
}
