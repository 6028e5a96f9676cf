import ExtractSources
public import Foundation
public import Identifiers
import IplosContent
public import NationalIdentity
import OsloCalendar

/// An extract that a mapping has made into the spool: nothing of it is on disk in clear.
public struct MappedExtract: Sendable {
    public let extract: SpoolFile
    /// The identity numbers, for revisions that have them in a file of their own.
    public let identities: SpoolFile?
    public let summary: ExtractSummary

    /// Why nothing is read. Nothing of the source is in the sentence.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        /// The mapping is none: line, column and setting of the first fault in it.
        case mapping(String)
        /// The database or the files cannot be used.
        case source(String)

        public var description: String {
            switch self {
            case .mapping(let place): "The mapping cannot be used: \(place)."
            case .source(let sentence): sentence
            }
        }
    }

    /// Makes it.
    ///
    /// - Parameters:
    ///   - mapping: path of a mapping file; files that it names are looked for beside it.
    ///   - sortDirectory: where there is room for what memory does not hold.
    ///   - environment: where libpq looks for a password file.
    ///   - progress: told of octets as they are written.
    /// - Throws: ``Fault``, ``ExtractFault``, `Spool.Fault`.
    public static func make(
        _ order: ExtractOrder, mapping: String, into spool: Spool, sortDirectory: String,
        environment: [String: String], progress: @escaping (Int) -> Void
    ) throws -> MappedExtract {
        let file = ExtractFile(path: mapping)
        guard let yaml = try? file.whole(limit: ExtractMapping.longestFile) else { throw Fault.mapping("1:1") }
        let folder = (mapping as NSString).deletingLastPathComponent
        do {
            let run = ReportExtract(
                order, mapping: try ExtractMapping(yaml: yaml, directory: folder), sortDirectory: sortDirectory)
            let source = try run.open(environment: environment)
            let extract = try ExtractIntake(spool)
            let identities = order.needsIdentityFile ? try ExtractIntake(spool) : nil
            let summary = try run.run(
                from: source,
                to: ReportExtract.Outlets {
                    try extract.take($0)
                    progress($0.count)
                } identities: {
                    try identities?.take($0)
                })
            return MappedExtract(
                extract: try extract.finish(), identities: try identities?.finish(), summary: summary)
        } catch let error as MappingError {
            throw Fault.mapping(error.problems.first.map { "\($0.line):\($0.column) \($0.setting)" } ?? "")
        } catch let fault as SourceFault {
            throw Fault.source(fault.sentence)
        }
    }
}

extension ExtractOrder {
    /// The one that is made now: nil for a year that no revision of the format has.
    public init?(unit: ReportingUnit, year: Int, realm: IdentityRealm, now: Date, sequence: Int) {
        self.init(
            unit: unit, year: year, realm: realm, made: OsloTime.day(at: now).description.filter { $0 != "-" },
            sequence: sequence)
    }

    /// The year that is reported now, the one before this; nil when no revision of the format has it.
    public static func usualYear(now: Date) -> Int? {
        let year = OsloTime.day(at: now).year - 1
        return IplosRevision.of(year: year) == nil ? nil : year
    }
}
