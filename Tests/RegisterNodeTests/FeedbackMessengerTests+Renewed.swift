import CommandOutcome
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Register
import Testing

@testable import RegisterNode

extension FeedbackMessengerTests {
    @Test("I-045 feedback that is made anew goes as another message, but not while the first is on its way")
    func renewed() async throws {
        try await withReleased { node, id in
            func ask(dryRun: Bool) throws -> FeedbackRenewal.Reply {
                try FeedbackRenewal(id, dryRun: dryRun).answer(in: node.administration(), by: "uid:1000")
            }
            let message = try #require(try node.store.messages().first)
            let refusal = #expect(throws: AdministrationError.self) { try ask(dryRun: false) }
            #expect(refusal?.code == "message-under-way")
            let first = try RegisterFeedback.read(try document())
            _ = try server.accept(try #require(try server.submissions().first))
            try tell("acknowledged", 1, message)
            await node.runOnce(now: scene.clock.now)
            #expect(try ask(dryRun: true).number == nil && node.store.messages().first?.msgID == message.msgID)
            #expect(try ask(dryRun: false).number == 2)
            // What the receiver says of the first now is not about the second.
            try tell("appRecAccepted", 2, message)
            await node.runOnce(now: scene.clock.now)
            let second = try RegisterFeedback.read(try document())
            #expect(second.archive != first.archive && second.fileName.hasSuffix("_2.zip"))
            let now = try #require(try node.store.messages().first)
            #expect(now.msgID != message.msgID && now.attempt == 2 && now.standing == .written)
            let strange = #expect(throws: AdministrationError.self) {
                try FeedbackRenewal(DeliveryPlan { $0.seed = 99 }.id, dryRun: false)
                    .answer(in: node.administration(), by: "uid:1000")
            }
            #expect(strange?.code == "submission-unknown")
        }
    }
}
