import ControlReport
import Foundation
import Identifiers
import IplosContent
import SQLiteAccess

/// One walk through the stored persons of a submission: findings by person, and the figures. Used once.
final class ControlPass {
    /// The rows of the error list, at most so many of each control.
    private(set) var rows: [ErrorRow] = []
    /// All rows that were found, listed or not.
    private(set) var findings = 0
    private(set) var unknownProviders: [String: Int] = [:]
    var tally: Tally { counting.tally }

    private let store: RegisterStore
    private let submission: Submission
    private let records: RecordStore
    private let providers: Set<OrganisationNumber>?
    private let rowsPerControl: Int
    private let language: ReportLanguage
    private var counting: TallyCounting
    private var listed: [String: Int] = [:]

    /// - Parameters:
    ///   - providers: the organisation numbers in use in the unit; nil when there is no list to compare with.
    ///   - language: the one that the list is to be in; the rows keep no other.
    init(
        store: RegisterStore, submission: Submission, providers: Set<OrganisationNumber>?, rule: AssistanceNeedRule,
        rowsPerControl: Int, language: ReportLanguage
    ) {
        self.store = store
        self.submission = submission
        records = RecordStore(store: store, submission: submission)
        self.providers = providers
        self.rowsPerControl = rowsPerControl
        self.language = language
        counting = TallyCounting(rule: rule)
    }

    func run() throws -> ControlPass {
        let checked = HeadCheck(municipality: submission.unit.municipality, year: submission.year)
            .check(try store.head(of: submission))
        guard let head = checked.head else { throw RegisterError.damaged }
        for finding in checked.findings { list(ErrorRow(finding)) }
        var check = PersonCheck(head: head)
        var record = PersonRecord()
        var found: [Finding] = []
        try records.each { stored in
            try records.open(stored, into: &record)
            found.removeAll(keepingCapacity: true)
            let person = check.check(record, findings: &found)
            for finding in found { list(ErrorRow(finding)) }
            if let reason = stored.reason { listReason(reason, of: record) }
            if stored.person != nil { counting.add(PersonFacts(person)) }
            compareProviders(of: person)
        }
        try listDoubles()
        listShortened()
        return self
    }

    // MARK: - Controls of one person

    private func listReason(_ reason: Int, of record: PersonRecord) {
        list(
            RegisterControl.identityUnusable.row(
                IdentityReason.message(reason), kind: RecordKind.person.element, localNumber: record.localNumber ?? ""))
    }

    /// Numbers with a right check digit that are not in the unit's list; those with a wrong one have a control already.
    private func compareProviders(of person: CheckedPerson) {
        guard let providers else { return }
        for (kind, field, id) in Self.providerFields {
            for row in person.rows(kind) {
                // A zero may follow the nine digits.
                guard let text = row.text(field), let number = OrganisationNumber(text.prefix(9)),
                    !providers.contains(number)
                else { continue }
                unknownProviders[number.digits, default: 0] += 1
                let message = ControlText(
                    "Rett \(field.name). Fant \(number), ventet et nummer i listen over tilbydere.",
                    "Rett \(field.name). Fann \(number), venta eit nummer i lista over tilbydarar.",
                    "Correct \(field.name). Found \(number), expected a number in the list of providers.")
                list(
                    RegisterControl.unknownProvider.row(
                        message, kind: kind.element, localNumber: person.own.text(.pePeID) ?? "",
                        rowID: row.text(id) ?? "", field: field.name, found: number.digits))
            }
        }
    }

    private static let providerFields: [(RecordKind, IplosField, IplosField)] = [
        (.service, .tjInstOrgnr, .tjTjID), (.stay, .dgInstOrgnr, .dgDgID),
    ]

    // MARK: - Controls across persons

    /// So many numbers are named at most; an invented person of the record system's may have hundreds.
    private static let mostNamed = 20

    private static func named(_ numbers: [String]) -> String {
        let rest = numbers.count - mostNamed
        return numbers.prefix(mostNamed).joined(separator: ", ") + (rest > 0 ? " + \(rest)" : "")
    }

    /// Two local numbers of one person; and persons whom so many municipalities report that nobody can live like that.
    private func listDoubles() throws {
        for ordinals in try store.doubles(in: submission) {
            let numbers = try ordinals.compactMap { try records.localNumber($0) }.map {
                String(decoding: $0, as: UTF8.self)
            }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
            for number in numbers {
                let others = Self.named(numbers.filter { $0 != number })
                let message = ControlText(
                    "Rett registreringen. Fant samme person også som \(others), ventet ett løpenummer for hver person.",
                    "Rett registreringa. Fann same person òg som \(others), venta eitt løpenummer for kvar person.",
                    "Correct the registration. Found the same person as \(others) too, expected one number a person.")
                list(
                    RegisterControl.doubleRegistration.row(
                        message, kind: RecordKind.person.element, localNumber: number, field: IplosField.pePeID.name,
                        found: others))
            }
        }
        for ordinal in try store.widespread(in: submission) {
            let number = try records.localNumber(ordinal).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let message = ControlText(
                "Kontroller personen. Flere kommuner enn ventet har rapportert den samme.",
                "Kontroller personen. Fleire kommunar enn venta har rapportert den same.",
                "Check the person. More municipalities than expected have reported the same one.")
            list(
                RegisterControl.probableTestPerson.row(
                    message, kind: RecordKind.person.element, localNumber: number))
        }
    }

    // MARK: - The list

    private func list(_ row: ErrorRow) {
        findings += 1
        listed[row.control, default: 0] += 1
        if listed[row.control, default: 0] <= rowsPerControl { rows.append(row.kept(in: language)) }
    }

    /// The rows, which are not kept here any longer.
    func takeRows() -> [ErrorRow] {
        defer { rows = [] }
        return rows
    }

    private func listShortened() {
        for (control, count) in listed.sorted(by: { $0.key < $1.key }) where count > rowsPerControl {
            let rest = count - rowsPerControl
            let message = ControlText(
                "Kontroll \(control): \(rest) rader til er ikke med i listen.",
                "Kontroll \(control): \(rest) rader til er ikkje med i lista.",
                "Control \(control): \(rest) more rows are not in the list.")
            rows.append(RegisterControl.listShortened.row(message, found: control))
        }
    }
}

extension RegisterStore {
    /// The head of a joined submission.
    func head(of submission: Submission) throws -> ExtractHead {
        let sealed = try database.read {
            try $0.first("SELECT head FROM submissions WHERE key = ?", [submission.key]) { $0.bytes(0) }
        }
        guard let sealed = sealed.flatMap({ $0 }) else { throw RegisterError.wrongState }
        let bytes = try keys.open(sealed, as: "head/\(submission.id)")
        return try Self.decode(StoredHead.self, from: String(decoding: bytes, as: UTF8.self)).head
    }
}
