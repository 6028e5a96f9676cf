import Foundation

/// Which names in `out` are looked at, and what they are called when they have been moved.
enum SubmissionName {
    /// The name, when it is one the server will handle: UTF-8, at most 180 octets, ending with `.xml`, not hidden, and
    /// without control characters, slashes or backslashes. Anything else is left where it is.
    static func accepted(_ bytes: [UInt8]) -> String? {
        guard bytes.count <= 180, let name = String(validating: bytes, as: UTF8.self), isOrdinary(name) else {
            return nil
        }
        return name
    }

    /// The name under which a submission is kept.
    ///
    /// A UUID for a name is reserved for the server's own deliveries in `taken`, where it is the read mark; such a
    /// submission is kept as `<name>.submitted.xml`. A name that is in use gets a number.
    static func kept(_ name: String, number: Int) -> String {
        let stem = String(name.dropLast(4))
        let base = UUID(uuidString: stem) == nil ? stem : "\(stem).submitted"
        return number == 1 ? "\(base).xml" : "\(base).\(number).xml"
    }

    private static func isOrdinary(_ name: String) -> Bool {
        name.hasSuffix(".xml") && name.utf8.count > 4 && !name.hasPrefix(".")
            && !name.unicodeScalars.contains {
                $0.value < 32 || (127...159).contains($0.value) || $0 == "/" || $0 == "\\"
            }
    }
}
