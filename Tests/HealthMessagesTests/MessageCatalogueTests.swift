import HealthMessages
import Testing

@Suite("The message catalogue")
struct MessageCatalogueTests {
    private let catalogue: MessageCatalogue

    init() throws { catalogue = try .bundled() }

    @Test(
        "M-011 the municipalities' messages are there, with both versions",
        arguments: [
            ("LOG_INNLAGT", "1.6", "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"),
            ("UTSKRIVNINGSRAPPORT", "1.6", "http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01"),
            ("HELSEOPPLYSNINGER_LEGE", "1.5", "http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30"),
            ("MEDISINSKE_OPPLYSNINGER", "1.6", "http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01"),
            ("DIALOG_SVAR", "1.1", "http://www.kith.no/xmlstds/dialog/2013-01-23"),
            ("HENVISNING_VIDERE", "2.0", "http://ehelse.no/xmlstds/henvisning/2017-11-30"),
            ("SVAR_RTG", "1.3", "http://www.kith.no/xmlstds/labsvar/2008-12-01"),
            ("APPREC", "1.0", "http://www.kith.no/xmlstds/apprec/2004-11-21"),
        ])
    func portfolio(_ action: String, _ version: String, _ namespace: String) throws {
        let type = try #require(catalogue.entry(action: action))
        #expect(type.version(namespace: namespace)?.version == version)
        #expect(type.names.keys.sorted() == ["en", "nb", "nn"])
    }

    @Test("HISD 1209 service and roles follow from the action") func names() throws {
        let type = try #require(catalogue.entry(action: "EPIKRISE"))
        #expect(type.service == "S-EPIKRISE")
        #expect(type.senderRole == "EPIKRISEsender")
        #expect(type.receiverRole == "EPIKRISEreceiver")
        for service in ["S-EPIKRISE", "EPIKRISE", "EPIKRISE-S"] { #expect(type.accepts(service: service)) }
        for service in ["S-HENVISNING", "epikrise", ""] { #expect(!type.accepts(service: service)) }
    }

    @Test("HITS 1168 a receipt is due within 96 hours of GenDate; none is expected for a receipt") func deadlines() {
        for type in catalogue.types {
            #expect(type.applicationDeadlineHours == (type.action == "APPREC" ? nil : 96))
        }
    }

    @Test(
        "HISD 1209 3.1 the letters of older messages are understood",
        arguments: [
            ("henvisning/2005-07-08", "H", nil, "HENVISNING"), ("epikrise/2006-09-23", "E", nil, "EPIKRISE"),
            ("rekvisisjon/2008-12-01", "R", "MBIO", "REQ_MBIO"), ("rekvisisjon/2008-12-01", "R", "CT", "REQ_RTG"),
            ("labsvar/2008-12-01", "S", "CLIN", "SVAR_KKL"), ("labsvar/2008-12-01", "S", "CYTO", "SVAR_CYT"),
            ("labsvar/2012-02-15", "SVAR_LAB", "CLIN", "SVAR_LAB"),
        ] as [(String, String, String?, String)])
    func oldTypes(_ namespace: String, _ type: String, _ description: String?, _ action: String) {
        let uri = "http://www.kith.no/xmlstds/\(namespace)"
        #expect(catalogue.entry(namespace: uri, type: type, description: description)?.action == action)
    }

    @Test("A type in another message's namespace, or an unknown description, is not known") func unknown() {
        let base = "http://www.kith.no/xmlstds/"
        #expect(catalogue.entry(namespace: base + "epikrise/2006-09-23", type: "H") == nil)
        #expect(catalogue.entry(namespace: base + "labsvar/2008-12-01", type: "S", description: "NOE") == nil)
        #expect(catalogue.entry(namespace: "urn:x", type: "EPIKRISE") == nil)
        #expect(catalogue.entry(action: "epikrise") == nil)
    }

    @Test("A process tells which actions a role uses under a service") func processes() {
        let found = catalogue.processes(service: "S-LOG_INNLAGT", role: "LOG_INNLAGTsender", action: "APPREC")
        #expect(found.map(\.version).contains("1.6"))
        #expect(found.allSatisfy { $0.name == "InnlagtPasient" })
        #expect(catalogue.processes(service: "S-LOG_INNLAGT", role: "LOG_DODsender", action: "APPREC").isEmpty)
    }

    @Test("Catalogue files that are not what they should be are refused") func faulty() {
        let types =
            #"{"schemaVersion":1,"defaults":{"applicationDeadlineHours":1,"maximumSize":1,"advisedSize":1},"types":["#
        let entry = #"{"action":"A","name":{},"namespaces":[{"uri":"u","version":"1","appRec":"1.1"}]}"#
        let processes = #"{"schemaVersion":1,"processes":[]}"#
        func read(_ types: String, _ processes: String) throws -> MessageCatalogue {
            try MessageCatalogue(types: Array(types.utf8), processes: Array(processes.utf8))
        }
        #expect(throws: Never.self) { try read(types + entry + "]}", processes) }
        #expect(throws: CatalogueError.malformed) { try read("{", processes) }
        #expect(throws: CatalogueError.duplicateAction) { try read(types + entry + "," + entry + "]}", processes) }
        #expect(throws: CatalogueError.appRecVersion) {
            try read(types + entry.replacing("\"1.1\"", with: "\"3\"") + "]}", processes)
        }
        #expect(throws: CatalogueError.schemaVersion(2)) {
            try read(types + "]}", processes.replacing(":1", with: ":2"))
        }
    }
}
