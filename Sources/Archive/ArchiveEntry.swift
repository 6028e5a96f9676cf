/// A file in an archive: a checked name and its octets.
public struct ArchiveEntry: Equatable, Sendable {
    public let name: ArchiveEntryName
    public let bytes: [UInt8]

    public init(name: ArchiveEntryName, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A file that is to go into an archive, made when its turn comes.
public struct ArchiveFile {
    public let name: ArchiveEntryName
    /// Gives the octets, each time the same.
    let make: () throws -> [UInt8]

    public init(name: ArchiveEntryName, make: @escaping () throws -> [UInt8]) {
        self.name = name
        self.make = make
    }

    public init(_ entry: ArchiveEntry) { self.init(name: entry.name) { entry.bytes } }
}

/// A name that may stand in an archive: it means one ordinary file below the directory it is unpacked in, on any system.
///
/// Folders are written with `/`. Refused are what T-116 lists: absolute names, `..`, empty parts, backslash, NUL and
/// other control characters, drive letters and streams (`:`), wildcards, Windows' device names, parts that end in a dot
/// or space, and names of more than 200 octets.
public struct ArchiveEntryName: Hashable, Sendable, CustomStringConvertible {
    /// Most octets of a name in UTF-8.
    public static let longest = 200

    /// The whole name.
    public let text: String

    /// - Throws: `ArchiveFault.unsafeName`.
    public init(_ text: String) throws(ArchiveFault) {
        guard (1...Self.longest).contains(text.utf8.count), text.unicodeScalars.allSatisfy(Self.isPlain),
            text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(Self.isSafe)
        else { throw .unsafeName }
        self.text = text
    }

    /// Bland: names of files are told to people, not to logs.
    public var description: String { "a file in an archive" }

    /// Whether the file lies in a folder of the archive.
    public var isInFolder: Bool { text.utf8.contains(UInt8(ascii: "/")) }

    /// The same for all names that a system without case, or with another composition of accents, takes for one file.
    var collisionKey: String { text.uppercased().lowercased() }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !#"\:*?"<>|"#.unicodeScalars.contains(scalar)
        }
    }

    private static func isSafe(_ part: Substring) -> Bool {
        guard let last = part.last, last != ".", !last.isWhitespace else { return false }
        var stem = part.prefix { $0 != "." }
        while stem.last == " " { stem.removeLast() }
        return !isDevice(stem.uppercased())
    }

    /// Windows opens these as devices whatever the extension; superscript digits count as digits there.
    private static func isDevice(_ stem: String) -> Bool {
        if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"].contains(stem) { return true }
        let isPort = stem.hasPrefix("COM") || stem.hasPrefix("LPT")
        return isPort && stem.count == 4 && stem.last?.isNumber == true
    }
}
