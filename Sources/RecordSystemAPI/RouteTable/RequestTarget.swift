import Foundation

/// The path and query of a request, taken apart (RFC 3986 3.3, 3.4).
struct RequestTarget {
    let segments: [Substring]
    private let query: [(name: String, value: String)]

    init(_ text: String) {
        let parts = text.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        segments = (parts.first ?? "").split(separator: "/")
        query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(halves[0]), halves.count > 1 ? Self.decoded(halves[1]) : "")
        }
    }

    /// Names count in either case, as they do in the national service.
    func values(of name: String) -> [String] {
        query.filter { $0.name.caseInsensitiveCompare(name) == .orderedSame }.map(\.value)
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacingOccurrences(of: "+", with: " ")
        // What is not encoded as it should be stands as it is, and then fits nothing.
        return spaced.removingPercentEncoding ?? spaced
    }
}
