import Foundation
import Reporting
import SealedSubmission
import Synchronization
import Testing
import Texts

@Suite("A sequence number that the trustee has seen")
struct PassedNumberTests {
    @Test(
        "T-128 a number that has passed is said before a part goes up, with the next one, which the next sealing gets")
    func passed() async throws {
        let scene = try await SendingScene()
        let newer = try await scene.sealed("newer", sequence: 2)
        let same = try await scene.sealed("same", sequence: 2)
        try await scene.serving { port in
            let client = try scene.client(port)
            _ = try await scene.sending(client).run(newer)
            let seen = Mutex<[ReportSending.Progress]>([])
            let fault = try await refusal {
                try await scene.sending(client).run(same) { step in seen.withLock { $0.append(step) } }
            }
            #expect(fault?.code == .sequencePassed)
            #expect(fault?.values == ["sequence": "2", "next": "3"])
            #expect(seen.withLock { $0.last } == .loggedIn, "nothing of it was uploaded")
            for language in Language.allCases {
                let text = try #require(fault?.text(language))
                #expect(text.contains("nummer 3") || text.contains("number 3"), "\(text)")
                #expect(!text.contains("–") && !text.contains("--least-number"), "\(text)")
            }
            let byPIN = try await refusal {
                try await scene.sending(client, way: .pin(SendingScene.pin)).run(same)
            }
            #expect(byPIN?.text(.en).contains("--least-number 3") == true, "a PIN leaves nobody to keep the number")
            await client.close()
        }
        #expect(scene.keeper.told.map { $0[.ordinary] } == [3])
    }
}
