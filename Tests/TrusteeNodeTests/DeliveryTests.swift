import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Trustee

@testable import TrusteeNode

@Suite("From arrival to the register")
struct DeliveryTests {
    private static let now = Installation.now

    @Test("I-043 manifest, statement, content and map are put there, in this order, and nothing of the identities")
    func order() async throws {
        try await withNode { installation, node, register in
            let sealed = try SealedByMunicipality(installation)
            try await sealed.deposit(in: node)
            #expect(try await node.work(once: Self.now) == nil)
            let base = "/submissions/\(sealed.id)"
            #expect(
                register.order == [
                    "PUT \(base)/manifest", "PUT \(base)/map", "PUT \(base)/parts/content-0001",
                    "PUT \(base)/parts/content-0002", "PUT \(base)/parts/content-0003", "PUT \(base)/map/map-0001",
                    "POST \(base)/complete",
                ])
            #expect(register.bodies["\(base)/manifest"] == sealed.manifest)
            // It counts by when it came here.
            #expect(register.arrivals == [Self.now.formatted(.iso8601)])
            for part in sealed.parts where part.entry.role == .content {
                #expect(register.bodies["\(base)/parts/\(part.entry.name)"] == part.bytes)
            }
            let outcomes = try register.outcomes(sealed, installation)
            #expect(outcomes.count == 5)
            #expect(outcomes.allSatisfy { if case .pseudonym = $0 { true } else { false } })
            #expect(try await node.store.deliverable().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: installation.scratch.path("data/spool/\(sealed.id)")))
        }
    }

    @Test(
        "a push that breaks off anywhere is done again as a whole, and nothing is erased before the register has it",
        arguments: [
            ("/manifest", 503, ""), ("/map", 500, ""), ("content-0002", 429, ""), ("map-0001", 409, "notBegun"),
            ("/complete", 503, "unavailable"), ("/complete", 409, "partMissing"),
        ])
    func broken(end: String, status: Int, code: String) async throws {
        try await withNode { installation, node, register in
            let sealed = try SealedByMunicipality(installation)
            try await sealed.deposit(in: node)
            register.refuse(end, status, code)
            let due = try await node.work(once: Self.now)
            #expect(due == Self.now + Retries<SubmissionID>.first)
            #expect(try await node.store.deliverable() == [sealed.id])
            register.forget()
            #expect(try await node.work(once: Self.now + 1) == Self.now + Retries<SubmissionID>.first)
            #expect(register.order.isEmpty)
            #expect(try await node.work(once: Self.now + Retries<SubmissionID>.first) == nil)
            #expect(register.order.count == 7)
            #expect(try await node.store.deliverable().isEmpty)
        }
    }

    @Test("what the register refuses is kept, tried again seldom, and holds up no other submission")
    func refused() async throws {
        try await withNode { installation, node, register in
            let first = try SealedByMunicipality(installation)
            try await first.deposit(in: node)
            let second = try SealedByMunicipality(installation, sequence: 2)
            try await second.deposit(in: node)
            register.refuse("\(first.id)/manifest", 422, "unknownUnit")
            #expect(try await node.work(once: Self.now) == Self.now + 3_600)
            #expect(try await node.store.deliverable() == [first.id])
            #expect(register.order.contains("POST /submissions/\(second.id)/complete"))
        }
    }

    @Test("a register that is not there is tried again later")
    func absent() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let sealed = try SealedByMunicipality(installation)
        try await sealed.deposit(in: node)
        #expect(try await node.work(once: Self.now) == Self.now + Retries<SubmissionID>.first)
        #expect(try await node.store.deliverable() == [sealed.id])
        try await node.close()
    }

    @Test("an identity that is none comes as a reason, and the same person as the same pseudonym the next time")
    func pseudonyms() async throws {
        try await withNode { installation, node, register in
            let person = Array(SyntheticPerson.number(3).identityNumber.utf8)
            let first = try SealedByMunicipality(installation, identities: [person, Array("123".utf8)])
            try await first.deposit(in: node)
            let second = try SealedByMunicipality(installation, sequence: 2, identities: [person])
            try await second.deposit(in: node)
            _ = try await node.work(once: Self.now)
            let (before, after) = (
                try register.outcomes(first, installation), try register.outcomes(second, installation)
            )
            #expect(before.first == after.first)
            guard case .reason = before.last else {
                Issue.record("a number that is none got a pseudonym")
                return
            }
        }
    }

    @Test("a change of pseudonyms that two persons begin is delivered, and then the new ones are given")
    func rekey() async throws {
        var installation = try Installation()
        let register = FakeRegister()
        try await register.serving { port in
            installation.registerPort = port
            var node = try await installation.node()
            let sealed = try SealedByMunicipality(installation)
            try await sealed.deposit(in: node)
            _ = try await node.work(once: Self.now)
            try await node.close()
            let configuration = node.configuration
            let number = try await installation.ask(RekeyRequest(reason: "a new year"), configuration).request
            let approval = RequestApproval(number, .rekey, dryRun: false)
            try await installation.ask(approval, configuration, by: Installation.ola)
            #expect(try await installation.ask(RekeyBeginning(number), configuration).generation == 2)
            register.forget()
            node = try await TrusteeNode.open(configuration, clock: { Self.now }, log: Installation.log)
            register.refuse("/complete", 409, "notBegun")
            let waiting = try SealedByMunicipality(installation, sequence: 2)
            try await waiting.deposit(in: node)
            #expect(try await node.work(once: Self.now) == Self.now + Retries<SubmissionID>.first)
            // Nothing is pseudonymised before the register has the new ones.
            #expect(try await node.store.pseudonymisable() == [waiting.id])
            #expect(!register.order.contains { $0.contains("/submissions/") })
            #expect(try await node.work(once: Self.now + Retries<SubmissionID>.first) == nil)
            let words = register.order.map { $0.split(separator: "/").last.map(String.init) }
            #expect(words.prefix(5) == ["statement", "rekey-0001", "statement", "rekey-0001", "complete"])
            #expect(try await node.store.pseudonymisable().isEmpty)
            #expect(try await node.store.vault(for: configuration.register.name).generation == 2)
            try await node.close()
        }
    }

    @Test(
        "T-086 the register is asked to tell a municipality of wrong PINs; what it does not take waits, and goes once")
    func pinNotices() async throws {
        try await withNode { _, node, register in
            let hashing = PinHashing(dummy: "") {
                $0
            } verify: { _, _ in
                false
            }
            let attempt = LoginAttempt(
                municipality: "9901", district: "00",
                organisationNumber: SyntheticOrganisations.northMunicipality.number.digits, pin: "1")
            let outcome = try await PinLogin(store: node.store, hashing: hashing).attempt(
                attempt, season: 2016, now: Self.now)
            #expect(outcome == .refused)
            register.refuse("/pin-notice", 503, "busy")
            #expect(try await node.work(once: Self.now) == Self.now + Retries<PinNotice>.first)
            #expect(register.order == [])
            for _ in 1...2 { _ = try await node.work(once: Self.now + Retries<PinNotice>.first) }
            #expect(register.order == ["PUT /municipalities/9901/pin-notice"])
        }
    }

    @Test("T-086 a word about wrong PINs that the register never takes is given up after five days, with one alarm")
    func pinNoticeGivenUp() async throws {
        try await withNode { _, node, register in
            let hashing = PinHashing(dummy: "") {
                $0
            } verify: { _, _ in
                false
            }
            let attempt = LoginAttempt(
                municipality: "9901", district: "00",
                organisationNumber: SyntheticOrganisations.northMunicipality.number.digits, pin: "1")
            _ = try await PinLogin(store: node.store, hashing: hashing).attempt(attempt, season: 2016, now: Self.now)
            register.refuse("/pin-notice", 422, "unknownUnit")
            var due = try await node.work(once: Self.now)
            #expect(due == Self.now + 3_600)
            register.refuse("/pin-notice", 503, "busy")
            let last = Self.now + 5 * 86_400 - 1
            due = try await node.work(once: last)
            #expect(due != nil && due.map { $0 > last } == true)
            #expect(try await node.store.alarms().isEmpty)
            register.refuse("/pin-notice", 422, "unknownUnit")
            #expect(try await node.work(once: last + 3_600) == nil)
            let alarms = try await node.store.alarms()
            #expect(alarms.map(\.kind) == [.pinNoticeUntold] && alarms.first?.municipality?.digits == "9901")
            #expect(try await node.work(once: last + 7_200) == nil)
            #expect(try await node.store.alarms().count == 1 && register.order == [])
        }
    }

    private func withNode(
        _ body: (Installation, TrusteeNode, FakeRegister) async throws -> Void
    ) async throws {
        let register = FakeRegister()
        try await register.serving { port in
            var installation = try Installation()
            installation.registerPort = port
            let node = try await installation.node()
            try await body(installation, node, register)
            try await node.close()
        }
    }
}

@Suite("Pauses before something is tried again")
struct RetryTests {
    private static let now = Installation.now

    @Test("they grow, up to a quarter of an hour, and end when it succeeds")
    func growing() throws {
        let id = try #require(SubmissionID(bytes: [UInt8](repeating: 1, count: 16)))
        var retries = Retries<SubmissionID>()
        #expect(retries.isDue(id, at: Self.now))
        var pauses: [TimeInterval] = []
        for _ in 0..<10 {
            retries.failed(id, at: Self.now)
            pauses.append(try #require(retries.nextDue).timeIntervalSince(Self.now))
        }
        #expect(pauses == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900])
        #expect(!retries.isDue(id, at: Self.now + 899))
        #expect(retries.isDue(id, at: Self.now + 900))
        retries.done(id)
        #expect(retries.nextDue == nil)
    }

    @Test("what the other side asks for is waited, but never more than an hour nor less than our own pause")
    func asked() throws {
        let id = try #require(SubmissionID(bytes: [UInt8](repeating: 1, count: 16)))
        for (seconds, pause) in [(1, 5.0), (60, 60), (86_400, 3_600)] {
            var retries = Retries<SubmissionID>()
            retries.failed(id, at: Self.now, after: seconds)
            #expect(retries.nextDue == Self.now + pause)
        }
    }
}
