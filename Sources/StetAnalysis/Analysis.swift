import StetDocument
import StetLexicon
import StetText

/// The models over one document: one model a subject, each built once, on first use.
///
/// Belongs to the worker that lints the document; not shared between threads.
public final class Analysis {
  /// The document that the models describe.
  public let document: Document

  /// Starts with no model built.
  public init(document: Document) {
    self.document = document
  }
}
