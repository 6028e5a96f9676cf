import IplosContent
import Testing

@Suite struct ControlTests {
    @Test("the sample has no fault in any of its years", arguments: [2016, 2018, 2019])
    func sample(year: Int) throws {
        let reading = try SampleReading(SampleExtract(year: year))
        #expect(reading.findings == [])
        #expect(reading.checked.count == 1)
        #expect(reading.checked.first?.record?.rows.count == 8)
    }

    @Test("each control refuses its vector and accepts the one beside it", arguments: ControlID.allCases)
    func vectors(control: ControlID) throws {
        let vector = try #require(ControlVector.all[control], "no vector for \(control.rawValue)")
        func read(_ changes: [(String, String)]) throws -> [Finding] {
            var extract = SampleExtract(year: vector.year)
            for (old, new) in changes { extract = try extract.replacing(old, new) }
            return try SampleReading(extract, limits: ContentLimits(octets: 50_000)).findings(control)
        }
        let refused = try read(vector.refused)
        #expect(!refused.isEmpty)
        #expect(try read(vector.accepted).isEmpty)

        let finding = try #require(refused.first)
        for text in [finding.message.nb, finding.message.nn, finding.message.en] {
            #expect(!text.contains("{") && text.hasSuffix("."), "\(text)")
        }
        #expect(finding.line > 0 || control == .noPersons)
    }

    @Test("each number has one control, with all its words in three languages")
    func catalogue() {
        #expect(ControlCatalogue.all.map(\.id.rawValue) == ControlID.allCases.map(\.rawValue).sorted())
        for control in ControlCatalogue.all {
            #expect(ControlCatalogue.control(control.id).id == control.id)
            for text in [control.title, control.message, control.action] {
                #expect(![text.nb, text.nn, text.en].contains(""))
                #expect(text.en != text.nb, "\(control.id.rawValue)")
            }
            #expect(control.message.nb.contains("Fant ") && control.message.nb.contains(", ventet "))
            #expect(control.message.nn.contains("Fann ") && control.message.nn.contains(", venta "))
        }
    }

    @Test("I-006 only version, municipality and period stop a file, and what cannot be read")
    func stops() {
        let stopping = ControlCatalogue.all.filter { $0.consequence == .rejectSubmission }.map(\.id)
        #expect(stopping == [.version, .municipality, .period, .headMissing, .tooLarge])
        #expect(ControlCatalogue.all.filter { $0.severity == .stop }.map(\.id) == stopping)
    }

    @Test("messages of what is missing name what it is")
    func missingWholes() throws {
        func message(_ control: ControlID, _ changes: [(String, String)]) throws -> String? {
            var extract = SampleExtract()
            for (old, new) in changes { extract = try extract.replacing(old, new) }
            return try SampleReading(extract).findings(control).first?.message.nb
        }
        let services = [("<TJENESTE ", "<TJENESTER "), ("</TJENESTE>", "</TJENESTER>")]
        #expect(try message(.noService, services) == "Rett PERSON. Fant ingenting, ventet TJENESTE.")
        let wrong = [("versjon=\"3.5\"", "versjon=\"4\"")]
        #expect(try message(.version, wrong) == "Rett versjon. Fant 4, ventet en av 3.0, 3.5, 3.7.")
        let period = [("<iiTilDato>20181231", "<iiTilDato>20181130")]
        #expect(
            try message(.period, period) == "Rett iiTilDato. Fant 20181130, ventet 20181231.")
    }

    @Test("a message tells what was found and what was expected, and braces in a value are no placeholders")
    func message() throws {
        let extract = try SampleExtract().replacing("<poHusstand>1", "<poHusstand>{")
        let finding = try #require(try SampleReading(extract).findings(.unknownCode).first)
        #expect(finding.message.nb == "Rett poHusstand. Fant {, ventet en av 1, 2, 3.")
        #expect(finding.message.nn == "Rett poHusstand. Fann {, venta ein av 1, 2, 3.")
        #expect(finding.message.en == "Correct poHusstand. Found {, expected one of 1, 2, 3.")
        #expect(finding.kind == .circumstances && finding.localNumber == "7" && finding.rowID == "1")
        #expect(finding.line == 11)
    }
}
