/// Writes one invented person: PERSON with the rows below it, in the order of the format.
struct PersonWriting {
    let person: InventedPerson
    let season: GeneratedSeason
    var random: SeededGenerator

    /// Writes the same each time.
    func write(to out: inout ExtractBytes) {
        var copy = self
        out.row("<PERSON", [(" pePeID", person.localNumber)])
        copy.writePerson(to: &out)
        out.text("\n")
        copy.writeCircumstances(to: &out)
        if person.fault != .noFunctions { copy.writeFunctions(to: &out) }
        if person.fault != .noServices {
            var services = ServiceWriting(person: person, season: season, random: copy.random)
            services.write(to: &out)
            copy.random = services.random
        }
        copy.writeDiagnoses(to: &out)
        copy.writeHospitalStays(to: &out)
        out.text("</PERSON>\n")
    }

    private mutating func writePerson(to out: inout ExtractBytes) {
        if season.revision.holdsIdentities, person.fault != .missingIdentity {
            let isInvalid = person.fault == .invalidIdentity
            out.field(
                "peFnr", octets: isInvalid ? person.identity.withWrongCheckDigit : person.identity.digits)
        }
        out.field("peAlder", person.age + (person.fault == .wrongAge ? 10 : 0))
        if person.identity.isWoman { out.field("peKjonn", "K") } else { out.field("peKjonn", "M") }
        out.field("peKomnr", octets: season.municipality)
        out.field("peBydelsnr", octets: season.district)
        if season.revision == .r30 { out.field("peDiagReserv", person.reservesDiagnosis ? 1 : 2) }
        out.field("peFraDato", day: person.since)
        if person.hasDied { out.field("peDodDato", day: person.until) }
        if person.fault == .deadBeforeYear { out.field("peDodDato", day: season.newYear - 20) }
        let last = person.lastDay(in: season)
        out.field("peEndrDato", day: random.within(max(person.since, season.newYear), last))
        if person.fault == .unknownElement { out.field("peUkjent", 1) }
    }

    private mutating func writeCircumstances(to out: inout ExtractBytes) {
        let turn = person.turn(in: season, perThousand: 450, &random)
        if let turn { writeCircumstances(1, from: person.since, to: turn - 1, &out) }
        writeCircumstances(turn == nil ? 1 : 2, from: turn ?? person.since, to: person.until, &out)
    }

    private mutating func writeCircumstances(_ number: Int, from: Int, to: Int?, _ out: inout ExtractBytes) {
        let isFaulty = to == person.until  // The newest row.
        out.row("<PERSONOPPL", [(" poPeID", person.localNumber), (" poPoID", number)])
        let household = person.age < 18 ? 3 : person.group.isAtHome ? 1 + random.below(2) : 2
        out.field("poHusstand", isFaulty && person.fault == .unknownHouseholdCode ? 7 : household)
        out.field("poOmsorgBarn", (20...55).contains(person.age) && random.chance(perThousand: 200) ? 1 : 2)
        out.field("poPrivHjelp", random.chance(perThousand: 500) ? 1 + random.below(5) : 6)
        out.field("poBoligTilr", random.chance(perThousand: 800) ? 1 : 2)
        if random.chance(perThousand: 300) { out.field("poVurdTann", monthOf: monthOfYear()) }
        if random.chance(perThousand: 700) { out.field("poVurdLege", monthOf: monthOfYear()) }
        writePlan(to: &out)
        writeNeeds(isFaulty: isFaulty, to: &out)
        if person.group == .longTermStay {
            writeAssessment("poLegeMiddGj", "poLegeMiddGjDato", from, to, &out)
            writeAssessment("poErnKartlagt", "poErnKartlagtDato", from, to, &out)
            writeAssessment("poErnRisiko", "poErnRisikoDato", from, to, &out)
            writeAssessment("poErnPlan", "poErnPlanDato", from, to, &out)
        }
        out.field("poFraDato", day: from)
        out.field("poTilDato", day: to)
        if season.revision == .r37 {
            out.field("poVenteliste", 2)
            out.field("poHab", 2)
        }
        out.text("</PERSONOPPL>\n")
    }

    /// Individual plan and coordinator, whose codes are others from 2019 on.
    private mutating func writePlan(to out: inout ExtractBytes) {
        let place = random.place(among: [80, 420, 50, 450])
        if season.revision == .r37 {
            out.field("poIndPlan", place + 1)
            out.field("poHarKoordinator", place + 11)
        } else {
            out.field("poIndPlan", place == 3 ? 9 : place + 1)
            out.field("poHarKoordinator", place == 3 ? 9 : min(2, place + 1))
        }
    }

    private mutating func writeNeeds(isFaulty: Bool, to out: inout ExtractBytes) {
        let names: [(need: StaticString, gets: StaticString)] = [
            ("poArbBistBehov", "poArbBistMottar"), ("poArbTranspBehov", "poArbTranspMottar"),
            ("poFriBistBehov", "poFriBistMottar"), ("poFriTranspBehov", "poFriTranspMottar"),
        ]
        for (place, name) in names.enumerated() {
            let has = person.age < 67 || place >= 2 ? random.place(among: [300, 500, 200]) : 2
            let isFaulty = isFaulty && person.fault == .assistanceWithoutNeed && place == 0
            out.field(name.need, isFaulty ? 2 : has == 2 ? 9 : has + 1)
            if has == 0 || isFaulty { out.field(name.gets, 1 + random.below(3)) }
        }
    }

    private mutating func writeAssessment(
        _ name: StaticString, _ date: StaticString, _ from: Int, _ to: Int?, _ out: inout ExtractBytes
    ) {
        let isDone = random.chance(perThousand: 650)
        out.field(name, isDone ? 1 : 2)
        if isDone { out.field(date, day: random.within(from, to ?? season.lastDay)) }
    }

    private mutating func monthOfYear() -> Int { random.within(season.newYear, season.lastDay) }
}
