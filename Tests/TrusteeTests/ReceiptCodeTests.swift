import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("The code in the receipt")
struct ReceiptCodeTests {
    @Test(
        "I-031 only who has shown the manifest in the same log-in, within a day, or holds the certificate is given it")
    func handing() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(3), stage)
        guard case .received(let first) = try await sealed.send(to: intake) else { throw Crash() }
        func code(_ receipt: [UInt8]) throws -> ReceiptCode? {
            try SubmissionReceipt.verify(
                receipt, signers: stage.signers, trustee: SyntheticOrganisations.hospital.number,
                manifest: ContentHash(of: sealed.manifest)
            ).document.code
        }
        func again(
            _ way: Admission.Way, hasManifest: Bool, at seconds: TimeInterval
        ) async throws -> [UInt8] {
            let sender = Stage.admission(way: way)
            let now = Stage.now + seconds
            let ended = try await intake.complete(sealed.id, by: sender, hasManifest: hasManifest, now: now)
            let later = try await intake.receipt(of: sealed.id, for: sender, hasManifest: hasManifest, now: now).get()
            #expect(ended == .received(later))
            return later
        }
        #expect(try code(first) != nil)
        #expect(try await again(.pin, hasManifest: true, at: 86_399) == first)
        #expect(try await again(.certificate, hasManifest: false, at: 9_000_000) == first)
        let plain = try await again(.pin, hasManifest: false, at: 1)
        #expect(try code(plain) == nil)
        #expect(try await again(.pin, hasManifest: true, at: 86_400) == plain)
        let begun = try await intake.begin(
            sealed.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now + 10)
        #expect(begun == .received(first))
        let strangers = try await intake.receipt(
            of: sealed.id, for: Stage.admission(Stage.south), hasManifest: true, now: Stage.now)
        #expect(strangers == .failure(.unknownSubmission))
        #expect(PasswordTests.files(holding: Array((try code(first)?.text ?? "-").utf8), below: stage.directory) == [])
    }

    @Test("before the end there is no receipt")
    func early() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(3), stage)
        _ = try await stage.intake(store).begin(
            sealed.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        let receipt = try await stage.intake(store).receipt(
            of: sealed.id, for: Stage.admission(way: .certificate), hasManifest: true, now: Stage.now)
        #expect(receipt == .failure(.notArrived))
    }
}
