import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing
import XML

@Suite("Reading documents")
struct HealthDocumentTests {
    @Test("M-060 a MsgHead gives its ids, times, type and addresses", arguments: SyntheticDocument.Kind.allCases)
    func msgHead(_ kind: SyntheticDocument.Kind) throws {
        let bytes = try Samples.document(kind).write()
        let document = try HealthDocument.read(bytes)
        #expect(document.form == .msgHead)
        #expect(document.type?.code == kind.rawValue)
        #expect(document.msgID == "6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60")
        #expect(document.genDate?.date == Samples.now)
        #expect(document.migVersion == "v1.2 2006-05-24")
        #expect(document.ack == "J")
        #expect(document.sender?.level1 == HERId(90_100))
        #expect(document.sender?.level2 == HERId(90_110))
        #expect(document.receiver?.level2Name == "Sykepleietjeneste")
        #expect(document.mainDocuments.count == 1)
        #expect(document.documentNamespaces.count == 1)
        #expect(document.size == bytes.count)
        #expect(!document.isAppRec)
    }

    @Test("M-060 ISO-8859-1 and UTF-8 read the same") func encodings() throws {
        var document = try Samples.document()
        let utf8 = try HealthDocument.read(document.write())
        document.encoding = .latin1
        let bytes = document.write()
        #expect(bytes.contains(0xE6), "æ as one octet")
        let latin1 = try HealthDocument.read(bytes)
        #expect(latin1.sender == utf8.sender)
        #expect(latin1.type == utf8.type)
    }

    @Test("M-078 a doctor with an own practice is level 2 as a person") func person() throws {
        var sample = try Samples.document(.enquiry)
        sample.receiver = try Samples.doctor()
        let document = try HealthDocument.read(sample.write())
        #expect(document.receiver?.level2 == HERId(90_210))
        #expect(document.receiver?.isAddressedToPerson == true)
        #expect(document.sender?.isAddressedToPerson == false)
    }

    @Test("One who merely signed is not the communication party") func signer() throws {
        let document = try Samples.read(
            try Samples.document(),
            "<OrganisationName>Medisinsk avdeling</OrganisationName>",
            """
            <OrganisationName>Medisinsk avdeling</OrganisationName><HealthcareProfessional>
            <FamilyName>Ås</FamilyName><GivenName>Pål</GivenName><Ident><Id>9000001</Id><TypeId V="HPR"/></Ident>
            </HealthcareProfessional>
            """)
        #expect(document.sender?.level2 == HERId(90_110))
        #expect(document.sender?.person?.name == "Pål Ås")
        #expect(document.sender?.isAddressedToPerson == false)
    }

    @Test("Copy receivers, conversation and attachments are seen") func more() throws {
        var sample = try Samples.document(.reply)
        sample.copyReceivers = [try Samples.doctor()]
        sample.conversation = ("11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000000")
        sample.attachments = [
            SyntheticAttachment(name: "a.pdf", mimeType: "application/pdf", bytes: [1, 2, 3])
        ]
        let document = try HealthDocument.read(sample.write())
        #expect(document.otherReceivers.map(\.role) == ["COP"])
        #expect(document.otherReceivers.first?.chain.her == HERId(90_210))
        #expect(document.receivers.map(\.role) == [.primary, .copy])
        #expect(document.conversation?.conversation == "11111111-0000-4000-8000-000000000000")
        #expect(document.documents.map(\.kind) == ["XML", "A"])
        #expect(document.documents.last?.mimeType == "application/pdf")
        #expect(document.mainDocuments.count == 1)
    }

    @Test(
        "HIS 1153 requests come from Requester, reports go to Requester",
        arguments: [
            ("henvisning/2005-07-08", "H", "ServReq", true), ("rekvisisjon/2012-02-15", "REQ_LAB", "ServReq", true),
            ("epikrise/2006-09-23", "E", "ServRprt", false), ("labsvar/2012-02-15", "SVAR_LAB", "ServReport", false),
        ])
    func ownRoots(_ namespace: String, _ type: String, _ service: String, _ requesterSends: Bool) throws {
        let document = try Samples.read(
            OwnRootDocuments.document(
                namespace: namespace, type: type, service: service, copies: OwnRootDocuments.copy))
        #expect(document.form == .ownRoot)
        #expect(document.type?.code == type)
        #expect(document.msgID == "3f1d6c1e-0d0a-4f6b-9a53-0d7c4f1f0001")
        #expect(document.genDate?.date == HealthTime("2026-07-15T10:00:00Z")?.date)
        #expect(document.ack == "J")
        #expect(document.sender?.her == HERId(requesterSends ? 90_210 : 90_110))
        #expect(document.receiver?.her == HERId(requesterSends ? 90_110 : 90_210))
        #expect(document.otherReceivers.first?.chain.level2 == HERId(90_310))
        #expect(document.documentNamespaces == ["http://www.kith.no/xmlstds/\(namespace)"])
    }

    @Test("What is missing is nil, and does not stop the reading") func tolerant() throws {
        let document = try Samples.read("<MsgHead xmlns=\"http://www.kith.no/xmlstds/msghead/2006-05-24\"/>")
        #expect(document.form == .msgHead)
        #expect(
            document.msgID == nil && document.sender == nil && document.genDate == nil && document.documents.isEmpty)
        let gen = try Samples.read(try Samples.document(), "<GenDate>2026-11-21T10:15:30Z", "<GenDate>i går")
        #expect(gen.genDate == nil)
        #expect(gen.genDateText == "i går")
    }

    @Test("An unknown root is unknown, also MsgHead in another namespace") func unknown() throws {
        #expect(try Samples.read("<a/>").form == .unknown)
        #expect(try Samples.read("<MsgHead xmlns=\"urn:x\"/>").form == .unknown)
        #expect(try Samples.read("<AppRec xmlns=\"urn:x\"/>").form == .unknown)
        #expect(try Samples.read("<Message xmlns=\"urn:x\"/>").form == .unknown)
    }

    @Test(
        "T-001 what is not well-formed, has a DTD or exceeds the limits is refused",
        arguments: ["", "<a", "<!DOCTYPE a><a/>", "<a>\u{1}</a>"])
    func refused(_ text: String) throws {
        let error = #expect(throws: HealthDocumentError.self) { try Samples.read(text) }
        #expect(error?.code == .notXML)
        var limits = XMLLimits.document
        limits.maximumBytes = 10
        let size = #expect(throws: HealthDocumentError.self) {
            try HealthDocument.read(Array("<a>0123456789</a>".utf8), limits: limits)
        }
        #expect(size?.xml?.code == .tooLarge)
    }

    @Test("M-028 an error says nothing of what the document holds") func bland() throws {
        let text = "<MsgHead><Id>\(SyntheticPerson.number(1).identityNumber)</Wrong></MsgHead>"
        let error = #expect(throws: HealthDocumentError.self) { try Samples.read(text) }
        #expect(error?.description.contains(SyntheticPerson.number(1).identityNumber) == false)
    }
}
