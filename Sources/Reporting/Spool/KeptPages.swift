import Foundation

/// The findings of one check.
public typealias KeptFindings = KeptPages<ReportFinding>

/// Rows of a list, kept in the spool to be paged through: by control, a hundred to a page.
public struct KeptPages<Row: Codable & Sendable>: Sendable {
    /// Rows on a page.
    public static var pageSize: Int { 100 }
    /// Of one control; nobody reads more, and a list that is wrong throughout must not fill the disk. How many there are
    /// stands in the summary.
    public static var mostOfOneControl: Int { 10_000 }

    private let file: SpoolFile
    private let pages: [String: [Int]]

    fileprivate init(_ file: SpoolFile, pages: [String: [Int]]) {
        self.file = file
        self.pages = pages
    }

    /// How many pages a control has; 0 when it has no rows.
    public func pageCount(of control: String) -> Int { pages[control]?.count ?? 0 }

    /// One page, from 1; nil when there is none.
    /// - Throws: `Spool.Fault`.
    public func page(_ number: Int, of control: String) throws -> [Row]? {
        guard let blocks = pages[control], blocks.indices.contains(number - 1) else { return nil }
        guard let rows = try? JSONDecoder().decode([Row].self, from: Data(try file.block(blocks[number - 1]))) else {
            throw Spool.Fault.notReadable
        }
        return rows
    }

    /// Takes rows in any order.
    ///
    /// Not `Sendable`: one adds.
    public final class Collector {
        private let writer: SpoolWriter
        private var open: [String: [Row]] = [:]
        private var pages: [String: [Int]] = [:]

        /// - Throws: `Spool.Fault`.
        public init(_ spool: Spool) throws { writer = try spool.begin() }

        public func add(_ row: Row, to control: String) throws {
            guard (pages[control]?.count ?? 0) < mostOfOneControl / pageSize else { return }
            open[control, default: []].append(row)
            if open[control]?.count == pageSize { try write(control) }
        }

        public func finish() throws -> KeptPages {
            for control in open.keys.sorted() where open[control]?.isEmpty == false { try write(control) }
            return KeptPages(writer.finish(), pages: pages)
        }

        private func write(_ control: String) throws {
            let rows = open.updateValue([], forKey: control) ?? []
            pages[control, default: []].append(try writer.add(Array(JSONEncoder().encode(rows))))
        }
    }
}
