import EbXML
import MIME
import Testing

@Suite("T-017 no mail brings the sorting down")
struct HostileMailTests {
    /// Knuth's MMIX generator: the same mails in every run.
    private struct Sequence {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    @Test("Cut, changed, doubled and shuffled mails are sorted as something", arguments: [1, 2, 3, 4] as [UInt64])
    func mutated(seed: UInt64) throws {
        var random = Sequence(state: seed)
        let sources = [
            WrittenEnvelope.business.mail, WrittenEnvelope.acknowledgment.mail, WrittenEnvelope.errorList.mail,
            try SOAPFault(code: .server, reason: "x").pack(),
        ]
        for _ in 0..<400 {
            var mail = sources[random.next(below: sources.count)]
            for _ in 0...random.next(below: 6) {
                let place = random.next(below: mail.count)
                switch random.next(below: 4) {
                case 0: mail[place] = UInt8(random.next(below: 256))
                case 1: mail.removeSubrange(place..<min(mail.count, place + random.next(below: 40)))
                case 2: mail.insert(contentsOf: mail[place..<min(mail.count, place + 60)], at: place)
                default: mail.removeLast(min(mail.count - 1, random.next(below: 200)))
                }
                if mail.isEmpty { mail = [0] }
            }
            if case .unreadable(let unreadable) = InboundMail.classify(mail) {
                #expect(!unreadable.reason.description.isEmpty)
            }
            _ = ConversationHint.find(in: mail)
            _ = try? EnclosedDocument.unwrap(mail, limit: 1_000) { bytes, _ in bytes }
        }
    }

    @Test("An envelope with ten thousand blocks, parties or references is refused quickly", .timeLimit(.minutes(1)))
    func many() {
        let many = 10_000
        let envelopes = [
            WrittenEnvelope.business.replacing(
                "<eb:From>", "<eb:From>" + String(repeating: "<eb:PartyId eb:type=\"X\">1</eb:PartyId>", count: many)),
            .business.replacing(
                "</SOAP:Header>", String(repeating: "<eb:MessageOrder/>", count: many) + "</SOAP:Header>"),
            .acknowledgment.replacing(
                "</eb:Acknowledgment>", String(repeating: "<Reference/>", count: many) + "</eb:Acknowledgment>"),
        ]
        for envelope in envelopes { _ = InboundMail.classify(envelope.mail) }
    }
}
