import Foundation
import IplosContent
import Testing

/// An invented extract without a fault, of one recipient with a bit of everything, to be changed by the tests.
struct SampleExtract {
    var text: String

    /// - Parameter year: 2016, 2018 or 2019, each in its own revision.
    init(year: Int = 2018) {
        let revision = IplosRevision.of(year: year) ?? .v3_5
        let isNew = year >= 2019
        text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <IPLOS xmlns="\(revision.namespace)" versjon="\(revision.rawValue)">
            <INNHINFO><iiInnhType>P</iiInnhType><iiKomnr>4601</iiKomnr><iiBydelsnr>00</iiBydelsnr>
            <iiKontakt><Type>1</Type><Navn>Kari Prøve</Navn><Telefon>68050001</Telefon><Epost>a@b.example</Epost></iiKontakt>
            <iiKontakt><Type>2</Type><Navn>Ola Prøve</Navn><Telefon>68050002</Telefon><Epost>c@b.example</Epost></iiKontakt>
            <iiFraDato>\(year)0101</iiFraDato><iiTilDato>\(year)1231</iiTilDato><iiLagetDato>\(year + 1)0103</iiLagetDato>
            <iiSysID>PROVE</iiSysID><iiSysVersjon>1.0</iiSysVersjon><iiLopenr>1</iiLopenr></INNHINFO>
            <PERSON pePeID="7">
            <peAlder>80</peAlder><peKjonn>K</peKjonn><peKomnr>4601</peKomnr><peBydelsnr>00</peBydelsnr>\
            \(year < 2018 ? "<peDiagReserv>2</peDiagReserv>" : "")
            <peFraDato>20150101</peFraDato><peDodDato>\(year)1130</peDodDato><peEndrDato>20150601</peEndrDato>
            <PERSONOPPL poPeID="7" poPoID="1"><poHusstand>1</poHusstand><poOmsorgBarn>2</poOmsorgBarn>
            <poPrivHjelp>6</poPrivHjelp><poBoligTilr>1</poBoligTilr><poVurdLege>\(year)05</poVurdLege>
            <poIndPlan>2</poIndPlan><poHarKoordinator>\(isNew ? "12" : "2")</poHarKoordinator>
            <poArbBistBehov>1</poArbBistBehov><poArbBistMottar>2</poArbBistMottar>
            <poFraDato>20150101</poFraDato><poTilDato>99991231</poTilDato></PERSONOPPL>
            <FUNKSJON fnPeID="7" fnFnID="1"><fnFunkType>5</fnFunkType><fnFunkVerdi>3</fnFunkVerdi>
            <fnFraDato>20150101</fnFraDato><fnTilDato>99991231</fnTilDato></FUNKSJON>
            <TJENESTE tjPeID="7" tjTjID="1" tjVeID="100" tjVeNrID="1"><tjTjenType>15</tjTjenType>
            <tjSoknadDato>20150103</tjSoknadDato><tjVedtDato>20150203</tjVedtDato><tjVedtak>2</tjVedtak>
            <tjTimerUke>12.50</tjTimerUke><tjFraDato>20150301</tjFraDato><tjTilDato>\(year)0401</tjTilDato>
            <tjKlageMottatt>20150210</tjKlageMottatt><tjKlageBesvart>20150220</tjKlageBesvart></TJENESTE>
            <TJENESTE tjPeID="7" tjTjID="2" tjVeID="101" tjVeNrID="1"><tjTjenType>21</tjTjenType>
            <tjSoknadDato>\(year)0201</tjSoknadDato><tjVedtDato>\(year)0301</tjVedtDato><tjVedtak>2</tjVedtak>
            <tjInstOrgnr>999700004</tjInstOrgnr><tjFraDato>\(year)0401</tjFraDato><tjTilDato>\(year)0701</tjTilDato></TJENESTE>
            <TJENESTE tjPeID="7" tjTjID="3" tjVeID="101" tjVeNrID="2"><tjTjenType>21</tjTjenType>
            <tjSoknadDato>\(year)0601</tjSoknadDato><tjVedtDato>\(year)0615</tjVedtDato><tjVedtak>2</tjVedtak>
            <tjInstOrgnr>9997000040</tjInstOrgnr><tjFraDato>\(year)0701</tjFraDato><tjTilDato>99991231</tjTilDato></TJENESTE>
            <DIAGNOSE diPeID="7" diDiID="1"><diKodeVersjon>ICPC-2</diKodeVersjon><diDiagKode>P70</diDiagKode>
            <diFraDato>20150101</diFraDato><diTilDato>99991231</diTilDato></DIAGNOSE>
            <DOGNTILBUD dgPeID="7" dgDgID="1"><dgInstOrgnr>999700004</dgInstOrgnr>
            <dgFraDato>\(year)0320</dgFraDato><dgTilDato>\(year)0330</dgTilDato></DOGNTILBUD>
            </PERSON>
            </IPLOS>

            """
    }

    /// Puts one text for another, which must be there.
    func replacing(_ old: String, _ new: String) throws -> SampleExtract {
        try #require(text.contains(old), "not in the sample: \(old)")
        var changed = self
        changed.text = text.replacingOccurrences(of: old, with: new)
        return changed
    }

    /// The same person once more under another local number.
    func adding(person number: Int) -> SampleExtract {
        var changed = self
        guard let start = text.range(of: "<PERSON "), let end = text.range(of: "</PERSON>\n") else { return self }
        let person = text[start.lowerBound..<end.upperBound].replacingOccurrences(
            of: "ID=\"7\"", with: "ID=\"\(number)\"")
        changed.text.insert(contentsOf: person, at: end.upperBound)
        return changed
    }
}

/// What a reading with all checks gives.
struct SampleReading {
    private(set) var head: ExtractHead?
    private(set) var persons: [PersonRecord] = []
    private(set) var checked: [CheckedPerson] = []
    private(set) var findings: [Finding] = []
    private(set) var counts: ContentCounts?
    private(set) var fault: ContentFault?
    /// Names and texts of elements that the reader did not know.
    private(set) var unknown: [String] = []

    private final class Notes {
        var head: ExtractHead?
        var check: PersonCheck?
        var persons: [PersonRecord] = []
        var checked: [CheckedPerson] = []
        var findings: [Finding] = []
        var unknown: [String] = []
    }

    /// - Parameter expected: Names of unknown elements that are asked for.
    init(
        _ extract: SampleExtract, pieces: Int = 1 << 20, limits: ContentLimits = ContentLimits(),
        head check: HeadCheck = HeadCheck(), expecting expected: Set<String> = []
    ) throws {
        let notes = Notes()
        let reader = ContentReader(
            limits: limits,
            unknown: { element in
                let name = String(decoding: element.name, as: UTF8.self)
                notes.unknown.append("\(name)=\(String(decoding: element.text, as: UTF8.self))")
                return expected.contains(name)
            },
            head: { head in
                notes.head = head
                let verdict = check.check(head)
                notes.findings += verdict.findings
                notes.check = verdict.head.map { PersonCheck(head: $0) }
            },
            person: { person in
                notes.persons.append(person)
                if let checked = notes.check?.check(person, findings: &notes.findings) { notes.checked.append(checked) }
            })
        do {
            let bytes = Array(extract.text.utf8)
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                try reader.feed(Array(bytes[start..<min(start + pieces, bytes.count)]))
            }
            let counts = try reader.finish()
            self.counts = counts
            notes.findings += counts.findings
        } catch let found as ContentFault {
            fault = found
            if let finding = found.finding { notes.findings.append(finding) }
        }
        head = notes.head
        persons = notes.persons
        checked = notes.checked
        findings = notes.findings
        unknown = notes.unknown
    }

    func findings(_ control: ControlID) -> [Finding] { findings.filter { $0.control == control } }
}
