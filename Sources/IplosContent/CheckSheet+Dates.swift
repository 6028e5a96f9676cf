extension CheckSheet {
    /// Dates of rows against each other, the year, the person's birth and death.
    mutating func checkDates() {
        for facts in facts where !dropped.contains(facts.row) {
            guard let (from, until) = Self.span(facts.kind) else { continue }
            if facts.start > facts.stop {
                note(.stopBeforeStart, row: facts.row, until, expected: .notBefore("\(facts.start)"))
            }
            if facts.start == 0 { continue }
            if facts.start > lastDay {
                note(.startAfterYear, row: facts.row, from, expected: .notAfter("\(lastDay)"))
            }
            if let age, facts.start / 10000 < rules.year - age {
                note(.startBeforeBirth, row: facts.row, from, expected: .notBefore("\(rules.year - age)0101"))
            }
            if let death, facts.start > death, facts.kind == .service || facts.kind == .stay {
                note(.startAfterDeath, row: facts.row, from, expected: .notAfter("\(death)"))
            }
        }
        for facts in facts where !dropped.contains(facts.row) && (facts.kind == .service || facts.kind == .stay) {
            if facts.stop < firstDay, let (_, until) = Self.span(facts.kind) {
                note(.stopBeforeYear, row: facts.row, until, expected: .notBefore("\(firstDay)"))
            }
        }
        for facts in rows(.service) { checkDecision(facts) }
    }

    /// Application, decision, complaint and answer, each on the day of the one before or later.
    private mutating func checkDecision(_ facts: Facts) {
        if facts.decided > 0, facts.decided < facts.application {
            note(
                .decisionBeforeApplication, row: facts.row, .tjVedtDato, expected: .notBefore("\(facts.application)"))
        }
        if facts.complaint > 0, facts.complaint < facts.decided {
            note(.complaintBeforeDecision, row: facts.row, .tjKlageMottatt, expected: .notBefore("\(facts.decided)"))
        }
        if facts.answer > 0, facts.answer < facts.complaint {
            note(.answerBeforeComplaint, row: facts.row, .tjKlageBesvart, expected: .notBefore("\(facts.complaint)"))
        }
    }

    private static func span(_ kind: RecordKind) -> (from: IplosField, until: IplosField)? {
        switch kind {
        case .head, .contact, .person: nil
        case .circumstances: (.poFraDato, .poTilDato)
        case .function: (.fnFraDato, .fnTilDato)
        case .service: (.tjFraDato, .tjTilDato)
        case .diagnosis: (.diFraDato, .diTilDato)
        case .stay: (.dgFraDato, .dgTilDato)
        }
    }
}
