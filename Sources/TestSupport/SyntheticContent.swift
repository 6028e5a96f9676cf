import Foundation

/// The professional part of an invented document: care messages 1.6 and dialogue messages 1.1.
struct SyntheticContent {
    let document: SyntheticDocument

    func write(_ xml: inout SyntheticXML) {
        switch document.kind {
        case .admitted: logistics("MeldingInnlagtPasient", events: [("1", "Pasient innlagt")], &xml)
        case .readyForDischarge:
            logistics(
                "MeldingUtskrivningsklarPasient",
                events: [("1", "Pasient innlagt"), ("3", "Pasient utskrivningsklar")], &xml)
        case .notReadyAfterAll:
            logistics(
                "AvmeldingUtskrivningsklarPasient", events: [("4", "Avmelding av utskrivningsklar pasient")], &xml)
        case .dischargeReport: report("TverrfagligEpikrise", &xml)
        case .admissionReport: report("Innleggelsesrapport", &xml)
        case .enquiry: enquiry(&xml)
        case .reply: reply(&xml)
        }
    }

    private static let care = "http://www.kith.no/xmlstds/po"
    private static let note = "http://www.kith.no/xmlstds/epj/epj2/2008-02-20"
    private static let meta = "http://www.kith.no/xmlstds/epj/meta/2008-02-20"

    private func logistics(_ use: String, events: [(code: String, name: String)], _ xml: inout SyntheticXML) {
        let namespaces = [
            ("xmlns:p1", "\(Self.care)/Pasientlogistikk/2012-04-01"),
            ("xmlns", "\(Self.care)/poKomponent/2012-04-01"),
        ]
        xml.element("p1:Pasientlogistikk", namespaces) { root in
            status(&root)
            root.element("p1:\(use)") { message in
                for event in events { write(event, &message) }
            }
        }
    }

    private func write(_ event: (code: String, name: String), _ xml: inout SyntheticXML) {
        xml.element("TidsfestetHendelse") {
            $0.coded("Hendelsekode", event.code, event.name, list: 9121)
            $0.element("BeskrivelseAvHendelse", text: document.text)
            $0.empty("TidspunktForHendelse", [("V", document.genDateText)])
            $0.element("Anslag", text: "false")
        }
    }

    private func report(_ name: String, _ xml: inout SyntheticXML) {
        let namespaces = [
            ("xmlns:r", "\(Self.care)/\(name)/2012-04-01"), ("xmlns", "\(Self.care)/poKomponent/2012-04-01"),
            ("xmlns:epj2", Self.note), ("xmlns:m1", Self.meta),
        ]
        xml.element("r:\(name)", namespaces) { root in
            status(&root)
            if document.kind == .dischargeReport {
                root.element("TypeInnholdIMelding") {
                    $0.coded("TypeInnhold", "11", "Utskrivningsrapport", list: 9139)
                }
            }
            root.element("InfoAndreViktigeOpplysninger") { journalNote(&$0) }
        }
    }

    private func journalNote(_ xml: inout SyntheticXML) {
        let attributes = [
            ("komponentID", document.msgID.uuidString.lowercased()), ("m1:informasjonskategori", "Andre notater"),
            ("m1:komponenttype", "2.16.578.1.12.4.1.6.13.11009.0"), ("m1:basiskomponenttype", "EPJ dokument"),
        ]
        xml.element("epj2:GenereltJournalnotat", attributes) { note in
            note.element("epj2:Journaltekst") { $0.element("epj2:Notat", text: document.text) }
        }
    }

    private func enquiry(_ xml: inout SyntheticXML) {
        dialogue(&xml) { root in
            root.element("Foresporsel") {
                $0.coded("TypeForesp", "99", "Annen henvendelse", list: 9152)
                $0.element("Sporsmal", text: document.text)
            }
        }
    }

    private func reply(_ xml: inout SyntheticXML) {
        dialogue(&xml) { root in
            root.element("Notat") {
                $0.coded("TemaKodet", "5", "Svar på forespørsel", list: 9069)
                $0.element("TekstNotatInnhold", text: document.text)
            }
        }
    }

    private func dialogue(_ xml: inout SyntheticXML, _ body: (inout SyntheticXML) -> Void) {
        xml.element("Dialogmelding", [("xmlns", "http://www.kith.no/xmlstds/dialog/2013-01-23")], body)
    }

    private func status(_ xml: inout SyntheticXML) {
        xml.element("InformasjonOmForsendelsen") { $0.coded("Forsendelsesstatus", "N", "Ny") }
    }
}
