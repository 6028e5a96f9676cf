import Certificates
import Cryptography
import Foundation
import HTTPListening
import Identifiers
import OsloCalendar
import Reporting
import SealedSubmission
import Synchronization
import TestSupport
import Testing
import Texts

@Suite("Sending a sealed report to the send module")
struct ReportSendingTests {
    @Test(
        "I-017 I-084 a sealed folder is sent, and its receipt is beside it and with the keeper, signed for what was sent"
    )
    func whole() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed(persons: 40, partSize: 512)
        let told = Mutex<[ReportSending.Progress]>([])
        let (sent, again) = try await scene.serving { port in
            let client = try scene.client(port)
            let sent = try await scene.sending(client).run(folder) { progress in told.withLock { $0.append(progress) } }
            let again = try await scene.sending(client).run(folder)
            await client.close()
            return (sent, again)
        }
        #expect(sent.receipt.kind == .ordinary)
        #expect(sent.receipt.receivedAt == SendingScene.start)
        #expect(sent.receipt.manifest == ContentHash(of: try folder.signedManifest()))
        #expect(sent.receipt.parts.count > 4)
        #expect(sent.receiptFile == folder.path + ".receipt.p7s")
        #expect(try scene.scratch.read("sealed.receipt.p7s") == sent.signedReceipt)
        #expect(scene.keeper.kept.first == sent.signedReceipt)
        #expect(!sent.wasThere)
        #expect(again.wasThere)
        #expect(again.signedReceipt == sent.signedReceipt)
        let octets = sent.manifest.parts.map(\.octets).reduce(0, +)
        let uploaded = told.withLock { $0 }.compactMap { progress -> Int? in
            if case .uploaded(let octets, _) = progress { octets } else { nil }
        }
        #expect(uploaded.first == 0 && uploaded.last == octets)
        #expect(uploaded == uploaded.sorted())
        #expect(told.withLock { $0.last } == .received)
        // What arrived is what was sealed, to the octet.
        for entry in sent.manifest.parts {
            let file = "trustee/spool/\(sent.manifest.submission)/\(entry.name.fileName)"
            #expect(try scene.scratch.read(file) == folder.part(entry))
        }
    }

    @Test("I-031 T-102 a line cut at any octet resumes there, until what arrived is identical", arguments: 0..<12)
    func cut(place: Int) async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed(persons: 25, partSize: 700)
        // Each connection is cut a little later than the one before it: in a request's head, in a body, at its end.
        let cuts = (0..<6).map { round in Optional(1 + place * 211 + round * 997 + round * round * 131) }
        let (sent, connections) = try await scene.serving { port in
            let proxy = CuttingProxy(to: port, cuts: cuts)
            let sent = try await proxy.standing { port in
                let client = try scene.client(port)
                let patience = Patience(pauses: Array(repeating: 0, count: 40), wait: { _ in await Task.yield() })
                // What comes before the upload is asked once: a cut there is told, and the next sending goes on.
                var sent: ReportSending.Sent?
                while sent == nil {
                    do {
                        sent = try await ReportSending(
                            to: client, office: scene.office, logIn: .certificate(scene.keeper), patience: patience
                        ).run(folder)
                    } catch let fault as SendFault {
                        #expect(fault.code == .cut)
                        #expect(fault.consequence == .reach)
                        guard fault.code == .cut else { break }
                    }
                }
                await client.close()
                return sent
            }
            return (sent, proxy.connections)
        }
        let arrived = try #require(sent)
        #expect(connections > 3, "the line was not cut as often as the test means to")
        for entry in arrived.manifest.parts {
            let file = "trustee/spool/\(arrived.manifest.submission)/\(entry.name.fileName)"
            #expect(try scene.scratch.read(file) == folder.part(entry))
        }
        #expect(arrived.receipt.parts == arrived.manifest.parts)
    }

    @Test("a line that stays cut is given up after the last pause, and what had arrived is there for the next sending")
    func givenUp() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let fault = try await scene.serving { port in
            // Season, keys, challenge, log-in and manifest go through; nothing after them does.
            let proxy = CuttingProxy(to: port, cuts: [9_000] + Array(repeating: 40, count: 20))
            return try await proxy.standing { port in
                let client = try scene.client(port)
                let fault = try await refusal { try await scene.sending(client).run(folder) }
                await client.close()
                return fault
            }
        }
        #expect(fault?.code == .cut)
        #expect(scene.keeper.kept.isEmpty)
        let sent = try await scene.serving { port in
            let client = try scene.client(port)
            let sent = try await scene.sending(client).run(folder)
            await client.close()
            return sent
        }
        #expect(sent.receipt.kind == .ordinary)
    }

    @Test(
        "T-119 I-021 another municipality, another organisation and a district that was not agreed: before any log-in")
    func foreign() async throws {
        let scene = try await SendingScene()
        let other = try await scene.sealed("other", municipality: "9902")
        let own = try await scene.sealed()
        let unit = SendingScene.claim.unit
        let cases: [(SubmissionFolder, SendingOffice, SendFault.Code)] = [
            (other, scene.office, .otherMunicipality),
            (own, scene.office(of: SendingScene.south.number, agreed: [SendingScene.claim]), .otherOrganisation),
            (
                own,
                scene.office(
                    of: SendingScene.north.number,
                    agreed: [
                        LogInClaim(unit: ReportingUnit("9901-03")!, organisation: SendingScene.north.number)
                    ]), .districtNotAgreed
            ),
            (
                own,
                scene.office(
                    of: nil, agreed: [LogInClaim(unit: unit, organisation: SendingScene.south.number)]),
                .otherOrganisation
            ),
        ]
        let nobody = ScriptedServer { _ in .problem("internalError", 500) }
        for (folder, office, code) in cases {
            let fault = try await nobody.standing { port in
                let client = try scene.client(port)
                let fault = try await refusal { try await scene.sending(client, office: office).run(folder) }
                await client.close()
                return fault
            }
            #expect(fault?.code == code)
            #expect(fault?.consequence == .configure)
        }
        #expect(nobody.requests.isEmpty)
    }

    @Test("a part that was changed or cut on disk is named before anybody is asked")
    func altered() async throws {
        let scene = try await SendingScene()
        for (name, change) in [
            ("changed", { (bytes: [UInt8]) in [bytes[0] ^ 1] + bytes.dropFirst() }),
            ("cut", { (bytes: [UInt8]) in Array(bytes.dropLast()) }),
        ] {
            let folder = try await scene.sealed(name)
            let file = "\(folder.path)/content-0001.p7m"
            try Data(change([UInt8](Data(contentsOf: URL(fileURLWithPath: file))))).write(
                to: URL(fileURLWithPath: file))
            let client = try scene.client(1)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            await client.close()
            #expect(fault?.code == .partAltered)
            #expect(fault?.text(.nb).contains("content-0001.p7m") == true)
        }
        let folder = try await scene.sealed("manifest")
        let file = URL(fileURLWithPath: "\(folder.path)/manifest.p7s")
        var bytes = [UInt8](try Data(contentsOf: file))
        bytes[bytes.count - 5] ^= 1
        try Data(bytes).write(to: file)
        let client = try scene.client(1)
        let fault = try await refusal { try await scene.sending(client).run(folder) }
        await client.close()
        #expect(fault?.code == .manifestUnusable)
        #expect(fault?.cause == .signatureWrong)
    }

    @Test("I-003 a closed season is told with its dates before the log-in, and a test goes all the same")
    func closed() async throws {
        let scene = try await SendingScene(now: SendingScene.start - 30 * 86_400)
        let (folder, test) = (try await scene.sealed(), try await scene.sealed("test", kind: .test))
        try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            #expect(fault?.code == .seasonClosed)
            #expect(fault?.consequence == .later)
            #expect(fault?.text(.nn).contains("2017-01-02") == true)
            let sent = try await scene.sending(client).run(test)
            #expect(sent.receipt.kind == .test)
            await client.close()
        }
        #expect(scene.keeper.kept.count == 1)
    }

    @Test("T-120 another year than the one that is taken is refused by both years' names")
    func otherYear() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed(year: 2015)
        try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            #expect(fault?.code == .otherYear)
            #expect(fault?.text(.en).contains("2015") == true && fault?.text(.en).contains("2016") == true)
            await client.close()
        }
    }

    @Test("T-128 a replayed older submission is refused with its own sentence, and the newest stays")
    func replayed() async throws {
        let scene = try await SendingScene()
        let newer = try await scene.sealed("newer", sequence: 2)
        let older = try await scene.sealed("older", sequence: 1)
        try await scene.serving { port in
            let client = try scene.client(port)
            _ = try await scene.sending(client).run(newer)
            let fault = try await refusal { try await scene.sending(client).run(older) }
            #expect(fault?.code == .sequencePassed)
            #expect(fault?.consequence == .mend)
            await client.close()
        }
        #expect(scene.keeper.kept.count == 1)
    }
}
