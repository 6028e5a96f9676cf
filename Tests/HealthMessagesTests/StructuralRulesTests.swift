import Foundation
import HealthMessages
import TestSupport
import Testing
import Texts

@Suite("Rules of structure")
struct StructuralRulesTests {
    private let catalogue: MessageCatalogue

    init() throws { catalogue = try .bundled() }

    private func check(
        _ document: HealthDocument, action: String? = nil, _ direction: StructuralRules.Direction = .outgoing,
        now: Date = Samples.now
    ) -> [StructuralFinding] {
        StructuralRules.check(document, action: action, direction: direction, catalogue: catalogue, now: now)
    }

    @Test("M-073 a right document passes in both directions", arguments: SyntheticDocument.Kind.allCases)
    func accepted(_ kind: SyntheticDocument.Kind) throws {
        var sample = try Samples.document(kind)
        sample.attachments = [SyntheticAttachment(name: "a", mimeType: "text/plain", bytes: [1])]
        let document = try HealthDocument.read(sample.write())
        #expect(check(document, action: kind.rawValue).isEmpty)
        #expect(check(document, action: kind.rawValue, .incoming).isEmpty)
    }

    /// What to replace, with what, what is then found, and whether an incoming one is refused too.
    static let faults: [(String, String, StructuralFinding.Code, Bool)] = [
        ("<Type V=\"LOG_INNLAGT\" DN=\"Melding om innlagt pasient\"/>", "", .typeMissing, true),
        ("<MIGversion>v1.2 2006-05-24</MIGversion>", "", .versionMissing, false),
        ("6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60", "2026-4711", .messageIDNotUUID, false),
        ("<MsgId>6f0a2d9e-4a63-4c3e-8d1c-3b7a2f4e5d60</MsgId>", "<MsgId> </MsgId>", .messageIDMissing, true),
        ("<GenDate>2026-11-21T10:15:30Z</GenDate>", "", .genDateMissing, true),
        ("<GenDate>2026-11-21T10:15:30Z</GenDate>", "<GenDate>i går</GenDate>", .genDateInvalid, true),
        ("<GenDate>2026-11-21T10:15:30Z</GenDate>", "<GenDate>2026-11-21T10:20:31Z</GenDate>", .genDateInFuture, false),
        ("<Id>90100</Id>", "<Id>orgnr</Id>", .senderLevel1Missing, false),
        ("<Id>90110</Id>", "<Id>0</Id>", .senderLevel2Missing, false),
        ("<Id>90300</Id>", "<Id>x</Id>", .receiverLevel1Missing, false),
        ("<Id>90310</Id>", "<Id/>", .receiverLevel2Missing, false),
        ("V=\"LOG_INNLAGT\"", "V=\"LOG_UKJENT\"", .typeUnknown, false),
        ("po/Pasientlogistikk/2012-04-01", "po/Pasientlogistikk/1999-01-01", .namespaceUnknown, false),
        ("<DocumentConnection V=\"H\" DN=\"Hoveddokument\"/>", "<DocumentConnection V=\"V\"/>", .noDocument, true),
    ]

    @Test("M-073 E10 E21 each fault is found alone, and stops what we send", arguments: faults)
    func refused(_ old: String, _ new: String, _ code: StructuralFinding.Code, _ stopsIncoming: Bool) throws {
        let document = try Samples.read(try Samples.document(), old, new)
        let outgoing = check(document)
        #expect(outgoing.map(\.code) == [code])
        let isRemarkOnly = code == .versionMissing || code == .genDateInFuture
        #expect(outgoing.first?.severity == (isRemarkOnly ? .warning : .refusal))
        #expect(check(document, .incoming).first?.severity == (stopsIncoming ? .refusal : .warning))
    }

    @Test("A missing sender or receiver is a fault of the header", arguments: ["Sender", "Receiver"])
    func headIncomplete(_ name: String) throws {
        let text = String(decoding: try Samples.document().write(), as: UTF8.self)
            .replacingOccurrences(of: "<\(name)>", with: "<x>").replacingOccurrences(of: "</\(name)>", with: "</x>")
        let findings = check(try Samples.read(text))
        #expect(findings.map(\.code) == [.headIncomplete])
        #expect(findings.first?.values == ["element": name])
    }

    @Test("An unknown root is refused, whichever way") func root() throws {
        let document = try Samples.read("<a/>")
        #expect(check(document).map(\.code) == [.rootUnknown])
        #expect(check(document, .incoming).map(\.severity) == [.refusal])
    }

    @Test("Two main documents are one too many") func twoMain() throws {
        let document = try Samples.document()
        let text = String(decoding: document.write(), as: UTF8.self)
        let start = try #require(text.range(of: "  <Document>")).lowerBound
        let end = try #require(text.range(of: "</Document>\n")).upperBound
        let findings = check(try Samples.read(text.replacingCharacters(in: end..<end, with: text[start..<end])))
        #expect(findings.map(\.code) == [.severalMainDocuments])
        #expect(findings.first?.values == ["count": "2"])
    }

    @Test("HISD 1209 the type is the envelope's action") func action() throws {
        let document = try HealthDocument.read(Samples.document().write())
        #expect(check(document, action: "LOG_INNLAGT").isEmpty)
        for direction in [StructuralRules.Direction.outgoing, .incoming] {
            let findings = check(document, action: "LOG_DOD", direction)
            #expect(findings.map(\.code) == [.typeDiffersFromAction])
            #expect(findings.map(\.severity) == [.refusal])
        }
        let old = try Samples.read(
            OwnRootDocuments.document(namespace: "henvisning/2005-07-08", type: "H", service: "ServReq"))
        #expect(check(old, action: "HENVISNING").isEmpty)
        #expect(check(old, action: "EPIKRISE").map(\.code) == [.typeDiffersFromAction])
    }

    @Test("A document beyond the type's limit is refused, a large one is remarked") func size() throws {
        let types = """
            {"schemaVersion": 1,
             "defaults": {"applicationDeadlineHours": 96, "maximumSize": 4000, "advisedSize": 3000},
             "types": [{"action": "LOG_INNLAGT", "name": {}, "namespaces": []}]}
            """
        let small = try MessageCatalogue(
            types: Array(types.utf8), processes: Array(#"{"schemaVersion":1,"processes":[]}"#.utf8))
        var sample = try Samples.document()
        for (count, codes) in [(0, []), (700, [StructuralFinding.Code.largerThanAdvised]), (2000, [.tooLarge])] {
            sample.text = String(repeating: "x", count: count)
            let findings = StructuralRules.check(
                try HealthDocument.read(sample.write()), direction: .incoming, catalogue: small, now: Samples.now)
            #expect(findings.map(\.code) == codes)
        }
    }

    @Test("A receipt may repeat faulty addresses, but must have someone to go to") func receipt() throws {
        let original = try Samples.read(try Samples.document(), "<Id>90100</Id>", "<Id>feil</Id>")
        let receipt = try AppRec.answer(
            to: original, from: Samples.her(90_310), status: .rejected, errors: [AppRecError(.receiverUnknown)],
            now: Samples.now, id: UUID(), catalogue: catalogue
        ).get()
        let document = try HealthDocument.read(receipt.write())
        #expect(check(document, action: "APPREC").isEmpty)
        let text = String(decoding: receipt.write(), as: UTF8.self).replacing("90110", with: "feil")
        #expect(check(try Samples.read(text)).map(\.code) == [.receiverLevel2Missing])
    }

    @Test(
        "U-09 every code has its sentence and a reason it is stored under", arguments: StructuralFinding.Code.allCases)
    func sentences(_ code: StructuralFinding.Code) throws {
        #expect(FindingCode(rawValue: code.rawValue) != nil)
    }

    @Test("U-09 the reason code of a finding is one that people are told about") func reasons() throws {
        for (old, new, _, _) in Self.faults {
            for finding in check(try Samples.read(try Samples.document(), old, new)) {
                #expect(ReasonCode(rawValue: finding.reasonCode) != nil)
            }
        }
    }
}
