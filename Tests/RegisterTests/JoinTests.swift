import Foundation
import Identifiers
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("Join")
struct JoinTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    @Test("a received submission is joined, and what could join it again is gone")
    func joined() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        let files = FileManager.default
        let key = scene.dataDirectory + "/join-keys/\(delivery.id)"
        let spool = scene.dataDirectory + "/spool/\(delivery.id)"
        #expect(files.fileExists(atPath: key) && files.fileExists(atPath: spool))
        let submission = try scene.join(delivery.id)
        #expect(submission.state == .joined && submission.refusal == nil && submission.joinedAt == scene.now)
        #expect(!files.fileExists(atPath: key) && !files.fileExists(atPath: spool))
        #expect(try scene.join(delivery.id, now: scene.now + 60) == submission)
    }

    @Test("a submission whose join key was destroyed cannot be joined, though its parts are there")
    func destroyedKey() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        try FileManager.default.removeItem(atPath: scene.dataDirectory + "/join-keys/\(delivery.id)")
        #expect(throws: RegisterError.keyDestroyed) { try scene.join(delivery.id) }
        #expect(try scene.store.submission(delivery.id)?.state == .received)
    }

    @Test("a submission whose key the register has mislaid stays received, and is joined when the key is there")
    func mislaidKey() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        let whole = scene.trust
        let lacking = RegisterTrust(
            trust: whole.trust, revocation: whole.revocation, trustee: whole.trustee, register: whole.register,
            minimumClientVersion: whole.minimumClientVersion, encryption: whole.encryption.filter { $0.year != 2016 },
            trusteeKeys: whole.trusteeKeys)
        #expect(throws: SubmissionFault(.otherKey)) {
            try Join(store: scene.store, trust: lacking).run(delivery.id, now: scene.now)
        }
        #expect(try scene.store.submission(delivery.id)?.state == .received)
        #expect(try scene.join(delivery.id).state == .joined)
    }

    @Test("what has become stricter since the arrival does not touch a submission that was received")
    func stricterSince() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        let before = scene.trust
        let stricter = RegisterTrust(
            trust: before.trust,
            revocation: try scene.authority.revocationLists(
                revoking: [scene.north.signing.certificate], now: scene.now + 3_600),
            trustee: before.trustee, register: before.register, minimumClientVersion: ClientVersion("9.0.0")!,
            encryption: before.encryption, trusteeKeys: before.trusteeKeys)
        let joined = try Join(store: scene.store, trust: stricter).run(delivery.id, now: scene.now + 7_200)
        #expect(joined.state == .joined)
        let next = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
            })
        let answer = try Intake(store: scene.store, trust: stricter).begin(
            manifest: next.manifest, statement: next.statement, now: scene.now + 7_200)
        #expect(answer == .refused(.fault(SubmissionFault(.signerRevoked))))
    }

    @Test("T-118 a gap, an extra and a foreign link are refused by name, and nothing is kept")
    func links() throws {
        let stranger = InventedPerson(99)
        let cases: [(String, ([MapEntry]) -> [MapEntry])] = [
            ("mapLinkMissing", { [$0[0], $0[1], stranger.mapEntry] })
        ]
        for (index, (code, change)) in cases.enumerated() {
            let delivery = try scene.delivery(
                DeliveryPlan {
                    $0.seed = UInt8(index + 1)
                    $0.sequence = index + 1
                    $0.mapped = change
                })
            try scene.send(delivery)
            let submission = try scene.join(delivery.id)
            #expect(submission.state == .refused && submission.refusal == code)
            #expect(!FileManager.default.fileExists(atPath: scene.dataDirectory + "/spool/\(delivery.id)"))
        }
        #expect(try scene.store.submissionInForce(of: Scene.unit("9901"), year: 2016) == nil)
    }

    @Test("T-118 two persons with one link are refused, and so is a person less than the manifest says")
    func contentLinks() throws {
        let repeated = try scene.delivery(
            DeliveryPlan {
                $0.persons = [InventedPerson(1), InventedPerson(2), InventedPerson(3) { $0.linkSeed = 2 }]
                $0.mapped = { [$0[0], $0[1], InventedPerson(3).mapEntry] }
            })
        try scene.send(repeated)
        #expect(try scene.join(repeated.id).refusal == "mapLinkRepeated")
        let lacking = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
                $0.content = { text in
                    guard let start = text.range(of: "<PERSON pePeID=\"3\""),
                        let end = text.range(of: "</PERSON>", range: start.upperBound..<text.endIndex)
                    else { return text }
                    return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
                }
            })
        try scene.send(lacking)
        #expect(try scene.join(lacking.id).refusal == "mapLinkExtra")
    }

    @Test("content that is no extract, has unknown elements, or is about another unit or year is refused")
    func content() throws {
        let cases: [(String, (inout DeliveryPlan) -> Void)] = [
            ("content", { $0.content = { $0.replacingOccurrences(of: "</IPLOS>", with: "") } }),
            ("content", { $0.content = { _ in "ikke XML" } }),
            ("content", { $0.content = { "<!DOCTYPE IPLOS [<!ENTITY a \"b\">]>" + $0.dropFirst(39) } }),
            (
                "unknownElements",
                { $0.content = { $0.replacingOccurrences(of: "<peAlder>", with: "<peAnnet>1</peAnnet><peAlder>") } }
            ), ("otherPeriod", { $0.headMunicipality = "9902" }),
            ("otherPeriod", { $0.content = { $0.replacingOccurrences(of: "20161231", with: "20151231") } }),
            ("noLink", { $0.content = { $0.replacingOccurrences(of: " lenke=", with: " lenken=") } }),
        ]
        for (index, (code, change)) in cases.enumerated() {
            var plan = DeliveryPlan()
            plan.seed = UInt8(index + 1)
            plan.sequence = index + 1
            change(&plan)
            let delivery = try scene.delivery(plan)
            try scene.send(delivery)
            let refusal = try scene.join(delivery.id).refusal
            #expect(refusal == code || code == "noLink" && refusal == "unknownElements", "case \(index)")
        }
    }

    @Test("many persons in many parts are joined in batches")
    func batches() throws {
        let delivery = try scene.delivery(
            DeliveryPlan {
                $0.persons = (1...450).map { InventedPerson($0) }
                $0.personsPerPart = 170
            })
        try scene.send(delivery)
        #expect(try scene.join(delivery.id).state == .joined)
        #expect(try scene.control(delivery.id).state == .controlled)
    }

    @Test("the use of the key is in the audit chain, before and after")
    func audited() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        struct Crash: Error {}
        let faults = FaultPoints { if $0 == .batchJoined { throw Crash() } }
        let large = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
                $0.persons = (1...250).map { InventedPerson($0) }
                $0.personsPerPart = 250
            })
        try scene.send(large)
        try scene.join(delivery.id)
        #expect(try scene.store.verifyAudit().openIntents.isEmpty)
        #expect(throws: Crash.self) { try scene.join(large.id, faults: faults) }
        let verdict = try scene.store.verifyAudit()
        #expect(verdict.brokenAt == nil && verdict.openIntents.isEmpty)
        #expect(try scene.join(large.id).state == .joined)
    }
}
