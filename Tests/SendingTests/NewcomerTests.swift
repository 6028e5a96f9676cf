import Cryptography
import Foundation
import Identifiers
import NationalIdentity
import Reporting
import SealedSubmission
import TestSupport
import Testing

@Suite("What a newcomer stumbled over in check, seal and generate")
struct NewcomerTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func budstikke(_ arguments: [String]) async throws -> Command.Outcome {
        try await Command.run(BuiltProgram.path("budstikke"), arguments, in: scratch)
    }

    private func shell(_ line: String) async throws -> Command.Outcome {
        try await Command.run("sh", ["-c", line], in: scratch)
    }

    @Test("an extract without persons does not read as one that can be sent", arguments: ["nb", "nn", "en"])
    func nobody(language: String) async throws {
        let made = try await budstikke(["report", "generate", "--persons", "0", "--output", "none.xml"])
        #expect(made.status == 0)
        let outcome = try await budstikke(["report", "check", "none.xml", "--invented", "--language", language])
        #expect(outcome.status == 1)
        #expect(["ingen personer", "ingen personar", "no persons"].contains { outcome.text.contains($0) })
        #expect(!outcome.text.contains("Can be sent") && !outcome.text.contains("Kan send"))
    }

    @Test("an extract can be checked through a pipe")
    func pipe() async throws {
        let made = try await budstikke(["report", "generate", "--persons", "5", "--output", "five.xml"])
        #expect(made.status == 0)
        let program = BuiltProgram.path("budstikke")
        for name in ["-", "/dev/stdin"] {
            let outcome = try await shell("cat five.xml | '\(program)' report check \(name) --invented --json")
            #expect(outcome.status == 0, "\(outcome.errorText)")
            #expect(outcome.text.contains("\"persons\":5"))
        }
        let missing = try await budstikke(["report", "check", "nothing.xml"])
        #expect(missing.status == 66)
    }

    @Test("faults beyond the persons there are, are counted, and JSON on stdout does not meet the extract there")
    func faults() async throws {
        let few = try await budstikke([
            "report", "generate", "--persons", "1", "--fault", "noServices", "--fault", "invalidIdentity", "--output",
            "one.xml", "--json",
        ])
        #expect(few.status == 0)
        #expect(few.errorText.contains("1 of 2 faults"))
        #expect(few.text.contains("\"faultsPlaced\":1") && few.text.contains("\"faultsWanted\":2"))
        let mixed = try await budstikke(["report", "generate", "--persons", "1", "--json"])
        #expect(mixed.status == 64)
        #expect(!mixed.text.contains("<IPLOS"))
    }

    @Test("a file of identity numbers beside an extract that has its own is told to be needless")
    func companion() async throws {
        let made = try await budstikke(["report", "generate", "--persons", "2", "--output", "two.xml"])
        #expect(made.status == 0)
        _ = try scratch.write(Array("pePeID;identity\n".utf8), to: "beside.csv")
        let outcome = try await budstikke(["report", "check", "two.xml", "--invented", "--identities", "beside.csv"])
        #expect(outcome.status == 0)
        #expect(outcome.errorText.contains("beside.csv"))
        let without = try await budstikke(["report", "check", "two.xml", "--invented"])
        #expect(without.errorText.isEmpty)
    }

    @Test("an extract through a pipe is not sealed: it would have to be copied")
    func sealedPipe() async throws {
        let scene = try await SendingScene()
        let (now, key) = (scene.clock.now, scene.returnKey.publicKey)
        let sealing = ReportSealing(
            ReportSealing.Order(
                kind: .test, contact: SendingScene.contact,
                client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!),
                keys: { _ in throw SubmissionFault(.notSigned) }),
            check: ReportCheck.Options(realm: .test),
            keeper: scene.sealingKeeper(sequence: 1, now: now, returnKey: key))
        await #expect(throws: ExtractFile.Fault.readTwice) {
            try await sealing.run(ExtractFile(path: "-"), companion: nil) { _, _, _ in
                SubmissionFolder(path: scene.scratch.path("none"))
            }
        }
    }
}
