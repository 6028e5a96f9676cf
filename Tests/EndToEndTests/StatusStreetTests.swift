import ControlSocket
import Foundation
import MunicipalNode
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// `message ask` of the real program, between servers that are the real program.
    @Suite("Servers that ask each other about messages") struct StatusStreetTests {
        @Test(
            "M-046 `message ask` tells what the partner's server knows, by mail and over HTTP, and only every five minutes",
            arguments: [false, true])
        func ask(overHTTP: Bool) async throws {
            try await Street.with { street in
                if overHTTP { _ = try await street.speakHTTP() }
                let ids = try await street.submit(1)
                let told = try await street.settle(ids, within: 60)
                #expect(told[ids[0]] == Street.success)
                let message = try await street.show(ids[0])

                let asked = try await street.run(["ask", try #require(message.message.messageID), "--json"])
                #expect(asked.status == 0, "\(asked.errorText)")
                let answer = try JSONDecoder().decode(Answer.self, from: Data(asked.output))
                #expect(answer.answered && answer.status == "Processed" && answer.state == "acknowledged")
                #expect(answer.words?.isEmpty == false)
                #expect(answer.sentTo?.hasPrefix("http://") == overHTTP)
                let after = try await street.show(ids[0])
                #expect(after.timeline.map(\.step).suffix(2) == ["statusAsked", "statusProcessed"])
                #expect(after.timeline.last?.words == answer.words)
                #expect(after.message == message.message, "nothing else has changed")

                let again = try await street.run(["ask", ids[0]])
                #expect(again.status == 75 && again.errorText.contains("within the last 5 minutes"))
                let unknown = try await street.run(["ask", UUID().uuidString])
                #expect(unknown.status == 66)
                let dry = try await street.run(["ask", ids[0], "--dry-run"])
                #expect(dry.status == 0 && dry.text.contains("would be asked"))
            }
        }

        private struct Answer: Decodable {
            let answered: Bool
            let status: String?
            let words: String?
            let state: String
            let sentTo: String?
        }
    }
}

extension Street {
    /// One message of the hospital's, with its history.
    fileprivate func show(_ id: String) async throws -> MessageShow.Reply {
        let node = try #require(hospital.node)
        return try ControlClient(path: neighbourhood.ground.controlSocket(of: node), timeoutSeconds: 60)
            .perform(MessageShow(tenant: hospital.tenant, id: id), dryRun: false)
    }

    /// Runs `budstikke message …` as the hospital's administrator.
    fileprivate func run(_ arguments: [String]) async throws -> Command.Outcome {
        let node = try #require(hospital.node)
        return try await Command.run(
            DemoRun.program,
            ["message"] + arguments + [
                "--tenant", "\(hospital.tenant)", "--config", neighbourhood.ground.configuration(of: node),
            ])
    }
}
