import Foundation
import HealthMessages
import Identifiers
import TestSupport
import Testing

/// System cases about what is said of patient and times: the record system decides, we write and read what it says.
@Suite("AppRec, system cases about faults")
struct AppRecFaultCaseTests {
    private let catalogue: MessageCatalogue

    init() throws { catalogue = try .bundled() }

    private func old(_ namespace: String, _ type: String, _ description: String?) throws -> HealthDocument {
        try Samples.read(
            OwnRootDocuments.document(
                namespace: namespace, type: type, service: description == nil ? "ServRprt" : "ServReport",
                description: description))
    }

    private func rejection(_ document: HealthDocument, from her: Int, _ code: AppRecErrorCode) throws -> AppRec {
        let receipt = AppRec.answer(
            to: document, from: try Samples.her(her), status: .rejected, errors: [AppRecError(code)],
            now: Samples.now, id: UUID(), catalogue: catalogue)
        return try AppRec.read(try receipt.get().write())
    }

    @Test(
        "AppRec case 23 a patient without a journal: discharge letters and reports of version 1.0 are rejected with E35",
        arguments: [("epikrise/2006-09-23", "E", nil), ("labsvar/2008-12-01", "S", "CLIN")])
    func patientUnknown(_ namespace: String, _ type: String, _ description: String?) throws {
        let receipt = try rejection(old(namespace, type, description), from: 90_210, .patientUnknown)
        #expect(receipt.version == .v1_0)
        #expect(receipt.errors.map(\.code) == ["E35"])
        #expect(receipt.status == .rejected)
    }

    @Test("AppRec case 24 a patient who cannot be told from others: E36 is written and read")
    func patientInsufficient() throws {
        let receipt = try rejection(HealthDocument.read(Samples.document().write()), from: 90_310, .patientInsufficient)
        #expect(receipt.errors == [AppRecError(.patientInsufficient)])
        #expect(receipt.errors.first?.name == "Pasientopplysninger er utilstrekkelige")
    }
}
