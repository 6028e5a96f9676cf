import IplosContent
import Testing

@Suite struct RevisionTests {
    @Test("fields by revision: 84 in 2018 and 88 in 2019, as the published schemas have them")
    func fields() {
        func count(_ revision: IplosRevision) -> Int { IplosField.allCases.filter { revision.has($0) }.count }
        #expect(count(.v3_5) == 84)
        #expect(count(.v3_7) == 88)
        #expect(count(.v3_0) == 85)
    }

    @Test("each year has one revision, and none outside the format's life")
    func years() {
        #expect(IplosRevision.of(year: 2016) == .v3_0 && IplosRevision.of(year: 2017) == .v3_0)
        #expect(IplosRevision.of(year: 2018) == .v3_5)
        #expect(IplosRevision.of(year: 2019) == .v3_7 && IplosRevision.of(year: 2021) == .v3_7)
        #expect(IplosRevision.of(year: 2005) == nil && IplosRevision.of(year: 2022) == nil)
        #expect(IplosRevision.allCases.filter(\.isReconstructed) == [.v3_0])
    }

    @Test("every field of a revision has exactly one rule in each of its years", arguments: IplosRevision.allCases)
    func rules(revision: IplosRevision) {
        for year in revision.years {
            let rules = RuleSet(revision: revision, year: year)
            for field in IplosField.allCases {
                #expect((rules.rule(field) != nil) == revision.has(field), "\(field.name) in \(year)")
                #expect(FieldRule.all.filter { $0.field == field && $0.years.contains(year) }.count <= 1)
            }
        }
    }

    @Test("what must be given changes with the year, and with the type of service")
    func required() {
        let old = RuleSet(revision: .v3_5, year: 2018), new = RuleSet(revision: .v3_7, year: 2019)
        #expect(old.rule(.peAlder)?.required == .always && new.rule(.peAlder)?.required == .never)
        #expect(old.rule(.poHusstand)?.required == .always && new.rule(.poHusstand)?.required == .never)
        #expect(new.rule(.pePeID)?.required == .always && new.rule(.pePeID)?.onMissing == .dropRow)
        #expect(new.rule(.tjRullerende)?.required == .services([8]))
        #expect(new.rule(.fnFraDato)?.onOutsidePeriod == .report && new.rule(.tjFraDato)?.onOutsidePeriod == .dropRow)
        #expect(old.rule(.peKjonn)?.onUnknownCode == .dropRow && old.rule(.tjVedtak)?.onUnknownCode == .setNull)
        #expect(old.rule(.iiInnhType)?.onMissing == .report)
    }

    @Test("hours must be required of, and only of, the types that are measured in hours")
    func requiredHours() throws {
        func missing(_ type: String, _ field: IplosField) throws -> Bool {
            let extract = try SampleExtract().replacing("<tjTjenType>15", "<tjTjenType>\(type)")
                .replacing("<tjTimerUke>12.50</tjTimerUke>", "").replacing("<tjSoknadDato>20150103</tjSoknadDato>", "")
            return try SampleReading(extract).findings(.missing).contains { $0.field == field }
        }
        #expect(try missing("15", .tjTimerUke) && missing("15", .tjSoknadDato))
        #expect(try !missing("5", .tjTimerUke) && missing("5", .tjSoknadDato))
        #expect(try !missing("26", .tjTimerUke) && !missing("26", .tjSoknadDato))
        #expect(try missing("8", .tjRullerende) && !missing("15", .tjRullerende))
    }

    @Test("names are the format's own, each once in its record, and code lists have their meanings")
    func names() {
        for kind in RecordKind.allCases {
            let names = kind.fields.fields.map(\.name)
            #expect(Set(names).count == names.count && kind.fields.fields.allSatisfy { $0.kind == kind })
        }
        #expect(IplosField.kontaktType.name == "Type" && IplosField.poLegeMiddGjDato.name == "poLegeMiddGjDato")
        #expect(CodeList.serviceType.meaning(of: "21", in: 2016) == "Langtidsopphold i institusjon")
        #expect(CodeList.serviceType.meaning(of: "16", in: 2019) == nil)
        #expect(CodeList.function.codes(in: 2016).count == 18 && CodeList.serviceType.codes(in: 2018).count == 25)
    }
}
