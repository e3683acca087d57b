import StetText

/// "Did you mean": the nearest of a set of names.
public enum Nearest {
  /// The name within two edits (one for names of up to four letters) of what was written, or nil;
  /// the alphabetically first among equals.
  public static func name(to written: String, among names: some Sequence<String>) -> String? {
    let word = EditDistance.scalars(Array(written.lowercased().utf8))
    var best: (distance: Int, name: String)?
    for name in names {
      let limit = min(word.count, name.utf8.count) <= 4 ? 1 : max(2, word.count / 4)
      guard
        let distance = EditDistance.distance(
          word, EditDistance.scalars(Array(name.lowercased().utf8)), limit: limit)
      else { continue }
      if let current = best, (current.distance, current.name) <= (distance, name) { continue }
      best = (distance, name)
    }
    return best?.name
  }
}
