import ControlReport
import Foundation
import Reporting
import Synchronization
import Texts
import Web

/// The findings as a spreadsheet: by control, as on the pages, for whoever mends them with the list beside the record
/// system.
struct FindingsFile: Sendable {
    let language: Language

    /// Writes it into the spool, so that its length is known before it is sent.
    func write(_ check: CheckSummary, _ kept: KeptFindings, to spool: Spool) throws -> SpoolFile {
        let file = try ExtractIntake(spool)
        try file.take(SpreadsheetText.byteOrderMark)
        let columns: [FindingText] = [
            .control, .whatToMend, .consequenceTitle, .person, .recordTitle, .lineNumber, .whatIsWrong,
        ]
        try file.take(SpreadsheetText.line(columns.map { $0.text(language) }))
        for group in check.groups {
            let control = group.first.control
            var number = 1
            while let findings = try kept.page(number, of: control) {
                for finding in findings { try file.take(SpreadsheetText.line(cells(finding))) }
                number += 1
            }
        }
        return try file.finish()
    }

    private func cells(_ finding: ReportFinding) -> [String] {
        [
            "\(finding.control) \(finding.title[language])", finding.action[language],
            FindingText.consequence(finding.consequence).text(language), finding.localNumber ?? "", finding.rowName,
            finding.line > 0 ? "\(finding.line)" : "", finding.message[language],
        ]
    }
}

/// A file of the spool as a download takes it.
enum SpoolReading {
    static func stream(_ file: SpoolFile) -> AsyncThrowingStream<[UInt8], any Error> {
        stream { $0 < file.count ? try file.block($0) : nil }
    }

    /// - Parameter piece: gives the octets of that number, from 0; nil after the last.
    static func stream(
        _ piece: @escaping @Sendable (Int) throws -> [UInt8]?
    ) -> AsyncThrowingStream<[UInt8], any Error> {
        let position = Position()
        return AsyncThrowingStream { try piece(position.next()) }
    }

    private final class Position: Sendable {
        private let number = Mutex(-1)

        func next() -> Int {
            number.withLock {
                $0 += 1
                return $0
            }
        }
    }
}
