import Certificates
import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

extension PushTests {
    @Test("T-086 the trustee's word about wrong PINs is taken, again too; another's, for another or altered is not")
    func pinNotice() async throws {
        @Sendable func notice(_ number: String, wrong: Int = 10, by party: SyntheticOrganisations.Organisation) throws
            -> [UInt8]
        {
            let signer = try scene.identity(party, .signing)
            return try PinNotice(
                municipality: MunicipalityNumber(number)!, season: 2016, wrong: wrong, most: 100, at: NodeScene.noon
            ).signed(key: signer.key, certificate: signer.certificate, at: NodeScene.noon)
        }
        let place = "/municipalities/9901/pin-notice"
        try await pushing { client, _ in
            let right = try notice("9901", by: scene.trustee)
            for _ in 1...2 { #expect(try await client.send(.put, place, right).status == 200) }
            let unknown = try await client.send(
                .put, "/municipalities/9998/pin-notice", try notice("9998", by: scene.trustee))
            #expect(unknown.word == "unknownUnit" && unknown.status == 422)
            #expect(try await client.send(.put, place, try notice("9902", by: scene.trustee)).word == "otherUnit")
            #expect(try await client.send(.put, place, try notice("9901", by: scene.north)).status == 422)
            let impossible = try notice("9901", wrong: 101, by: scene.trustee)
            #expect(try await client.send(.put, place, impossible).word == "unreadableDocument")
            #expect(try await client.send(.put, place, Array(right.dropLast(9))).status == 422)
            #expect(try await client.send(.put, "/municipalities/99/pin-notice", right).status == 404)
        }
    }
}
