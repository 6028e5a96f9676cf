import CLibXML2

/// The one place that readies the C library.
enum LibXML2 {
    /// Call before any other use. Runs `xmlInitParser` once in the process; a `static let` makes that thread-safe.
    ///
    /// Some errors reach no context of ours; this thread's fallback for them, which prints, is taken away.
    static func prepare() {
        _ = prepared
        xmlSetStructuredErrorFunc(nil) { _, _ in }
    }

    /// Makes a lack of memory the end of the process; see `XMLMemory`.
    static func abortWithoutMemory() -> Bool { clibxml2_abort_without_memory() == 0 }

    private static let prepared: Bool = {
        xmlInitParser()
        return true
    }()
}

/// A NUL-terminated UTF-8 string of libxml2.
typealias XMLChars = UnsafePointer<xmlChar>

extension String {
    init?(_ characters: XMLChars?) {
        guard let characters else { return nil }
        self.init(cString: characters)
    }
}

extension UnsafePointer where Pointee == xmlChar {
    /// Octets before the terminating NUL.
    var length: Int { Int(xmlStrlen(self)) }

    func equals(_ other: XMLChars) -> Bool { self == other || xmlStrEqual(self, other) == 1 }

    /// Whether the octets are the same; normalisation plays no part.
    func equals(_ other: String) -> Bool {
        other.utf8.withContiguousStorageIfAvailable { wanted in
            xmlStrncmp(self, wanted.baseAddress, Int32(wanted.count)) == 0 && self[wanted.count] == 0
        } ?? (xmlStrEqual(self, other) == 1)
    }

    func equals(_ other: StaticString) -> Bool {
        other.withUTF8Buffer { wanted in
            xmlStrncmp(self, wanted.baseAddress, Int32(wanted.count)) == 0 && self[wanted.count] == 0
        }
    }
}
