public import Identifiers
import IplosContent
public import IplosExtract
public import NationalIdentity
import XML

/// Checks an extract as the register will, offline, and predicts what it will do with it.
///
/// The same rules run here and there, but for those that need both the identity number and the rest: only the
/// municipality has both, and what it finds so (`IdentityControl.isSeenHereAlone`) is in no list that comes back.
/// Memory does not grow with the file, but for some octets a person to notice who comes twice.
public struct ReportCheck {
    /// What the extract must be, and how much is kept of what is found.
    public struct Options: Sendable {
        /// Whose identity numbers are taken.
        public var realm: IdentityRealm
        /// Who must have made it; nil for anyone.
        public var municipality: MunicipalityNumber?
        /// The year it must be of; nil for any.
        public var year: Int?
        /// Findings that are kept of each control.
        public var examples: Int

        public init(
            realm: IdentityRealm, municipality: MunicipalityNumber? = nil, year: Int? = nil, examples: Int = 5
        ) {
            self.realm = realm
            self.municipality = municipality
            self.year = year
            self.examples = examples
        }
    }

    private let options: Options
    /// Told of each finding as it is made.
    private let found: (ReportFinding) throws -> Void
    /// Told of each person, by the local number as it may be shown.
    private let person: (String) -> Void

    public init(
        _ options: Options, found: @escaping (ReportFinding) throws -> Void = { _ in },
        person: @escaping (String) -> Void = { _ in }
    ) {
        self.options = options
        self.found = found
        self.person = person
    }

    /// Whoever does something with what is read, in the same reading.
    struct Follower {
        /// Told of a head that stops nothing.
        var head: (ExtractHead) throws -> Void = { _ in }
        /// Told of each person after its check.
        var person: (PersonRecord, _ identity: [UInt8]) throws -> Void = { _, _ in }
    }

    /// Reads the extract from end to end.
    ///
    /// - Parameters:
    ///   - progress: told how many octets have been read.
    /// - Throws: `ExtractFile.Fault`, or what a closure throws. An extract that cannot be read as one is no error: the
    ///   summary says so.
    public func run(
        _ file: some ExtractSource, companion: CompanionIdentities? = nil, progress: (Int) -> Void = { _ in }
    ) throws -> CheckSummary {
        try run(file, companion: companion, follower: Follower(), progress: progress)
    }

    /// Reads no further than the head, which says whose it is and of which year, or why it is stopped.
    func head(of file: some ExtractSource) throws -> CheckSummary {
        try run(file, companion: nil, follower: Follower(head: { _ in throw StoppedByHead() }), progress: { _ in })
    }

    func run(
        _ file: some ExtractSource, companion: CompanionIdentities?, follower: Follower,
        progress: (Int) -> Void = { _ in }
    ) throws -> CheckSummary {
        let walk = CheckWalk(options, found)
        let reader = ExtractReader(
            companion: companion,
            head: { head in
                try walk.take(head)
                try follower.head(head)
            },
            person: { record, identity in
                if let number = record.localNumber { person(Finding.shown(number)) }
                try walk.take(record, identity: identity)
                try follower.person(record, identity)
            })
        var isEmpty = true
        do {
            try file.read { octets, before in
                isEmpty = false
                try reader.feed(octets)
                progress(before + octets.count)
            }
            try walk.end(reader.finish())
        } catch is StoppedByHead {
            // Nothing more can be said, since the rules depend on the year, or nothing more was asked.
        } catch let fault as ContentFault {
            if let finding = fault.finding { try walk.note(.content(finding)) }
            walk.summary.unreadable = UnreadableExtract(fault)
        } catch let fault as XMLError {
            walk.summary.unreadable = UnreadableExtract(fault, isEmpty: isEmpty)
        }
        walk.summary.sort()
        return walk.summary
    }
}

/// The file is read no further than its head: version, municipality or period stop it, or it was to tell no more.
private struct StoppedByHead: Error {}

/// The state of one check.
private final class CheckWalk {
    var summary: CheckSummary
    private let options: ReportCheck.Options
    private let found: (ReportFinding) throws -> Void
    private var persons: PersonCheck?
    private var identities: IdentityCheck?
    private var findings: [Finding] = []

    init(_ options: ReportCheck.Options, _ found: @escaping (ReportFinding) throws -> Void) {
        self.options = options
        self.found = found
        summary = CheckSummary(examples: options.examples)
    }

    func note(_ finding: ReportFinding) throws {
        summary.note(finding)
        try found(finding)
    }

    func take(_ head: ExtractHead) throws {
        let check = HeadCheck(municipality: options.municipality, year: options.year)
        let (checked, findings) = check.check(head)
        summary.revision = head.revision
        summary.unit = checked?.unit
        summary.year = checked?.year ?? head.year
        for finding in findings { try note(.content(finding)) }
        guard let checked else { throw StoppedByHead() }
        persons = PersonCheck(head: checked)
        identities = IdentityCheck(realm: options.realm, year: checked.year)
    }

    func take(_ person: PersonRecord, identity: [UInt8]) throws {
        findings.removeAll(keepingCapacity: true)
        guard let checked = persons?.check(person, findings: &findings) else { return }
        for finding in findings { try note(.content(finding)) }
        let identityFindings = identities?.check(identity, of: person) ?? []
        for finding in identityFindings { try note(.identity(finding)) }
        if checked.isDropped || identityFindings.contains(where: \.control.leavesPersonOut) {
            summary.personsLeftOut += 1
        } else {
            count(checked)
        }
    }

    func end(_ counts: ContentCounts) throws {
        summary.counts = counts
        for finding in counts.findings { try note(.content(finding)) }
    }

    private func count(_ person: CheckedPerson) {
        let granted = person.rows(.service).filter { $0.number(.tjVedtak) != 1 }
        for type in Set(granted.compactMap { $0.number(.tjTjenType) }) { summary.recipients[type, default: 0] += 1 }
    }
}
