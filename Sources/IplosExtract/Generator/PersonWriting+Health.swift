/// The rows about a person's health: functions, diagnoses and stays elsewhere.
extension PersonWriting {
    /// FUNKSJON: every kind of function once, half of them with an earlier value.
    mutating func writeFunctions(to out: inout ExtractBytes) {
        var row = 0
        for type in 1...(season.revision == .r30 ? 17 : 18) {
            let value = functionValue(type)
            let turn = person.turn(in: season, perThousand: 550, &random)
            if let turn {
                row += 1
                let earlier = value == 9 ? 9 : max(1, value - random.below(2))
                writeFunction(row, type, earlier, from: person.since, to: turn - 1, &out)
            }
            row += 1
            let isFaulty = person.fault == .unknownFunctionValue && type == 4
            writeFunction(row, type, isFaulty ? 7 : value, from: turn ?? person.since, to: person.until, &out)
        }
    }

    private mutating func functionValue(_ type: Int) -> Int {
        // Sight and hearing have scales of their own and follow age more than need.
        if type == 13 || type == 14 { return 1 + random.place(among: [600, 250, 100, 40, 10]) }
        return switch person.need {
        case .limited: 1 + random.place(among: [350, 450, 180, 20])
        case .medium: 1 + random.place(among: [100, 250, 450, 180, 20])
        case .extensive: 1 + random.place(among: [20, 50, 180, 450, 300])
        case .notStated: 9
        }
    }

    private func writeFunction(
        _ row: Int, _ type: Int, _ value: Int, from: Int, to: Int?, _ out: inout ExtractBytes
    ) {
        out.row("<FUNKSJON", [(" fnPeID", person.localNumber), (" fnFnID", row)])
        out.field("fnFunkType", type)
        out.field("fnFunkVerdi", value)
        out.field("fnFraDato", day: from)
        out.field("fnTilDato", day: to)
        out.text("</FUNKSJON>\n")
    }

    /// DIAGNOSE: none where the person reserves against it, else about one.
    mutating func writeDiagnoses(to out: inout ExtractBytes) {
        guard !person.reservesDiagnosis else { return }
        let codes: [(system: StaticString, code: StaticString)] = [
            ("ICPC-2", "P70"), ("ICPC-2", "K90"), ("ICPC-2", "K77"), ("ICPC-2", "T90"), ("ICPC-2", "R95"),
            ("ICPC-2", "L75"), ("ICPC-2", "N87"), ("ICPC-2", "P72"), ("ICPC-2", "P85"), ("ICPC-2", "L90"),
            ("ICD-10", "F03"), ("ICD-10", "I64"), ("ICD-10", "J449"), ("ICD-10", "G20"), ("ICD-10", "S720"),
        ]
        let count = person.fault?.needsDiagnosis == true ? 1 : random.place(among: [300, 400, 200, 100])
        let first = random.below(codes.count)
        for row in 0..<count {
            // Seven has no divisor in common with the count of codes: no code comes twice.
            let diagnosis = codes[(first + row * 7) % codes.count]
            out.row("<DIAGNOSE", [(" diPeID", person.localNumber), (" diDiID", row + 1)])
            if person.fault != .diagnosisWithoutSystem { out.field("diKodeVersjon", diagnosis.system) }
            out.field("diDiagKode", person.fault == .formulaText ? "=1+2+3" : diagnosis.code)
            out.field("diFraDato", day: person.since)
            out.field("diTilDato", day: person.until)
            out.text("</DIAGNOSE>\n")
        }
    }

    /// DOGNTILBUD: stays in hospital in the year.
    mutating func writeHospitalStays(to out: inout ExtractBytes) {
        guard random.chance(perThousand: 150) else { return }
        let last = person.lastDay(in: season)
        let from = random.within(max(person.since, season.newYear), last)
        out.row("<DOGNTILBUD", [(" dgPeID", person.localNumber), (" dgDgID", 1)])
        out.field("dgInstOrgnr", octets: season.hospital)
        out.field("dgFraDato", day: from)
        out.field("dgTilDato", day: min(last, from + 1 + random.below(12)))
        out.text("</DOGNTILBUD>\n")
    }
}
