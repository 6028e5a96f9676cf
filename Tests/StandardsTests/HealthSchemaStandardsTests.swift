import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

@Suite("What we write against the official schemas", .enabled(if: HealthStandards.folder != nil))
struct HealthSchemaStandardsTests {
    @Test("AppRec U1 a receipt for every published message, of each status, is valid") func receipts() async throws {
        let schemas = try OfficialSchemas()
        defer { schemas.remove() }
        let catalogue = try MessageCatalogue.bundled()
        var written: [[UInt8]] = []
        for name in HealthStandards.xmlFiles(in: "samples") {
            guard let document = try? HealthDocument.read(HealthStandards.bytes(name)) else { continue }
            for receiver in document.receivers {
                guard let her = receiver.chain.her else { continue }
                for status in AppRecStatus.allCases {
                    let errors = AppRecErrorCode.allCases.map { AppRecError($0, explanation: "Prøve <1> & \"2\"") }
                    let receipt = AppRec.answer(
                        to: document, from: her, status: status, errors: errors, now: Date(timeIntervalSince1970: 0),
                        id: UUID(), catalogue: catalogue)
                    if case .success(let receipt) = receipt { written.append(receipt.write()) }
                }
            }
        }
        #expect(written.count > 600)
        #expect(try await schemas.faults(in: written) == "")
    }

    @Test("M-060 every invented document is valid, in both encodings, with copies and attachments") func synthetic()
        async throws
    {
        let schemas = try OfficialSchemas()
        defer { schemas.remove() }
        var written: [[UInt8]] = []
        for (index, kind) in SyntheticDocument.Kind.allCases.enumerated() {
            for encoding in SyntheticDocument.Encoding.allCases {
                var document = SyntheticDocument(
                    kind, from: try party(1, isPerson: false), to: try party(2, isPerson: index % 2 == 0),
                    about: .number(index), msgID: UUID(), genDate: Date(timeIntervalSince1970: 1_795_256_130),
                    text: "Prøvetekst – æøå & <tegn> 😀")
                written.append(document.write())
                document.encoding = encoding
                document.copyReceivers = [try party(3, isPerson: true), try party(4, isPerson: false)]
                document.conversation = (UUID().uuidString, UUID().uuidString)
                document.attachments = [
                    SyntheticAttachment(name: "vedlegg.pdf", mimeType: "application/pdf", bytes: [UInt8](0...255))
                ]
                written.append(document.write())
            }
        }
        #expect(try await schemas.faults(in: written) == "")
    }

    @Test("The official schemas find a fault when there is one") func faultIsFound() async throws {
        let schemas = try OfficialSchemas()
        defer { schemas.remove() }
        let document = SyntheticDocument(
            .admitted, from: try party(1, isPerson: false), to: try party(2, isPerson: false), about: .number(1),
            msgID: UUID(), genDate: Date(timeIntervalSince1970: 0), text: "x")
        let text = String(decoding: document.write(), as: UTF8.self).replacing("Anslag>false", with: "Anslag>kanskje")
        #expect(try await schemas.faults(in: [Array(text.utf8)]).contains("Anslag"))
    }

    private func party(_ number: Int, isPerson: Bool) throws -> SyntheticParty {
        SyntheticParty(
            organisationHER: try #require(HERId(90_000 + number * 100)), organisationName: "Virksomhet \(number)",
            unitHER: HERId(90_000 + number * 100 + 10), unitName: "Enhet \(number)", isPerson: isPerson)
    }
}
