import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

@Suite("Application receipts")
struct AppRecTests {
    private let catalogue: MessageCatalogue
    private let id: UUID

    init() throws {
        catalogue = try .bundled()
        id = try #require(UUID(uuidString: "7b2f4e5d-0000-4000-8000-000000000001"))
    }

    private func answer(
        _ document: HealthDocument, from her: Int, _ status: AppRecStatus = .ok, _ errors: [AppRecError] = [],
        version: AppRecVersion? = nil
    ) throws -> AppRec {
        try AppRec.answer(
            to: document, from: Samples.her(her), status: status, errors: errors, now: Samples.now, id: id,
            catalogue: catalogue, version: version
        ).get()
    }

    @Test("M-110 a receipt is written exactly so") func golden() throws {
        let document = try HealthDocument.read(Samples.document().write())
        let receipt = try answer(
            document, from: 90_310, .rejected,
            [AppRecError(.receiverUnknown, explanation: "Tjenesten er flyttet & stengt"), AppRecError(.patientUnknown)])
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15">\
            <MsgType DN="Applikasjonskvittering" V="APPREC"></MsgType>\
            <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>2026-11-21T11:15:30+01:00</GenDate>\
            <Id>7b2f4e5d-0000-4000-8000-000000000001</Id>\
            <Sender><Role DN="Primærmottaker" V="PRIM"></Role><HCP><Inst><Name>Nordbygda kommune</Name><Id>90300</Id>\
            <TypeId DN="HER-id" V="HER"></TypeId><Dept><Name>Sykepleietjeneste</Name><Id>90310</Id>\
            <TypeId DN="HER-id" V="HER"></TypeId></Dept></Inst></HCP></Sender>\
            <Receiver><Role DN="Avsender" V="AVS"></Role><HCP><Inst><Name>Fjordheim sykehus HF</Name><Id>90100</Id>\
            <TypeId DN="HER-id" V="HER"></TypeId><Dept><Name>Medisinsk avdeling</Name><Id>90110</Id>\
            <TypeId DN="HER-id" V="HER"></TypeId></Dept></Inst></HCP></Receiver>\
            <Status DN="Avvist" V="2"></Status>\
            <Error DN="Mottaker finnes ikke" OT="Tjenesten er flyttet &amp; stengt" S="2.16.578.1.12.4.1.1.8221" \
            V="E21"></Error>\
            <Error DN="Pasienten finnes ikke i mottakersystemet" S="2.16.578.1.12.4.1.1.8221" V="E35"></Error>\
            <OriginalMsgId><MsgType DN="Melding om innlagt pasient" V="LOG_INNLAGT"></MsgType>\
            <IssueDate>2026-11-21T10:15:30Z</IssueDate><Id>6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60</Id></OriginalMsgId>\
            </AppRec>
            """
        #expect(String(decoding: receipt.write(), as: UTF8.self) == expected)
    }

    @Test("M-110 what is written reads back the same, in both versions", arguments: AppRecVersion.allCases)
    func roundTrip(_ version: AppRecVersion) throws {
        let document = try HealthDocument.read(Samples.document().write())
        for status in AppRecStatus.allCases {
            let errors = status == .ok ? [] : [AppRecError(.otherFault, explanation: "grunn")]
            let receipt = try answer(document, from: 90_310, status, errors, version: version)
            let read = try AppRec.read(receipt.write())
            #expect(read.version == version)
            #expect(read.status == status)
            #expect(read.errors == errors)
            #expect(read.originalMsgID == document.msgID)
            #expect(read.originalIssueDate == document.genDateText)
            #expect(read.answeredBy == HERId(90_310))
            let asDocument = try HealthDocument.read(receipt.write())
            #expect(asDocument.appRec == read)
            #expect(asDocument.isAppRec)
            #expect(asDocument.sender?.level2 == HERId(90_310))
            #expect(asDocument.receiver?.level2 == HERId(90_110))
            #expect(asDocument.msgID == read.id)
        }
    }

    @Test("HITS 1168 11.2 one who merely signed is left out, one who is addressed stays") func persons() throws {
        let signed = try Samples.read(
            try Samples.document(), "<OrganisationName>Medisinsk avdeling</OrganisationName>",
            """
            <OrganisationName>Medisinsk avdeling</OrganisationName><HealthcareProfessional><FamilyName>Ås</FamilyName>
            <Ident><Id>9000001</Id><TypeId V="HPR"/></Ident></HealthcareProfessional>
            """)
        #expect(try answer(signed, from: 90_310).receiver.chain.person == nil)
        var enquiry = try Samples.document(.enquiry)
        enquiry.receiver = try Samples.doctor()
        let receipt = try answer(HealthDocument.read(enquiry.write()), from: 90_210)
        #expect(receipt.sender.chain.person?.name == "Lyng")
        #expect(String(decoding: receipt.write(), as: UTF8.self).contains("<HCPerson><Name>Lyng</Name><Id>90210</Id>"))
    }

    @Test("HITS 1168 6.1 wrong and incomplete addresses come back as they were, all identifiers with them")
    func mirroredAsIs() throws {
        let document = try Samples.read(
            OwnRootDocuments.document(namespace: "henvisning/2012-02-15", type: "HENVISNING", service: "ServReq"))
        let receipt = try answer(document, from: 90_110)
        let text = String(decoding: receipt.write(), as: UTF8.self)
        let dept = "<Dept><Name>Medisinsk avdeling</Name><Id>90110</Id><TypeId DN=\"HER-id\" V=\"HER\"></TypeId>"
        #expect(
            text.contains(dept + "<AdditionalId><Id>MED</Id><Type DN=\"Lokal\" V=\"LAV\"></Type></AdditionalId></Dept>")
        )
        #expect(text.contains("</Dept><AdditionalId><Id>999700025</Id>"))
        let nameless = try Samples.read(try Samples.document(), "<Id>90100</Id>", "<Id>ukjent</Id>")
        #expect(try answer(nameless, from: 90_310).receiver.chain.organisation?.identifiers.first?.id == "ukjent")
    }

    @Test(
        "HITS 1168 8.3 the version follows the message",
        arguments: [
            ("henvisning/2005-07-08", "H", "ServReq", "HENVISNING", AppRecVersion.v1_0),
            ("henvisning/2012-02-15", "HENVISNING", "ServReq", "HENVISNING", .v1_1),
            ("epikrise/2006-09-23", "E", "ServRprt", "EPIKRISE", .v1_0),
            ("epikrise/2012-02-15", "EPIKRISE", "ServRprt", "EPIKRISE", .v1_1),
        ])
    func version(
        _ namespace: String, _ type: String, _ service: String, _ original: String, _ version: AppRecVersion
    ) throws {
        let document = try Samples.read(
            OwnRootDocuments.document(namespace: namespace, type: type, service: service))
        let receipt = try answer(document, from: service == "ServReq" ? 90_110 : 90_210)
        #expect(receipt.version == version)
        #expect(receipt.originalMsgType.code == original)
    }

    @Test("HIS 80415 3.5.1 the roles: PRIM and COP in 1.1; REQ for who asked, SPR for others in 1.0") func roles()
        throws
    {
        let report = try Samples.read(
            OwnRootDocuments.document(
                namespace: "epikrise/2006-09-23", type: "E", service: "ServRprt", copies: OwnRootDocuments.copy))
        #expect(try answer(report, from: 90_210).sender.role?.code == "REQ")
        #expect(try answer(report, from: 90_310).sender.role?.code == "COP")
        #expect(try answer(report, from: 90_210).receiver.role?.code == "RECEIVER")
        let request = try Samples.read(
            OwnRootDocuments.document(namespace: "henvisning/2005-07-08", type: "H", service: "ServReq"))
        #expect(try answer(request, from: 90_110).sender.role?.code == "SPR")
        let new = try HealthDocument.read(Samples.document().write())
        #expect(try answer(new, from: 90_310).sender.role?.code == "PRIM")
        #expect(try answer(new, from: 90_310).receiver.role?.code == "AVS")
    }

    @Test("HITS 1168 5.1 one receipt for each receiver that is ours, and for no other") func onePerReceiver() throws {
        var sample = try Samples.document(.enquiry)
        sample.copyReceivers = [try Samples.doctor(), try Samples.municipality(), try Samples.hospital()]
        let document = try HealthDocument.read(sample.write())
        let own = OwnParties(
            units: [try Samples.her(90_310), try Samples.her(90_210)],
            organisations: [try Samples.her(90_300), try Samples.her(90_200)])
        let receipts = AppRec.answers(
            to: document, own: own, status: .ok, now: Samples.now, catalogue: catalogue, makeID: UUID.init)
        #expect(receipts.map(\.answeredBy) == [HERId(90_310), HERId(90_210)])
        #expect(receipts.map(\.sender.role?.code) == ["PRIM", "COP"])
        #expect(Set(receipts.map(\.id)).count == 2)
    }

    @Test("T-059 a receipt is never answered, nor a message that is not for us") func noAnswer() throws {
        let document = try HealthDocument.read(Samples.document().write())
        let receipt = try HealthDocument.read(answer(document, from: 90_310).write())
        #expect(throws: AppRecAnswerRefusal.isReceipt) { try answer(receipt, from: 90_110) }
        #expect(throws: AppRecAnswerRefusal.notReceiver) { try answer(document, from: 90_999) }
        let text = String(decoding: try Samples.document().write(), as: UTF8.self)
        let nobody = try Samples.read(text.replacing("<Sender>", with: "<x>").replacing("</Sender>", with: "</x>"))
        #expect(throws: AppRecAnswerRefusal.noSender) { try answer(nobody, from: 90_310) }
        let undated = try Samples.read(try Samples.document(), "<GenDate>2026-11-21T10:15:30Z</GenDate>", "")
        #expect(throws: AppRecAnswerRefusal.incomplete) { try answer(undated, from: 90_310) }
    }

    @Test("HITS 1168 5.3 the organisation answers when only level 1 is known") func levelOne() throws {
        let document = try Samples.read(try Samples.document(), "<Id>90310</Id>", "<Id>finnes ikke</Id>")
        let receipt = try answer(document, from: 90_300, .rejected, [AppRecError(.receiverUnknown)])
        #expect(receipt.answeredBy == HERId(90_300))
        #expect(receipt.sender.chain.service?.identifiers.first?.id == "finnes ikke")
    }

    @Test(
        "M-111 an incomplete receipt is refused with the place of the fault",
        arguments: [
            ("<Status DN=\"OK\" V=\"1\"></Status>", "", HealthDocumentError.Code.incomplete, "/AppRec/Status"),
            ("<Status DN=\"OK\" V=\"1\"></Status>", "<Status V=\"9\"/>", .unknownValue, "/AppRec/Status"),
            ("<IssueDate>2026-11-21T10:15:30Z</IssueDate>", "", .incomplete, "/AppRec/OriginalMsgId/IssueDate"),
            ("<GenDate>2026", "<GenDate>X", .unknownValue, "/AppRec/GenDate"),
        ])
    func incomplete(_ old: String, _ new: String, _ code: HealthDocumentError.Code, _ path: String) throws {
        let document = try HealthDocument.read(Samples.document().write())
        let text = String(decoding: try answer(document, from: 90_310).write(), as: UTF8.self)
        try #require(text.contains(old))
        let broken = Array(text.replacingOccurrences(of: old, with: new).utf8)
        let error = #expect(throws: HealthDocumentError.self) { try AppRec.read(broken) }
        #expect(error?.code == code)
        #expect(error?.path == path)
        #expect(try HealthDocument.read(broken).appRec == nil)
    }

    @Test("An error code outside the list is read and shown") func unknownErrorCode() throws {
        let document = try HealthDocument.read(Samples.document().write())
        let receipt = try answer(document, from: 90_310, .rejected, [AppRecError(.otherFault)])
        let text = String(decoding: receipt.write(), as: UTF8.self).replacing("V=\"X99\"", with: "V=\"Q1\"")
        #expect(try AppRec.read(Array(text.utf8)).errors.map(\.code) == ["Q1"])
    }
}
