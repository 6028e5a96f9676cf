import Foundation

/// The findings of one check, kept in the spool to be paged through: by control, a hundred to a page.
public struct KeptFindings: Sendable {
    /// Findings on a page.
    public static let pageSize = 100
    /// Of one control; nobody reads more, and an extract that is wrong throughout must not fill the disk. How many there
    /// are stands in the summary.
    public static let mostOfOneControl = 10_000

    private let file: SpoolFile
    private let pages: [String: [Int]]

    fileprivate init(_ file: SpoolFile, pages: [String: [Int]]) {
        self.file = file
        self.pages = pages
    }

    /// How many pages a control has; 0 when nothing was found by it.
    public func pageCount(of control: String) -> Int { pages[control]?.count ?? 0 }

    /// One page, from 1; nil when there is none.
    /// - Throws: `Spool.Fault`.
    public func page(_ number: Int, of control: String) throws -> [ReportFinding]? {
        guard let blocks = pages[control], blocks.indices.contains(number - 1) else { return nil }
        guard
            let findings = try? JSONDecoder().decode(
                [ReportFinding].self, from: Data(try file.block(blocks[number - 1])))
        else { throw Spool.Fault.notReadable }
        return findings
    }

    /// Notes findings while a check goes on.
    ///
    /// Not `Sendable`: the check uses it.
    public final class Collector {
        private let writer: SpoolWriter
        private var open: [String: [ReportFinding]] = [:]
        private var pages: [String: [Int]] = [:]

        /// - Throws: `Spool.Fault`.
        public init(_ spool: Spool) throws { writer = try spool.begin() }

        public func add(_ finding: ReportFinding) throws {
            let control = finding.control
            guard (pages[control]?.count ?? 0) < mostOfOneControl / pageSize else { return }
            open[control, default: []].append(finding)
            if open[control]?.count == pageSize { try write(control) }
        }

        public func finish() throws -> KeptFindings {
            for control in open.keys.sorted() where open[control]?.isEmpty == false { try write(control) }
            return KeptFindings(writer.finish(), pages: pages)
        }

        private func write(_ control: String) throws {
            let findings = open.updateValue([], forKey: control) ?? []
            pages[control, default: []].append(try writer.add(Array(JSONEncoder().encode(findings))))
        }
    }
}
