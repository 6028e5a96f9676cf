extension CheckSheet {
    /// Each value by its field's own rule, each row by what it must have.
    mutating func checkFields() {
        let person = person
        var ids: [UInt64] = []
        ids.reserveCapacity(person.rows.count)
        for row in person.rows.indices {
            var facts = Facts(row: row, kind: person.rows[row].kind, present: person.rows[row].present)
            for value in person.values(row) {
                let number = person.withOctets { octets in
                    let start = Int(value.start)
                    let text = UnsafeBufferPointer(rebasing: octets[start..<start + Int(value.length)])
                    return check(value.field, text, row: row)
                }
                guard let number else { continue }
                facts.passed |= 1 << UInt64(value.field.place(in: facts.kind))
                take(number, value.field, &facts, &ids)
            }
            checkRequired(facts)
            if row > 0 { self.facts.append(facts) }
        }
        checkRowNumbers(ids)
    }

    /// The value as a number when it passes; nil when it does not, or counts as not given.
    private mutating func check(_ field: IplosField, _ text: UnsafeBufferPointer<UInt8>, row: Int) -> Int? {
        guard let rule = rules.compiled(field) else { return nil }
        guard let number = FieldValue.read(text, as: rule.form) else {
            let control = Self.control(wrong: field, rule.form)
            note(control, row: row, field, expected: .form(rule.form), consequence: rule.onWrongForm)
            return nil
        }
        if rule.hasCodes, !Self.isCode(text, number, rule) {
            let codes = rules.rule(field)?.codes?.codes(in: rules.year).map(\.value) ?? []
            note(.unknownCode, row: row, field, expected: .oneOf(codes), consequence: rule.onUnknownCode)
            return nil
        }
        if rule.hasPeriod, !(Self.firstDayEver...lastDay).contains(number) {
            note(
                .outsidePeriod, row: row, field, expected: .between("\(Self.firstDayEver)", "\(lastDay)"),
                consequence: rule.onOutsidePeriod)
            return nil
        }
        if rule.form == .provider, !FieldValue.hasCheckDigit(text) {
            note(.providerCheckDigit, row: row, field, expected: .form(.provider))
            return nil
        }
        if field == .tjTimerUke, !(1...16800).contains(number) {
            note(.hours, row: row, field, expected: .between("0.01", "168"))
            return nil
        }
        return number
    }

    /// Before that the register keeps nothing.
    private static let firstDayEver = 2005_01_01

    private static func control(wrong field: IplosField, _ form: FieldForm) -> ControlID {
        if field == .pePeID { return .personID }
        if form == .provider { return .providerCheckDigit }
        return field == field.kind.idField || field == field.kind.personField ? .rowID : .wrongForm
    }

    private static func isCode(_ text: UnsafeBufferPointer<UInt8>, _ number: Int, _ rule: RuleSet.Compiled) -> Bool {
        guard let first = text.first else { return false }
        if first &- 48 < 10 { return number < 64 && FieldValue.isDigits(text) && rule.numbers & 1 << number != 0 }
        return text.count == 1 && (65...90).contains(first) && rule.letters & 1 << (UInt64(first) - 65) != 0
    }

    private mutating func take(_ number: Int, _ field: IplosField, _ facts: inout Facts, _ ids: inout [UInt64]) {
        switch field {
        case .pePeID: localNumber = number
        case .peAlder: age = number
        case .peDodDato: death = number
        case .peDiagReserv: hasReserved = number == 1
        case .poFraDato, .fnFraDato, .tjFraDato, .diFraDato, .dgFraDato: facts.start = number
        case .poTilDato, .fnTilDato, .tjTilDato, .diTilDato, .dgTilDato: facts.stop = number
        case .tjTjenType: facts.type = number
        case .tjSoknadDato: facts.application = number
        case .tjVedtDato: facts.decided = number
        case .tjVedtak: facts.decision = number
        case .tjKlageMottatt: facts.complaint = number
        case .tjKlageBesvart: facts.answer = number
        case .poPoID, .fnFnID, .tjTjID, .diDiID, .dgDgID:
            // Kind, number and row in one word, so that sorting brings the same numbers together.
            ids.append(UInt64(facts.kind.rawValue) << 58 | UInt64(number) << 24 | UInt64(facts.row & 0xFF_FFFF))
        case .poPeID, .fnPeID, .tjPeID, .diPeID, .dgPeID:
            if let localNumber, localNumber != number {
                note(.foreignPersonID, row: facts.row, field, expected: .value("\(localNumber)"))
            }
        default: break
        }
    }

    private mutating func checkRequired(_ facts: Facts) {
        var missing = rules.requiredPlaces(facts.kind) & ~facts.present
        let first = Int(facts.kind.fields.lowerBound.rawValue)
        while missing != 0 {
            let place = missing.trailingZeroBitCount
            missing &= missing - 1
            if let field = IplosField(rawValue: UInt8(first + place)) { noteMissing(field, row: facts.row) }
        }
        guard facts.kind == .service, facts.type > 0 else { return }
        for field in rules.serviceRequirements where !facts.has(field) {
            guard let rule = rules.compiled(field), rule.requiredServices & 1 << facts.type != 0 else { continue }
            // What was refused has no extent.
            if facts.decision == 1, field == .tjTimerUke || field == .tjRullerende { continue }
            noteMissing(field, row: facts.row)
        }
    }

    private mutating func noteMissing(_ field: IplosField, row: Int) {
        let kind = person.rows[row].kind
        let control: ControlID =
            switch field {
            case .pePeID: .personID
            case .tjTjenType: .serviceType
            case kind.idField, kind.personField: .rowID
            default: .missing
            }
        note(control, row: row, field, expected: .given, consequence: rules.compiled(field)?.onMissing)
    }

    private mutating func checkRowNumbers(_ ids: [UInt64]) {
        // Nearly always in order already.
        if zip(ids, ids.dropFirst()).allSatisfy({ $0 >> 24 < $1 >> 24 }) { return }
        let sorted = ids.sorted()
        for (one, next) in zip(sorted, sorted.dropFirst()) where one >> 24 == next >> 24 {
            let row = Int(next & 0xFF_FFFF)
            note(.duplicateRow, row: row, person.rows[row].kind.idField, expected: .absent)
        }
    }
}
