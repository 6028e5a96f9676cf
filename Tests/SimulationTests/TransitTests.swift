import Foundation
import Testing

@testable import Simulation

@Suite("What the demo's mail exchange sees and does")
struct TransitTests {
    let parties: [DemoParty]
    let hospital: DemoParty
    let storvik: DemoParty

    init() throws {
        parties = try DemoParty.all()
        hospital = try #require(parties.first { $0.name == .hospital })
        storvik = try #require(parties.first { $0.name == .storvik })
    }

    @Test("a payload, an acknowledgment, an error and a fault are told apart by their envelopes")
    func kinds() {
        #expect(WireEnvelope.read(Self.payload("m-1", action: "LOG_INNLAGT")).kind == .payload)
        #expect(WireEnvelope.read(Self.acknowledgment(of: "m-1")).kind == .ack)
        #expect(WireEnvelope.read(Self.mail("<eb:ErrorList/>", "")).kind == .error)
        #expect(WireEnvelope.read(Self.mail("", "<S:Fault/>")).kind == .fault)
        #expect(WireEnvelope.read(Array("Subject: hei\r\n\r\nIngen melding\r\n".utf8)).kind == .other)
    }

    @Test("ids are read from the header, and the reference of an acknowledgment with them")
    func ids() {
        let payload = WireEnvelope.read(Self.payload("m-1", action: "LOG_INNLAGT"))
        #expect(payload.messageID == "m-1")
        #expect(payload.action == "LOG_INNLAGT")
        #expect(WireEnvelope.read(Self.acknowledgment(of: "m-1")).refToMessageID == "m-1")
    }

    @Test("U-53 the first receipt of the chosen message is lost, the second arrives")
    func firstReceiptIsLost() {
        let transit = Transit(parties: parties, scenario: .exchange, archive: nil)
        #expect(pass(Self.payload("m-1", action: "LOG_UTSKRIVNINGSKLAR"), transit) == .deliver)
        #expect(answer(Self.acknowledgment(of: "m-1"), transit) == .drop)
        #expect(answer(Self.acknowledgment(of: "m-1"), transit) == .deliver)
        #expect(transit.passages.map(\.number) == [1, 2, 3])
    }

    @Test("receipts of other messages are not lost")
    func otherReceiptsArrive() {
        let transit = Transit(parties: parties, scenario: .exchange, archive: nil)
        #expect(pass(Self.payload("m-2", action: "LOG_INNLAGT"), transit) == .deliver)
        #expect(answer(Self.acknowledgment(of: "m-2"), transit) == .deliver)
    }

    @Test("kept mails are the octets of the wire, named by number, HER-ids and kind")
    func archive() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let evidence = try KeptEvidence(directory: directory, of: DemoOptions())
        let transit = Transit(parties: parties, scenario: .exchange, archive: evidence.wire)
        let mail = Self.payload("m-1", action: "LOG_INNLAGT")
        _ = pass(mail, transit)
        let kept = FileManager.default.contents(atPath: "\(directory)/wire/0001-800101-800301-payload.eml")
        #expect(kept.map(Array.init) == mail)
    }

    @Test("--keep refuses a directory that holds something")
    func keepRefuses() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try KeptEvidence(directory: directory, of: DemoOptions())
        #expect(throws: DemoError.cannotKeep(directory)) { try KeptEvidence(directory: directory, of: DemoOptions()) }
        #expect(DemoError.cannotKeep(directory).exitCode == 73)
    }

    private func pass(_ mail: [UInt8], _ transit: Transit) -> Transit.Verdict {
        transit.passing(from: hospital.ediAddress, to: storvik.ediAddress, mail: mail)
    }

    private func answer(_ mail: [UInt8], _ transit: Transit) -> Transit.Verdict {
        transit.passing(from: storvik.ediAddress, to: hospital.ediAddress, mail: mail)
    }

    static func payload(_ id: String, action: String) -> [UInt8] {
        mail(
            "<eb:MessageHeader><eb:Action>\(action)</eb:Action><eb:MessageData><eb:MessageId>\(id)</eb:MessageId>"
                + "</eb:MessageData></eb:MessageHeader>", "<eb:Manifest/>")
    }

    static func acknowledgment(of id: String) -> [UInt8] {
        mail("<eb:Acknowledgment><eb:RefToMessageId>\(id)</eb:RefToMessageId></eb:Acknowledgment>", "")
    }

    static func mail(_ header: String, _ body: String) -> [UInt8] {
        let soap = "http://schemas.xmlsoap.org/soap/envelope/"
        let ebXML = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"
        let envelope =
            "<S:Envelope xmlns:S=\"\(soap)\" xmlns:eb=\"\(ebXML)\"><S:Header>\(header)</S:Header>"
            + "<S:Body>\(body)</S:Body></S:Envelope>"
        return Array("MIME-Version: 1.0\r\nContent-Type: text/xml; charset=UTF-8\r\n\r\n\(envelope)\r\n".utf8)
    }
}
