extension CheckSheet {
    /// The oldest age taken without a word.
    private static let oldest = 115

    /// The person as a whole: age, death, and whether there is anything to report.
    mutating func checkPerson() {
        if let age, age > Self.oldest {
            note(.unlikelyAge, row: 0, .peAlder, expected: .notAfter("\(Self.oldest)"))
        }
        let hasService = facts.contains { $0.kind == .service }
        if !hasService { note(.noService, row: 0, expected: .value(RecordKind.service.element)) }
        if let death, death < firstDay, hasService {
            note(.deadBeforeYear, row: 0, .peDodDato, expected: .notBefore("\(firstDay)"))
        }
    }

    /// What is received is given only where there is a need.
    mutating func checkNeeds() {
        let pairs: [(need: IplosField, received: IplosField)] = [
            (.poArbBistBehov, .poArbBistMottar), (.poArbTranspBehov, .poArbTranspMottar),
            (.poFriBistBehov, .poFriBistMottar), (.poFriTranspBehov, .poFriTranspMottar),
        ]
        for facts in rows(.circumstances) {
            for pair in pairs where facts.has(pair.received) {
                if person.octets(pair.need, row: facts.row)?.elementsEqual([UInt8(ascii: "1")]) != true {
                    note(.receivesWithoutNeed, row: facts.row, pair.received, expected: .absent)
                }
            }
        }
    }

    /// Decisions against what follows from them, providers, and services against each other.
    mutating func checkServices() {
        let services = rows(.service).filter { $0.type > 0 }
        let given = services.filter { $0.decision != 1 }
        for facts in services {
            if facts.decision == 1, facts.start > 0 {
                note(.refusedWithStart, row: facts.row, .tjFraDato, expected: .absent)
            }
            if facts.decision == 2, !facts.has(.tjFraDato) {
                note(.grantedWithoutStart, row: facts.row, .tjFraDato, expected: .given)
            }
        }
        for facts in given where !facts.has(.tjInstOrgnr) {
            if ServiceGroup.institution.contains(facts.type) {
                note(.institutionNumber, row: facts.row, .tjInstOrgnr, expected: .given)
            } else if ServiceGroup.housing.contains(facts.type) {
                note(.housingNumber, row: facts.row, .tjInstOrgnr, expected: .given)
            }
        }
        checkFunctions(given)
        checkOverlaps(given)
    }

    private mutating func checkFunctions(_ given: [Facts]) {
        if given.isEmpty { return }
        let functions = Array(rows(.function))
        if functions.isEmpty { return note(.noFunction, row: 0, expected: .value(RecordKind.function.element)) }
        let latestStop = functions.filter { $0.start > 0 && $0.start <= lastDay }.map(\.stop).max() ?? 0
        for facts in given where facts.decision == 2 && facts.decided >= firstDay {
            if latestStop < facts.decided {
                note(.decisionWithoutFunction, row: facts.row, .tjVedtDato, expected: .notAfter("\(lastDay)"))
            }
        }
    }

    /// The day one ends another may begin.
    private mutating func checkOverlaps(_ given: [Facts]) {
        let longTerm = given.filter { $0.type == ServiceGroup.longTerm && $0.start > 0 }
            .sorted { ($0.start, $0.row) < ($1.start, $1.row) }
        if longTerm.isEmpty { return }
        var latestStop = 0
        /// The latest stop up to each stay: it only rises, so that a search can halve it.
        var latestStops: [Int] = []
        for stay in longTerm {
            if stay.start < latestStop {
                note(.overlappingLongTerm, row: stay.row, .tjFraDato, expected: .notBefore("\(latestStop)"))
            }
            latestStop = max(latestStop, stay.stop)
            latestStops.append(latestStop)
        }
        for home in given where ServiceGroup.home.contains(home.type) && home.start > 0 {
            var (first, end) = (0, latestStops.count)
            while first < end {
                let middle = (first + end) / 2
                if latestStops[middle] > home.start { end = middle } else { first = middle + 1 }
            }
            if first < longTerm.count, longTerm[first].start < home.stop {
                note(.homeDuringLongTerm, row: home.row, .tjTilDato, expected: .notAfter("\(longTerm[first].start)"))
            }
        }
    }

    /// Code and code system go together.
    mutating func checkDiagnoses() {
        for facts in rows(.diagnosis) {
            if hasReserved {
                // Which diagnosis it is need not be told once more.
                note(
                    .diagnosisDespiteReservation, row: facts.row, .peDiagReserv, found: RecordKind.diagnosis.element,
                    expected: .absent)
            }
            guard let system = person.text(.diKodeVersjon, row: facts.row) else {
                note(.diagnosisIncomplete, row: facts.row, .diKodeVersjon, expected: .given)
                continue
            }
            let systems = CodeList.diagnosisSystem.codes(in: rules.year).map(\.value)
            if !systems.contains(system) {
                note(.unknownDiagnosisSystem, row: facts.row, .diKodeVersjon, expected: .oneOf(systems))
            }
            guard let code = person.octets(.diDiagKode, row: facts.row) else {
                note(.diagnosisIncomplete, row: facts.row, .diDiagKode, expected: .given)
                continue
            }
            if systems.contains(system), !Self.looksRight(code, isChapterCode: system == "ICPC-2") {
                let form = system == "ICPC-2" ? "A00" : "A000"
                note(.diagnosisCodeForm, row: facts.row, .diDiagKode, expected: .like(form))
            }
        }
    }

    /// ICPC-2: a letter and two digits, or a process code `-30`. ICD-10: a letter, two digits, and more with or without
    /// a point. Which of them exist is in lists that are not ours to have.
    private static func looksRight(_ code: ArraySlice<UInt8>, isChapterCode: Bool) -> Bool {
        let isLetter = code.first.map { (65...90).contains($0) } ?? false
        let rest = code.dropFirst()
        let startsWithDigits = rest.count >= 2 && rest.prefix(2).allSatisfy { $0 &- 48 < 10 }
        if isChapterCode { return (isLetter || code.first == UInt8(ascii: "-")) && startsWithDigits && rest.count == 2 }
        return isLetter && startsWithDigits && rest.count <= 6
    }
}
