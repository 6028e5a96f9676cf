import ControlReport
import IplosContent

extension ControlTables {
    /// For how many of the long-term residents and of those at home each thing is registered, at the end of the year.
    func registered() -> ControlTable? {
        let rows = Living.allCases.flatMap { place in
            RegisteredItem.allCases.map { row($0, place) }
        }
        return ControlTable(
            id: "registrert",
            title: ControlText(
                "Hva som er registrert, per 31.12.", "Kva som er registrert, per 31.12.",
                "What is registered, at 31 December"),
            definition: ControlText(
                "Langtidsopphold: tjeneste 21 løper 31.12. Hjemmeboende: andre mottakere 31.12. Opplysningen telles når "
                    + "den er gitt i den nyeste raden, uansett verdi.",
                "Langtidsopphald: teneste 21 går 31.12. Heimebuande: andre mottakarar 31.12. Opplysninga blir telt når "
                    + "ho er gitt i den nyaste rada, uansett verdi.",
                "Long-term: service 21 goes on at 31 December. At home: all other recipients then. An item counts when "
                    + "it is given in the newest row, whatever its value."),
            source: Self.ours,
            rowTitle: ControlText("Opplysning", "Opplysning", "Item"),
            columns: [
                Self.column(
                    ControlText("Personer", "Personar", "Persons"),
                    ControlText("Personer i gruppen", "Personar i gruppa", "Persons in the group")),
                Self.column(
                    ControlText("Registrert", "Registrert", "Registered"),
                    ControlText("Av dem med opplysningen", "Av dei med opplysninga", "Those of them with the item")),
                Self.column(
                    ControlText("Prosent \(year)", "Prosent \(year)", "Percent \(year)"),
                    ControlText("Andel registrert", "Del registrert", "Share registered"), .derived),
                Self.column(
                    ControlText("Prosent \(year - 1)", "Prosent \(year - 1)", "Percent \(year - 1)"),
                    ControlText("Andelen året før", "Delen året før", "The share the year before"), .derived),
            ], rows: rows)
    }

    private func row(_ item: RegisteredItem, _ place: Living) -> ControlTable.Row {
        let persons = now[.living(place)], with = now[.registered(item, place)]
        let earlier = before.map { Self.share($0[.registered(item, place)], of: $0[.living(place)]) } ?? .missing
        let (group, name) = (Self.name(place), Self.name(item))
        return ControlTable.Row(
            label: ControlText("\(group.nb): \(name.nb)", "\(group.nn): \(name.nn)", "\(group.en): \(name.en)"),
            cells: [.count(persons), .count(with), Self.share(with, of: persons), earlier])
    }

    private static func name(_ place: Living) -> ControlText {
        switch place {
        case .longTerm: ControlText("Langtidsopphold", "Langtidsopphald", "Long-term stay")
        case .home: ControlText("Hjemmeboende", "Heimebuande", "At home")
        }
    }

    private static func name(_ item: RegisteredItem) -> ControlText {
        switch item {
        case .function: ControlText("funksjonsvurdering", "funksjonsvurdering", "functions assessed")
        case .diagnosis: ControlText("diagnose", "diagnose", "diagnosis")
        case .doctor: ControlText("vurdert av lege", "vurdert av lege", "seen by a doctor")
        case .dentist: ControlText("vurdert av tannhelsetjenesten", "vurdert av tannhelsetenesta", "seen by a dentist")
        case .individualPlan: ControlText("individuell plan", "individuell plan", "individual plan")
        case .household: ControlText("husstand", "hushald", "household")
        }
    }

    /// Persons by age and need for assistance, at the end of the year.
    func needs() -> ControlTable? {
        let ages = AgeGroup.allCases.filter { age in
            age != .unknown || AssistanceNeed.allCases.contains { now[.need($0, age)] > 0 }
        }
        let rows = ages.map { age in
            let counts = AssistanceNeed.allCases.map { now[.need($0, age)] }
            let label =
                age == .unknown
                ? ControlText("ukjent alder", "ukjend alder", "unknown age")
                : ControlText("\(age.rawValue) år", "\(age.rawValue) år", "\(age.rawValue) years")
            return ControlTable.Row(label: label, cells: (counts + [counts.reduce(0, +)]).map(ReportCell.count))
        }
        let sums = AssistanceNeed.allCases.map { need in ages.reduce(0) { $0 + now[.need(need, $1)] } }
        let total = ControlTable.Row(
            label: ControlText("I alt", "I alt", "In all"), cells: (sums + [sums.reduce(0, +)]).map(ReportCell.count),
            isTotal: true)
        return ControlTable(
            id: "bistandsbehov",
            title: ControlText(
                "Bistandsbehov etter alder, per 31.12.", "Bistandsbehov etter alder, per 31.12.",
                "Need for assistance by age, at 31 December"),
            definition: needDefinition, source: Self.ours,
            rowTitle: ControlText("Alder 31.12.", "Alder 31.12.", "Age at 31 December"),
            columns: AssistanceNeed.allCases.map { Self.column(Self.name($0), Self.name($0)) } + [
                ControlTable.Column(
                    title: ControlText("I alt", "I alt", "In all"),
                    meaning: ControlText("Alle mottakere", "Alle mottakarar", "All recipients"), kind: .count,
                    isTotal: true)
            ], rows: rows + [total])
    }

    /// The rule in words, from its own numbers.
    private var needDefinition: ControlText {
        let domains = rule.domains.map { $0.map(String.init).joined(separator: ", ") }.joined(separator: "; ")
        let medium = Self.decimal(rule.mediumFrom), extensive = Self.decimal(rule.extensiveFrom)
        return ControlText(
            "Eget samlemål, ikke SSBs (regel \(rule.version)). Funksjonene deles i områder (\(domains)). Gjennomsnitt fra "
                + "\(extensive) i et av de to første gir omfattende, fra \(medium) i ett område middels til stort. "
                + "9 og manglende verdi regnes ikke med; færre enn \(rule.minimumScored) vurderte er uoppgitt.",
            "Eige samlemål, ikkje SSB sitt (regel \(rule.version)). Funksjonane er delte i område (\(domains)). "
                + "Gjennomsnitt frå \(extensive) i eit av dei to første gjev omfattande, frå \(medium) i eitt område middels "
                + "til stort. 9 og manglande verdi er ikkje rekna med; færre enn \(rule.minimumScored) vurderte er uoppgitt.",
            "A measure of our own, not Statistics Norway's (rule \(rule.version)). Functions are taken in domains "
                + "(\(domains)). A mean from \(extensive) in one of the first two is extensive, from \(medium) in any medium "
                + "to great. 9 and missing values do not count; fewer than \(rule.minimumScored) assessed is unstated.")
    }

    private static func decimal(_ hundredths: Int) -> String {
        "\(hundredths / 100),\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func name(_ need: AssistanceNeed) -> ControlText {
        switch need {
        case .some: ControlText("Noe/avgrenset", "Noko/avgrensa", "Some")
        case .medium: ControlText("Middels til stort", "Middels til stort", "Medium to great")
        case .extensive: ControlText("Omfattende", "Omfattande", "Extensive")
        case .unstated: ControlText("Uoppgitt", "Ikkje oppgitt", "Unstated")
        }
    }
}
