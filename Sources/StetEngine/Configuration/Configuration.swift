import StetDocument

/// A configuration file as read: one layer of settings, path lists and overrides.
package struct Configuration: Sendable {
  /// Settings for some paths only.
  package struct Override: Sendable {
    /// The paths, relative to the configuration's folder.
    package var paths: GlobList
    /// What is set for them.
    package var layer: SettingsLayer
  }

  /// A declared format.
  package struct Format: Sendable {
    /// The paths, relative to the configuration's folder.
    package var pattern: GlobPattern
    /// Their format.
    package var format: CopyFormat
  }

  /// The file, as it is shown.
  package var path: String
  /// What it sets for all paths.
  package var layer = SettingsLayer()
  /// Paths that are linted in any case.
  package var include = GlobList([])
  /// Paths that are left out.
  package var exclude = GlobList([])
  /// Declared formats; the last that matches wins.
  package var formats: [Format] = []
  /// Settings for some paths; later ones win.
  package var overrides: [Override] = []

  /// An empty configuration.
  package init(path: String) { self.path = path }
}
