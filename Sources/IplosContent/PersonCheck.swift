/// Checks the persons of one file, one after the other, and gives each fault its consequence.
///
/// Memory: eight octets for each person's local number, to notice one that comes twice.
public struct PersonCheck: Sendable {
    private let rules: RuleSet
    private var seen = LocalNumberSet()

    public init(head: CheckedHead) { rules = head.rules }

    /// Adds what is wrong to `findings`, in the file's order, and gives the person as it counts.
    public mutating func check(_ person: PersonRecord, findings: inout [Finding]) -> CheckedPerson {
        var sheet = CheckSheet(person, rules: rules)
        sheet.checkFields()
        sheet.checkPerson()
        sheet.checkNeeds()
        sheet.checkDates()
        sheet.checkServices()
        sheet.checkDiagnoses()
        if let number = sheet.localNumber, !seen.insert(UInt64(number)) {
            sheet.note(.duplicatePerson, row: 0, .pePeID, expected: .absent)
        }
        findings += sheet.findings
        return CheckedPerson(person: person, dropped: sheet.dropped, nulled: sheet.nulled, year: rules.year)
    }
}
