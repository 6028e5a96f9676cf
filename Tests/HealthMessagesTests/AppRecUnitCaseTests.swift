import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// The unit cases of the national test of application receipts; U1 needs the national schemas and is in StandardsTests.
@Suite("AppRec, unit cases")
struct AppRecUnitCaseTests {
    private let catalogue: MessageCatalogue

    init() throws { catalogue = try .bundled() }

    private func receipt(
        to document: HealthDocument, from her: Int = 90_310, _ status: AppRecStatus = .ok, _ errors: [AppRecError] = []
    ) throws -> AppRec {
        let written = try AppRec.answer(
            to: document, from: Samples.her(her), status: status, errors: errors, now: Samples.now, id: UUID(),
            catalogue: catalogue
        ).get().write()
        return try AppRec.read(written)
    }

    private func text(_ receipt: AppRec) -> String { String(decoding: receipt.write(), as: UTF8.self) }

    private var document: HealthDocument {
        get throws { try HealthDocument.read(Samples.document().write()) }
    }

    @Test(
        "AppRec U2 OriginalMsgId is the message's MsgId, character by character",
        arguments: ["6F0A2D9E-4A63-4C3E-8D1C-3B7A2F4E5D60", "{6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60}", "ikke en UUID"])
    func messageID(_ id: String) throws {
        let odd = try Samples.read(try Samples.document(), "6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60", id)
        #expect(try receipt(to: odd).originalMsgID == id)
    }

    @Test(
        "AppRec U3 the type is that of code list 8279, also of messages that say it with a letter",
        arguments: [
            ("henvisning/2005-07-08", "H", "ServReq", 90_110, "HENVISNING"),
            ("epikrise/2006-09-23", "E", "ServRprt", 90_210, "EPIKRISE"),
            ("epikrise/2012-02-15", "EPIKRISE", "ServRprt", 90_210, "EPIKRISE"),
        ])
    func type(_ namespace: String, _ letter: String, _ service: String, _ receiver: Int, _ type: String) throws {
        let old = try Samples.read(
            OwnRootDocuments.document(namespace: namespace, type: letter, service: service))
        #expect(try receipt(to: old, from: receiver).originalMsgType.code == type)
        #expect(try receipt(to: document).originalMsgType.code == "LOG_INNLAGT")
    }

    @Test(
        "AppRec U4 IssueDate is the message's GenDate, as date and time",
        arguments: [
            ("2026-11-21T10:15:30Z", "2026-11-21T10:15:30Z"),
            ("2026-11-21T10:15:30.250+01:00", "2026-11-21T10:15:30.250+01:00"),
            ("2026-11-21T10:15:30", "2026-11-21T10:15:30"),
        ])
    func issueDate(_ made: String, _ issued: String) throws {
        let document = try Samples.read(try Samples.document(), "<GenDate>2026-11-21T10:15:30Z", "<GenDate>\(made)")
        #expect(try receipt(to: document).originalIssueDate == issued)
    }

    @Test("AppRec U5 status OK is 1 of code list 8258, and carries no error")
    func accepted() throws {
        let receipt = try receipt(to: document, .ok, [AppRecError(.otherFault)])
        #expect(text(receipt).contains("<Status DN=\"OK\" V=\"1\">"))
        #expect(receipt.errors.isEmpty)
    }

    @Test("AppRec U6 status rejected is 2 of code list 8258, with an error of code list 8221")
    func rejected() throws {
        let written = text(try receipt(to: document, .rejected, [AppRecError(.patientUnknown)]))
        #expect(written.contains("<Status DN=\"Avvist\" V=\"2\">"))
        #expect(written.contains("S=\"2.16.578.1.12.4.1.1.8221\" V=\"E35\""))
    }

    @Test("AppRec U7 each fault has an error of its own")
    func errors() throws {
        let errors = [AppRecErrorCode.identityNumberWrong, .nameMissing, .notValid].map { AppRecError($0) }
        let receipt = try receipt(to: document, .rejected, errors)
        #expect(receipt.errors.map(\.code) == ["E31", "E32", "T02"])
        #expect(text(receipt).components(separatedBy: "<Error ").count == 4)
    }

    @Test("AppRec U8 what the code cannot say stands in OT")
    func explanation() throws {
        let receipt = try receipt(
            to: document, .rejected, [AppRecError(.otherFault, explanation: "Vedlegg <3> kan ikke åpnes & leses")])
        #expect(text(receipt).contains("OT=\"Vedlegg &lt;3> kan ikke åpnes &amp; leses\""))
        #expect(receipt.errors.first?.explanation == "Vedlegg <3> kan ikke åpnes & leses")
        #expect(try !text(self.receipt(to: document, .rejected, [AppRecError(.otherFault)])).contains("OT="))
    }

    @Test("AppRec U9 the roles: RECEIVER and AVS; REQ, SPR and PRIM; COP in both versions")
    func roles() throws {
        let report = try Samples.read(
            OwnRootDocuments.document(
                namespace: "epikrise/2006-09-23", type: "E", service: "ServRprt", copies: OwnRootDocuments.copy))
        let request = try Samples.read(
            OwnRootDocuments.document(namespace: "henvisning/2005-07-08", type: "H", service: "ServReq"))
        var copied = try Samples.document()
        copied.copyReceivers = [try Samples.doctor()]
        let new = try HealthDocument.read(copied.write())
        let receipts = try [
            receipt(to: report, from: 90_210), receipt(to: request, from: 90_110), receipt(to: report, from: 90_310),
            receipt(to: new, from: 90_310), receipt(to: new, from: 90_210),
        ]
        #expect(receipts.map(\.sender.role?.code) == ["REQ", "SPR", "COP", "PRIM", "COP"])
        #expect(receipts.map(\.receiver.role?.code) == ["RECEIVER", "RECEIVER", "RECEIVER", "AVS", "AVS"])
    }
}
