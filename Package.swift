// swift-tools-version: 6.0
import PackageDescription

// Dependencies point one way: Text → Lexicon → Document → Analysis → Rules → Engine;
// Reporting hangs beside. docs/architecture.md says what each module may know.
let package = Package(
  name: "stet",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "stet", targets: ["stet"]),
    .library(name: "Stet", targets: ["StetEngine", "StetReporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // Loaded at run time when a word is first asked for, so nothing to link (see its shim.h).
    .systemLibrary(name: "CHunspell"),
    // A header of the C library, nothing to link.
    .systemLibrary(name: "CAllocator"),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "StetText"),
    .target(name: "StetLexicon", dependencies: ["StetText", "CHunspell"]),
    .target(name: "StetDocument", dependencies: ["StetText", "StetLexicon"]),
    .target(name: "StetAnalysis", dependencies: ["StetText", "StetLexicon", "StetDocument"]),
    .target(
      name: "StetRules",
      dependencies: ["StetText", "StetLexicon", "StetDocument", "StetAnalysis", "CPCRE2", "CYAML"]),
    .target(
      name: "StetEngine",
      dependencies: [
        "StetText", "StetLexicon", "StetDocument", "StetAnalysis", "StetRules", "CYAML",
      ]),
    .target(name: "StetReporting", dependencies: ["StetText", "StetDocument", "StetRules"]),
    .executableTarget(
      name: "stet",
      dependencies: [
        "CAllocator", "StetEngine", "StetReporting", "StetRules", "StetAnalysis", "StetDocument",
        "StetLexicon",
        "StetText", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "stet-dev",
      dependencies: [
        "StetEngine", "StetReporting", "StetRules", "StetAnalysis", "StetDocument", "StetLexicon",
        "StetText", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "StetTextTests", dependencies: ["StetText"]),
    .testTarget(name: "StetLexiconTests", dependencies: ["StetLexicon", "StetText"]),
    .testTarget(
      name: "StetDocumentTests", dependencies: ["StetDocument", "StetText", "StetLexicon"]),
    .testTarget(
      name: "StetAnalysisTests",
      dependencies: ["StetAnalysis", "StetDocument", "StetText", "StetLexicon"]),
    .testTarget(
      name: "StetRulesTests",
      dependencies: [
        "StetRules", "StetEngine", "StetAnalysis", "StetDocument", "StetText", "StetLexicon",
      ]),
    .testTarget(
      name: "StetEngineTests",
      dependencies: ["StetEngine", "StetRules", "StetDocument", "StetText"]),
    .testTarget(
      name: "StetReportingTests",
      dependencies: ["StetReporting", "StetEngine", "StetRules", "StetDocument", "StetText"],
      exclude: ["Schemas"]),
    .testTarget(name: "CommandTests", dependencies: ["StetEngine", "stet", "stet-dev"]),
  ],
  swiftLanguageModes: [.v6]
)
