import StetDocument
import StetText

/// The forms that are an edit or two away from another one.
extension NameForms {
  /// The forms within `limit` edits of letters in lower case, whatever their own case; the same word excluded.
  func near(folded letters: [UInt32], limit: Int) -> [(form: Form, distance: Int)] {
    letters.withUnsafeBufferPointer { letters in
      let mask = FormLetters.mask(letters)
      var found: [(form: Form, distance: Int)] = []
      for (index, record) in records.enumerated()
      where abs(Int(record.letters) &- letters.count) <= limit
        && FormLetters.mayBeNear(record.mask, mask, limit)
      {
        if let distance = distance(letters, record, limit), distance > 0 {
          found.append((form(index), distance))
        }
      }
      return found
    }
  }

  /// The forms within `limit` edits of a form, whatever their case; the same word excluded.
  func near(_ form: Form, limit: Int) -> [(form: Form, distance: Int)] {
    guard limit == 1, form.letterCount >= FormEdges.leastLetters else {
      return near(folded: form.folded, limit: limit)
    }
    var found: [(form: Form, distance: Int)] = []
    forEachOneEditAway(from: form.index) {
      found.append((self.form($0), 1))
      return true
    }
    return found
  }

  /// Whether there is a form one edit away from another one of four letters or more, given by its number.
  func isNearAnother(_ index: Int) -> Bool {
    var isNear = false
    forEachOneEditAway(from: index) { _ in
      isNear = true
      return false
    }
    return isNear
  }

  /// - Parameter index: the number of a form of four letters or more.
  @inline(__always)
  private func forEachOneEditAway(from index: Int, _ body: (Int) -> Bool) {
    let own = records[index]
    edges.forEach(near: index) { place in
      let other = records[place]
      guard FormLetters.mayBeNear(own.mask, other.mask, 1), own.letters <= other.letters &+ 1,
        other.letters <= own.letters &+ 1, isOneEdit(index, place)
      else { return true }
      return body(place)
    }
  }

  private func isOneEdit(_ a: Int, _ b: Int) -> Bool {
    words.withBytes(words.folded[Int(records[a].word)]) { first in
      words.withBytes(words.folded[Int(records[b].word)]) { second in
        if first.count == Int(records[a].letters), second.count == Int(records[b].letters) {
          return !first.elementsEqual(second)
            && EditDistance.isWithinOne(.init(first), .init(second))
        }
        return EditDistance.distance(
          FormLetters.scalars(of: first), FormLetters.scalars(of: second), limit: 1) == 1
      }
    }
  }

  private func distance(
    _ letters: UnsafeBufferPointer<UInt32>, _ record: Record, _ limit: Int
  ) -> Int? {
    words.withBytes(words.folded[Int(record.word)]) { word in
      EditDistance.withScalars(word) { EditDistance.distance(letters, $0, limit: limit) }
    }
  }
}
