/// Namespace names that XML itself defines.
public enum XMLNamespace {
    /// What the prefix `xml` always stands for (Namespaces in XML 1.0, 3).
    public static let xml = "http://www.w3.org/XML/1998/namespace"
    /// What the prefix `xmlns` always stands for.
    public static let xmlns = "http://www.w3.org/2000/xmlns/"
}
