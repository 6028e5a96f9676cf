import Foundation
import HealthMessages
import Identifiers
import Testing

@Suite("A register's feedback as a message") struct RegisterFeedbackTests {
    private let catalogue = try! MessageCatalogue.bundled()
    private let now = HealthTime("2017-02-06T09:00:00+01:00")!.date

    private func feedback(
        archive: [UInt8] = Array(0...255), fileName: String = "4601-00_2016_ordinary-1.zip",
        sha256: [UInt8] = [UInt8](repeating: 0xAB, count: 32)
    ) -> RegisterFeedback {
        RegisterFeedback(
            submission: SubmissionID("0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b")!, unit: ReportingUnit("4601-00")!,
            year: 2016, fileName: fileName, sha256: sha256, sealedPassword: [1, 2, 3], archive: archive)
    }

    private var envelope: RegisterFeedbackEnvelope {
        RegisterFeedbackEnvelope(
            msgID: "1e8f0a4c-7e9b-41a2-93c4-e5f6a7b0f6b1", sentAt: HealthTime(now),
            from: .init(
                name: "Registeret & co", her: HERId(800_900)!, serviceName: "Registeret <1>",
                serviceHER: HERId(800_901)!),
            to: .init(
                name: "Nordbygda kommune", her: HERId(800_300)!, serviceName: "Helse og omsorg",
                serviceHER: HERId(800_301)!))
    }

    @Test("I-046 what is written is read again, octet for octet, and twice written it is the same octets")
    func roundTrip() throws {
        for archive in [[7], Array(0...255), [UInt8](repeating: 9, count: 100_001)] as [[UInt8]] {
            let message = try feedback(archive: archive).message(envelope)
            #expect(try RegisterFeedback.read(message) == feedback(archive: archive))
            #expect(try feedback(archive: archive).message(envelope) == message)
        }
    }

    @Test(
        "I-046 it is an ordinary message to the exchange: both levels of addresses, a known type that says it is ours")
    func ordinary() throws {
        let document = try HealthDocument.read(try feedback().message(envelope))
        #expect(
            StructuralRules.check(document, direction: .outgoing, catalogue: catalogue, now: now).isEmpty)
        #expect(document.msgID == envelope.msgID && document.genDate?.date == now && document.ack == "J")
        #expect(document.sender?.level1 == HERId(800_900) && document.sender?.level2 == HERId(800_901))
        #expect(document.receiver?.level2Name == "Helse og omsorg" && document.sender?.level2Name == "Registeret <1>")
        let type = try #require(catalogue.entry(for: document))
        #expect(type.isOwn && type.action == RegisterFeedback.action)
        #expect(catalogue.types.filter(\.isOwn).map(\.action) == [RegisterFeedback.action], "no national type is ours")
        #expect(catalogue.receiptVersion(for: document) == .v1_1)
    }

    @Test(
        "I-046 what is not of the form is refused whole",
        arguments: [
            ("<Submission>0f6b", "<Submission>0F6B", RegisterFeedbackFault.malformed),
            ("<Year>2016", "<Year>16", .malformed), ("<Unit>4601-00", "<Unit>4601", .malformed),
            ("<FileName>4601-00_2016_ordinary-1.zip", "<FileName>../4601-00.zip", .malformed),
            ("<FileName>4601-00_2016_ordinary-1.zip", "<FileName>liste.exe", .malformed),
            ("<SHA256>ab", "<SHA256>", .malformed), ("<SealedPassword>AQID", "<SealedPassword>A*ID", .malformed),
            ("<Unit>4601-00</Unit>", "", .incomplete),
            ("<Unit>4601-00</Unit>", "<Unit>4601-00</Unit><Unit>4602-00</Unit>", .incomplete),
            ("urn:budstikke:tilbakemelding:1", "urn:budstikke:tilbakemelding:2", .incomplete),
            ("V=\"BUDSTIKKE_TILBAKEMELDING\"", "V=\"DIALOG_NOTAT\"", .otherType),
            ("</MsgHead>", "", .notXML),
        ])
    func refused(found: String, put: String, fault: RegisterFeedbackFault) throws {
        let message = String(decoding: try feedback().message(envelope), as: UTF8.self)
        let changed = message.replacing(found, with: put)
        #expect(changed != message, "the change is one")
        #expect(throws: fault) { try RegisterFeedback.read(Array(changed.utf8)) }
    }

    @Test("I-046 a second attachment, or none, is no feedback")
    func attachments() throws {
        let message = String(decoding: try feedback().message(envelope), as: UTF8.self)
        let start = try #require(message.range(of: "<Document><DocumentConnection DN=\"Vedlegg\""))
        let end = try #require(message.range(of: "</MsgHead>"))
        let attachment = message[start.lowerBound..<end.lowerBound]
        for changed in [
            message.replacing(attachment, with: ""), message.replacing(attachment, with: attachment + attachment),
        ] {
            #expect(throws: RegisterFeedbackFault.incomplete) { try RegisterFeedback.read(Array(changed.utf8)) }
        }
    }

    @Test("T-107 no fault tells what was in the message")
    func bland() {
        for fault in RegisterFeedbackFault.allCases { #expect(!fault.description.isEmpty) }
        #expect(Set(RegisterFeedbackFault.allCases.map(\.description)).count == RegisterFeedbackFault.allCases.count)
    }
}
