import Foundation
import TestSupport
import Testing

/// The municipality's part of the report in a zone without a network (T-131, I-019).
@Suite("The report's commands without any network")
struct OfflineTests {
    private let office: MunicipalInstallation
    private let zone: OfflineZone

    init() async throws {
        office = try await MunicipalInstallation()
        zone = try await OfflineZone(folder: office.scratch)
        try await office.settle(port: 9)
    }

    private func budstikke(_ arguments: [String], guarded: Bool = true) async throws -> Command.Outcome {
        try await zone.run(BuiltProgram.path("budstikke"), arguments, in: office.scratch, guarded: guarded)
    }

    @Test("T-131 generate, check, seal, list and the doctor's offline look work there, and none of them makes a socket")
    func offline() async throws {
        let steps: [[String]] = [
            ["report", "generate", "--persons", "15", "--municipality", "9901", "--output", "extract.xml"],
            ["report", "check", "--invented", "extract.xml"],
            ["report", "doctor", "--offline", "--season"],
            [
                "report", "seal", "extract.xml", "--kind", "test", "--trustee-key", "trustee.p7s", "--register-key",
                "register.p7s", "--json",
            ] + MunicipalInstallation.people,
            ["report", "list", "--json"],
        ]
        for step in steps {
            let outcome = try await budstikke(step)
            #expect(outcome.status == 0, "\(step.joined(separator: " ")): \(outcome.text) \(outcome.errorText)")
        }
        let list = try await budstikke(["report", "list", "--json"])
        #expect(try MunicipalInstallation.object(list)["sequence"] as? Int == 1)
    }

    @Test("T-131 the doctor says there that nothing can be reached, and what to open")
    func doctor() async throws {
        let outcome = try await budstikke(["report", "doctor"], guarded: false)
        #expect(outcome.status == 2, "\(outcome.text)")
        #expect(outcome.text.contains("cannot be reached from here: there is no way"), "\(outcome.text)")
        #expect(outcome.text.contains("An opening in the firewall"))
    }

    @Test("T-131 the guard ends what does go to the network: sending, the status, and the doctor's look around")
    func guarded() async throws {
        for step in [["report", "doctor"], ["report", "status"]] {
            let outcome = try await budstikke(step)
            #expect(outcome.status == OfflineZone.stopped, "\(step): \(outcome.text) \(outcome.errorText)")
        }
    }
}
