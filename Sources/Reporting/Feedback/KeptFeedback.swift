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

    /// Octets that are held in memory while an archive is opened; the largest municipality's lists have half of them.
    private static let limits = {
        var limits = ArchiveLimits()
        limits.entryOctets = 128 << 20
        limits.totalOctets = 192 << 20
        return limits
    }()
    private static let pieceLength = 256 << 10

    public let unit: ReportingUnit
    public let year: Int
    public let controls: [FeedbackContents.Control]
    public let tables: [FeedbackContents.Table]
    /// Rows of the error list.
    public let rows: KeptPages<FeedbackContents.Row>
    public let files: [File]

    /// Opens an archive with its password, and puts what is in it into the spool.
    /// - Throws: `ArchiveFault`, `FeedbackContents.Fault`, `Spool.Fault`.
    public init(_ archive: [UInt8], password: ArchivePassword, into spool: Spool) throws {
        let opened = try OpenedFeedback.open(archive, password: password, limits: Self.limits)
        let contents = opened.contents
        (unit, year, controls, tables) = (contents.unit, contents.year, contents.controls, contents.tables)
        let collector = try KeptPages<FeedbackContents.Row>.Collector(spool)
        try contents.eachRow { try collector.add($0, to: $0.control) }
        rows = try collector.finish()
        // One after another in one file of the spool.
        let writer = try spool.begin()
        let ranges = try opened.archive.entries.map { entry in
            let blocks = try stride(from: 0, to: entry.bytes.count, by: Self.pieceLength).map { start in
                try writer.add(Array(entry.bytes[start..<min(start + Self.pieceLength, entry.bytes.count)]))
            }
            return blocks.first.map { $0..<($0 + blocks.count) } ?? 0..<0
        }
        let spooled = writer.finish()
        files = zip(opened.archive.entries, ranges).map { entry, blocks in
            File(name: entry.name.text, octets: entry.bytes.count, spool: spooled, blocks: blocks)
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
