import Foundation
import HealthMessages
import Testing

@Suite("Documents against the national samples", .enabled(if: HealthStandards.folder != nil))
struct HealthDocumentStandardsTests {
    /// Published messages, with the result of reading each.
    private static func messages() throws -> [(name: String, document: HealthDocument)] {
        try HealthStandards.xmlFiles(in: "samples").compactMap { name in
            let bytes = try HealthStandards.bytes(name)
            let isMessage = ["<MsgHead", "<Message ", "<AppRec"].contains {
                Data(bytes).range(of: Data($0.utf8)) != nil
            }
            guard isMessage, let document = try? HealthDocument.read(bytes) else { return nil }
            return (name, document)
        }
    }

    @Test("M-060 every published message that is XML is recognised and gives its ids and addresses") func samples()
        throws
    {
        let messages = try Self.messages()
        #expect(messages.count > 290)
        var counts: [HealthDocument.Form: Int] = [:]
        for (name, document) in messages {
            counts[document.form, default: 0] += 1
            #expect(document.form != .unknown, "\(name)")
            #expect(document.msgID != nil || name.contains("unknown-migversion"), "\(name)")
            #expect(document.genDate != nil || name.contains("unknown-migversion"), "\(name)")
        }
        #expect(counts[.msgHead, default: 0] > 130)
        #expect(counts[.ownRoot, default: 0] > 130)
        #expect(counts[.appRec] == 7)
    }

    @Test("HISD 1209 every published message finds its Action in the catalogue") func actions() throws {
        let catalogue = try MessageCatalogue.bundled()
        let unknown = try Self.messages().filter { $0.document.form != .appRec }
            .filter { catalogue.action(of: $0.document) == nil }
        #expect(unknown.isEmpty, "\(unknown.map(\.name))")
    }

    @Test("HIS 80415 the published receipts are read, those with an unknown status are not") func receipts() throws {
        for name in HealthStandards.xmlFiles(in: "samples/ks/app-rec") + [
            "samples/helsenorge/MetadataTests_Apprec10.xml"
        ] {
            let bytes = try HealthStandards.bytes(name)
            if name.contains("unknown") {
                #expect(throws: HealthDocumentError.self, "\(name)") { try AppRec.read(bytes) }
            } else {
                let receipt = try AppRec.read(bytes)
                let sender = receipt.sender.chain
                #expect(sender.her != nil || sender.organisation?.organisationNumber != nil, "\(name)")
                #expect(receipt.status == .rejected || !name.contains("avvist"), "\(name)")
            }
        }
    }

    @Test("M-073 the acceptance tests' care messages without sender information are found") func senderMissing() throws
    {
        let catalogue = try MessageCatalogue.bundled()
        let cases = try Self.messages().filter { $0.name.contains("/plo/") && $0.name.contains("Case1-13a") }
        #expect(cases.count == 8)
        for (name, document) in cases {
            let findings = StructuralRules.check(
                document, direction: .outgoing, catalogue: catalogue, now: document.genDate?.date ?? .distantFuture)
            #expect(findings.contains { $0.reasonCode == "addresses-missing" }, "\(name)")
        }
    }
}
