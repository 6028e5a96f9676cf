/// What a check knows of one person while it goes on: the values that can be read, and the findings so far.
struct CheckSheet {
    /// The values of one row that passed their own rules, as numbers.
    struct Facts {
        let row: Int
        let kind: RecordKind
        /// Bit n: the n-th field of the kind passed.
        var passed: UInt64 = 0
        /// Bit n: the n-th field of the kind was given.
        var present: UInt64
        var application = 0, decided = 0, decision = 0, type = 0, complaint = 0, answer = 0
        /// 0 when not known.
        var start = 0
        /// The open end when not known.
        var stop = FieldValue.openEnd

        func has(_ field: IplosField) -> Bool { present & 1 << UInt64(field.place(in: kind)) != 0 }
    }

    let person: PersonRecord
    let rules: RuleSet
    /// First and last day of the year.
    let firstDay: Int
    let lastDay: Int
    var findings: [Finding] = []
    var dropped: Set<Int> = []
    var nulled: Set<NulledValue> = []
    /// All rows but the person's own.
    var facts: [Facts] = []
    var localNumber: Int?
    var age: Int?
    var death: Int?
    /// Whether the person has reserved themselves against diagnoses.
    var hasReserved = false

    init(_ person: PersonRecord, rules: RuleSet) {
        self.person = person
        self.rules = rules
        firstDay = rules.year * 10000 + 101
        lastDay = rules.year * 10000 + 1231
        facts.reserveCapacity(person.rows.count)
    }

    /// Writes a finding down and takes its consequence.
    ///
    /// - Parameter found: The field's own value when nil.
    mutating func note(
        _ control: ControlID, row: Int, _ field: IplosField? = nil, found: String? = nil, expected: Expected,
        consequence: Consequence? = nil
    ) {
        let kind = person.rows[row].kind
        let finding = Finding(
            control, consequence: consequence, kind: kind, localNumber: person.localNumber,
            rowID: row == 0 ? nil : kind.idField.flatMap { person.text($0, row: row) }, field: field,
            found: found ?? field.flatMap { person.text($0, row: row) } ?? "", expected: expected,
            line: person.rows[row].line)
        findings.append(finding)
        switch finding.consequence {
        case .report, .rejectSubmission: break
        case .setNull: if let field { nulled.insert(NulledValue(row: row, field: field)) }
        case .dropRow: dropped.insert(row)
        }
    }

    /// The rows of a kind that are still there.
    func rows(_ kind: RecordKind) -> some Sequence<Facts> {
        facts.lazy.filter { [dropped] in $0.kind == kind && !dropped.contains($0.row) }
    }
}
