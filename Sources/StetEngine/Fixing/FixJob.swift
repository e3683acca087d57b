import StetDocument
import StetRules

/// What became of one path of a run that mends.
package enum FixOutcome: Sendable {
  /// The file was read and mended; nothing is written yet. A stream has no file to write to.
  case mended(path: String, FixResult, fileBytes: [UInt8], isStream: Bool)
  /// The path was not mended: left out, unreadable, misconfigured.
  case other(LintOutcome)
}

/// A file that was linted, with its own bytes.
package enum ReadOutcome: Sendable {
  /// It was read and linted.
  case read(path: String, LintResult, fileBytes: [UInt8])
  /// It was not.
  case other(LintOutcome)
}

extension LintJob {
  /// Reads and lints a file, keeping its bytes.
  package func read() -> ReadOutcome {
    do throws(LintRefusal) {
      let task = try task()
      let read = try task.read()
      return .read(path: task.file.path, task.lint(read), fileBytes: read.fileBytes)
    } catch {
      return .other(error.outcome)
    }
  }

  /// Reads and mends a file in memory. Called on a worker's thread.
  package func mend(atLeast level: Applicability) -> FixOutcome {
    do throws(LintRefusal) {
      let task = try task()
      let read = try task.read()
      let result = FixApplier.mend(read.source, with: task.resolved.linter, atLeast: level)
      return .mended(
        path: task.file.path, result, fileBytes: read.fileBytes, isStream: task.bytes != nil)
    } catch {
      return .other(error.outcome)
    }
  }
}

/// Writes mended copy.
package enum FixWriter {
  /// Why a file could not be written.
  package enum Refusal: Error, Equatable {
    /// The file is not as it was read: somebody else has changed it.
    case changedMeanwhile
    /// The new text holds characters that the file's encoding has not.
    case notInEncoding(TextEncoding)
    /// The system says no.
    case failed(FileError)
  }

  /// Replaces a file's text in one step, unless it has changed since it was read.
  package static func write(
    _ text: [UInt8], to path: String, encoding: TextEncoding, asRead: [UInt8]
  ) throws(Refusal) {
    guard let bytes = SourceFile.fileBytes(of: text, encoding: encoding) else {
      throw .notInEncoding(encoding)
    }
    let isReplaced: Bool
    do throws(FileError) {
      isReplaced = try AtomicFile.replace(path, with: bytes) {
        (try? FileSystem.read(path)) == asRead
      }
    } catch {
      throw .failed(error)
    }
    if !isReplaced { throw .changedMeanwhile }
  }
}
