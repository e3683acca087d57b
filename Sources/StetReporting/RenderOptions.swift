import StetText

/// How reports are drawn. Whoever knows the terminal fills it in; reporters look at nothing else.
public struct RenderOptions: Hashable, Sendable {
  /// Whether escape sequences for colour may be written.
  public var color: Bool
  /// The width of a line of output, in terminal cells; excerpts are cut to it.
  public var width: Int
  /// How columns are counted, where the format leaves the choice.
  public var columnUnit: ColumnUnit
  /// Whether the frame may be drawn beyond ASCII. The copy itself is shown as it is.
  public var unicode: Bool
  /// Whether paths become hyperlinks (OSC 8).
  public var hyperlinks: Bool
  /// Whether the summary is left out.
  public var quiet: Bool

  /// The least width that excerpts are cut to.
  static let leastWidth = 40

  /// Sets how reports are drawn; the defaults are those of a pipe.
  public init(
    color: Bool = false, width: Int = 100, columnUnit: ColumnUnit = .scalar, unicode: Bool = true,
    hyperlinks: Bool = false, quiet: Bool = false
  ) {
    self.color = color
    self.width = width
    self.columnUnit = columnUnit
    self.unicode = unicode
    self.hyperlinks = hyperlinks
    self.quiet = quiet
  }
}
