public import Archive
public import ControlReport
public import Identifiers

/// A register's feedback that has been opened to be looked at: small facts in memory, every file and every row of the
/// error list in the spool, so that nothing of it is on disk in clear and all of it is gone with the process.
public struct KeptFeedback: Sendable {
    /// A file of the archive.
    public struct File: Sendable {
        public let name: String
        public let octets: Int
        private let spool: SpoolFile
        private let blocks: Range<Int>

        fileprivate init(name: String, octets: Int, spool: SpoolFile, blocks: Range<Int>) {
            self.name = name
            self.octets = octets
            self.spool = spool
            self.blocks = blocks
        }

        /// Its octets a piece at a time, from 0; nil after the last.
        /// - Throws: `Spool.Fault`.
        public func piece(_ number: Int) throws -> [UInt8]? {
            number < blocks.count ? try spool.block(blocks.lowerBound + number) : nil
        }

        fileprivate func whole() throws -> [UInt8] { try blocks.flatMap { try spool.block($0) } }
    }

    /// Octets that are held in memory while an archive is opened; the largest municipality's lists have half of them. A
    /// register sends some twenty files, and each costs a derivation of keys.
    private static let limits = {
        var limits = ArchiveLimits()
        limits.entries = 64
        limits.entryOctets = 128 << 20
        limits.totalOctets = 192 << 20
        return limits
    }()
    private static let pieceLength = 256 << 10
    /// First rows of each control that are held, so that an overview reads nothing.
    public static let examples = 3

    public let unit: ReportingUnit
    public let year: Int
    public let controls: [FeedbackContents.Control]
    public let tables: [FeedbackContents.Table]
    /// The first rows of each control, by its number.
    public let first: [String: [FeedbackContents.Row]]
    /// Rows of the error list.
    public let rows: KeptPages<FeedbackContents.Row>
    public let files: [File]

    /// Opens an archive with its password, and puts what is in it into the spool.
    ///
    /// - Parameter isProven: whether it is the register's; lists and tables of another are made neutral for spreadsheets
    ///   before they are handed out, which changes nothing that a register writes.
    /// - Throws: `ArchiveFault`, `FeedbackContents.Fault`, `Spool.Fault`.
    public init(_ archive: [UInt8], password: ArchivePassword, isProven: Bool, into spool: Spool) throws {
        let opened = try OpenedFeedback.open(archive, password: password, limits: Self.limits)
        let contents = opened.contents
        (unit, year, controls, tables) = (contents.unit, contents.year, contents.controls, contents.tables)
        let collector = try KeptPages<FeedbackContents.Row>.Collector(spool)
        var first: [String: [FeedbackContents.Row]] = [:]
        try contents.eachRow { row in
            if first[row.control, default: []].count < Self.examples { first[row.control, default: []].append(row) }
            try collector.add(row, to: row.control)
        }
        self.first = first
        rows = try collector.finish()
        // One after another in one file of the spool.
        let writer = try spool.begin()
        let pieces = try opened.archive.entries.map { entry in
            let isForeign = !isProven && entry.name.text.hasSuffix(".csv")
            let bytes = isForeign ? try SpreadsheetText.neutral(entry.bytes) : entry.bytes
            let blocks = try stride(from: 0, to: bytes.count, by: Self.pieceLength).map { start in
                try writer.add(Array(bytes[start..<min(start + Self.pieceLength, bytes.count)]))
            }
            return (octets: bytes.count, blocks: blocks.first.map { $0..<($0 + blocks.count) } ?? 0..<0)
        }
        let spooled = writer.finish()
        files = zip(opened.archive.entries, pieces).map { entry, pieces in
            File(name: entry.name.text, octets: pieces.octets, spool: spooled, blocks: pieces.blocks)
        }
    }

    /// As one side of a comparison.
    /// - Throws: `Spool.Fault`.
    public func side() throws -> ReportSide {
        let contents = try FeedbackContents(names: files.map(\.name)) { name in
            try files.first { $0.name == name }?.whole()
        }
        return try ReportSide(contents)
    }
}
