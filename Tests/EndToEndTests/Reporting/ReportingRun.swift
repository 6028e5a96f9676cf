import Foundation
import Identifiers
import TestSupport
import Testing

@testable import Simulation

/// The parties of the reporting with a few municipalities, and a test that says what happens to them.
final class ReportingRun: Sendable {
    let chain: ReportingChain
    let visitor: SendModuleVisitor

    var towns: [ReportingTown] { chain.towns }

    /// Lets `body` act on parties that are set up and run, which are gone afterwards whatever happens.
    static func with(_ towns: Int, _ body: (ReportingRun) async throws -> Void) async throws {
        let season = try ReportingSeason(opens: Date() - 60, ordinary: 86_400, late: 86_400)
        let chain = try await ReportingChain.settle(
            Array(try ReportingTown.all().prefix(towns)), season: season, executable: BuiltProgram.path("budstikke"),
            clock: { Date() }, uuid: { UUID() })
        do {
            for party in [ReportingGround.Party.register, .trustee] { try await chain.start(party) }
            try await body(ReportingRun(chain))
        } catch {
            for party in ReportingGround.Party.allCases { print("\(party): \(chain.log(of: party).suffix(1_500))") }
            await chain.stop()
            throw error
        }
        await chain.stop()
    }

    private init(_ chain: ReportingChain) {
        self.chain = chain
        visitor = SendModuleVisitor(
            port: chain.trustee.ports.sendModule,
            roots: "\(chain.ground.directory(of: .towns))/trust/issuers.pem")
    }

    func logIn(_ town: ReportingTown) -> [String: String] {
        [
            "municipality": town.number.digits, "organisation": town.organisation.digits,
            "pin": TrusteeParty.pin(of: town),
        ]
    }

    /// Lays a sealed report down, and gives the signed receipt.
    @discardableResult
    func deliver(_ sealed: ReportingChain.Sealed, of town: ReportingTown) async throws -> [UInt8] {
        try await visitor.deliver(sealed.folder, submission: sealed.submission.text, as: logIn(town))
    }

    /// Waits until the send module shows this step, as the municipality would.
    func wait(
        for step: String, of sealed: ReportingChain.Sealed, of town: ReportingTown, seconds: Double = 60
    ) async throws {
        var seen: SendModuleVisitor.Standing?
        try await until("\(step) of \(sealed.submission)", seconds: seconds) {
            seen = try await visitor.standings(as: logIn(town))[sealed.submission.text]
            return seen?.steps.contains(step) == true
        }
    }

    /// Waits for something that must come true while all servers run.
    func until(_ what: String, seconds: Double = 60, _ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await !condition() {
            try chain.check()
            guard ContinuousClock.now < end else { throw NeverCame(what: what) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    struct NeverCame: Error, CustomStringConvertible {
        let what: String
        var description: String { "It never came: \(what)" }
    }
}
