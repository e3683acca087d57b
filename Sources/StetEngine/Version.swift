/// The version of Stet.
public enum StetVersion {
  /// As `stet --version` prints it.
  public static let current = "0.1.0"
}
