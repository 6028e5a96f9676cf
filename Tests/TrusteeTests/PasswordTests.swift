import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("Passwords of archives at the trustee")
struct PasswordTests {
    /// A submission that has arrived and whose file the register has made.
    struct Ready {
        static let password = "f7Kq-2vXw-9LmT-c4Rd-8sNb"
        let stage: Stage
        let store: TrusteeStore
        let id: SubmissionID
        let code: String

        init(_ stage: Stage, isReady: Bool = true) async throws {
            self.stage = stage
            store = try await stage.filled()
            let sealed = try SealedByMunicipality(SyntheticNumbers.digits(4), stage)
            guard case .received(let receipt) = try await sealed.send(to: stage.intake(store)) else { throw Crash() }
            id = sealed.id
            code = try #require(try stage.signers.open(receipt, as: SubmissionReceipt.self).document.code).text
            if isReady { try await store.keep(event(), now: Stage.now) }
        }

        func event(
            _ password: String = Self.password, step: SubmissionStep = .fileReady, at seconds: TimeInterval = 0
        ) throws -> StatusEvent {
            StatusEvent(
                submission: id, step: step, at: Stage.now + seconds,
                password: try stage.trusteeKey.key.publicKey.encryptOAEP(
                    Array(password.utf8), label: ArchivePasswordSeal.label(of: id)))
        }

        func show(
            _ way: Admission.Way, code: String? = nil, unit: ReportingUnit = Stage.north, at seconds: TimeInterval = 0
        ) async throws -> Result<ShownPassword, SenderRefusal> {
            try await ArchivePasswords(store: store).show(
                id, to: Stage.admission(unit, way: way), code: code, now: Stage.now + seconds)
        }

        var state: PasswordState {
            get async throws {
                try await store.status(of: id, for: Stage.admission(), now: Stage.now, round: .morning)?.password
                    ?? .none
            }
        }
    }

    @Test("I-045 it is shown after a log-in by certificate, or by PIN with the receipt's code, and never by PIN alone")
    func proofs() async throws {
        let ready = try await Ready(try Stage())
        #expect(try await ready.state == .ready(until: Stage.now + ArchivePasswords.keeping))
        #expect(try await ready.show(.pin) == .failure(.proofNeeded))
        #expect(try await ready.show(.pin, code: "") == .failure(.proofNeeded))
        let shown = ShownPassword(
            submission: ready.id, password: Ready.password, shownAt: Stage.now, destroyedAt: Stage.now + 900)
        #expect(try await ready.show(.pin, code: ready.code.lowercased()) == .success(shown))
        #expect(try await ready.show(.certificate, at: 1) == .success(shown))
        #expect(try await ready.state == .shown(until: Stage.now + 900))
        let strangers = try await ready.show(.certificate, unit: Stage.south)
        #expect(strangers == .failure(.unknownSubmission))
    }

    @Test(
        "I-045 a code that is wrong, another submission's or used before is one refusal; guessing raises the alarm once"
    )
    func codes() async throws {
        let stage = try Stage()
        let ready = try await Ready(stage)
        let other = try SealedByMunicipality(
            SyntheticNumbers.digits(3), stage, SealedByMunicipality.Wish(sequence: 2))
        guard case .received(let receipt) = try await other.send(to: stage.intake(ready.store)) else { throw Crash() }
        let others = try #require(try stage.signers.open(receipt, as: SubmissionReceipt.self).document.code)
        #expect(others.text != ready.code)
        for wrong in [others.text, "0000-0000-0000-0000-0000", "x", String(repeating: "A", count: 1_000)] {
            #expect(try await ready.show(.pin, code: wrong) == .failure(.codeRefused))
        }
        #expect(try await ready.store.alarms() == [])
        for _ in 0..<20 { _ = try await ready.show(.pin, code: "x") }
        #expect(try await ready.store.alarms().map(\.kind) == [.codeGuessed])
        // The right one and the certificate still work: nobody is locked out by another's guesses.
        guard case .success = try await ready.show(.pin, code: ready.code) else { throw Crash() }
        #expect(try await ready.show(.pin, code: ready.code, at: 900) == .failure(.codeRefused))
    }

    @Test("it is shown again for a quarter of an hour, so that a broken connection loses nothing, and then destroyed")
    func once() async throws {
        let ready = try await Ready(try Stage())
        let passwords = ArchivePasswords(store: ready.store)
        let first = try await ready.show(.pin, code: ready.code)
        #expect(try await ready.show(.pin, code: ready.code, at: 899) == first)
        #expect(try await passwords.destroyDue(now: Stage.now + 899) == Stage.now + 900)
        #expect(try await ready.show(.certificate, at: 899.5) == first)
        #expect(try await ready.show(.certificate, at: 900) == .failure(.passwordGone))
        #expect(try await passwords.destroyDue(now: Stage.now + 900) == nil)
        #expect(try await ready.state == .destroyed)
        // The register's word again, as after its crash, brings nothing back.
        try await ready.store.keep(ready.event(), now: Stage.now + 1_000)
        #expect(try await ready.show(.certificate, at: 1_000) == .failure(.passwordGone))
    }

    @Test("I-045 a file that the register has made anew brings another password, once, and the code is good for it")
    func renewed() async throws {
        let ready = try await Ready(try Stage())
        let passwords = ArchivePasswords(store: ready.store)
        _ = try await ready.show(.pin, code: ready.code)
        try await passwords.destroyDue(now: Stage.now + 900)
        #expect(try await ready.show(.pin, code: ready.code, at: 2_000) == .failure(.codeRefused))
        let second = try ready.event("Zz7q-2vXw-9LmT-c4Rd-8sNb", at: 1_500)
        try await ready.store.keep(second, now: Stage.now + 2_000)
        #expect(try await ready.state == .ready(until: Stage.now + 2_000 + ArchivePasswords.keeping))
        guard case .success(let shown) = try await ready.show(.pin, code: ready.code, at: 2_100) else { throw Crash() }
        #expect(shown.password == "Zz7q-2vXw-9LmT-c4Rd-8sNb" && shown.shownAt == Stage.now + 2_100)
        try await passwords.destroyDue(now: Stage.now + 3_000)
        // Neither the first one's word nor the second's brings anything back.
        for event in [try ready.event(), second] {
            try await ready.store.keep(event, now: Stage.now + 3_100)
            #expect(try await ready.show(.certificate, at: 3_100) == .failure(.passwordGone))
        }
    }

    @Test("one that nobody asks for is destroyed after thirty days, and stays asked for until then over a restart")
    func kept() async throws {
        let stage = try Stage()
        let ready = try await Ready(stage)
        let month = ArchivePasswords.keeping
        #expect(try await ArchivePasswords(store: ready.store).destroyDue(now: Stage.now + month - 1) != nil)
        try await ready.store.close()
        let store = try await stage.open()
        let passwords = ArchivePasswords(store: store)
        let sender = Stage.admission(way: .certificate)
        guard
            case .success(let shown) = try await passwords.show(
                ready.id, to: sender, code: nil, now: Stage.now + month - 10)
        else { throw Crash() }
        #expect(shown.destroyedAt == Stage.now + month)
        let late = try await passwords.show(ready.id, to: sender, code: nil, now: Stage.now + month)
        #expect(late == .failure(.passwordGone))
        #expect(try await passwords.destroyDue(now: Stage.now + month) == nil)
    }

    @Test("before the file there is none, and a code is not used up by asking too early")
    func early() async throws {
        let ready = try await Ready(try Stage(), isReady: false)
        #expect(try await ready.show(.pin, code: ready.code) == .failure(.passwordNotYet))
        #expect(try await ready.show(.certificate) == .failure(.passwordNotYet))
        #expect(try await ready.state == .none)
        try await ready.store.keep(ready.event(), now: Stage.now + 9_000)
        guard case .success = try await ready.show(.pin, code: ready.code, at: 9_001) else { throw Crash() }
    }

    @Test("what is sealed to another key, for another submission or is no password is refused with its step")
    func unusable() async throws {
        let stage = try Stage()
        let ready = try await Ready(stage, isReady: false)
        let other = try #require(SubmissionID(random: SecureRandom.bytes(16)))
        let sealed = try [
            stage.registerKey.key.publicKey.encryptOAEP(
                Array(Ready.password.utf8), label: ArchivePasswordSeal.label(of: ready.id)),
            stage.trusteeKey.key.publicKey.encryptOAEP(
                Array(Ready.password.utf8), label: ArchivePasswordSeal.label(of: other)),
            stage.trusteeKey.key.publicKey.encryptOAEP(
                Array("kort".utf8), label: ArchivePasswordSeal.label(of: ready.id)), [1, 2, 3],
        ]
        for password in sealed {
            let event = StatusEvent(submission: ready.id, step: .fileReady, at: Stage.now, password: password)
            await #expect(throws: SubmissionFault(.passwordNotOpened)) {
                try await ready.store.keep(event, now: Stage.now)
            }
        }
        let status = try await ready.store.status(of: ready.id, for: Stage.admission(), now: Stage.now, round: .morning)
        #expect(status?.steps.contains { $0.name == "register.fileReady" } == false)
        try await ready.store.destroyOwnKey(year: Stage.year, by: "kari", at: Stage.now)
        await #expect(throws: TrusteeError.noKey) { try await ready.store.keep(ready.event(), now: Stage.now) }
        #expect(try await ready.store.verifyAudit().openIntents == [])
    }

    @Test("each password kept, shown, refused and destroyed is in the audit chain, and the password in no file")
    func audited() async throws {
        let stage = try Stage()
        let ready = try await Ready(stage)
        var found = Self.files(with: Ready.password, below: stage.directory)
        _ = try await ready.show(.pin, code: "x")
        _ = try await ready.show(.pin, code: ready.code)
        found += Self.files(with: Ready.password, below: stage.directory)
        let sealedBefore = try #require(try await Self.sealed(ready))
        try await ArchivePasswords(store: ready.store).destroyDue(now: Stage.now + 900)
        found += Self.files(with: Ready.password, below: stage.directory)
        found += Self.files(with: ready.code, below: stage.directory)
        // Destroyed is destroyed: not even what was sealed is left, in the database or in its log.
        found += Self.files(holding: sealedBefore, below: stage.directory)
        #expect(found == [])
        let actions = try await ready.store.database.read {
            try $0.all(
                "SELECT action FROM audit WHERE action LIKE 'password%' OR action LIKE 'code%' ORDER BY sequence"
            ) {
                try $0.required($0.text(0))
            }
        }
        #expect(actions == ["password.kept", "code.refused", "password.shown", "password.destroyed"])
        #expect(try await ready.store.verifyAudit().brokenAt == nil)
    }

    @Test("the search finds what was sealed while it is kept")
    func control() async throws {
        let stage = try Stage()
        let ready = try await Ready(stage)
        let sealed = try #require(try await Self.sealed(ready))
        #expect(Self.files(holding: sealed, below: stage.directory) != [])
    }

    private static func sealed(_ ready: Ready) async throws -> [UInt8]? {
        try await ready.store.database.read {
            try $0.first("SELECT sealed FROM passwords") { $0.bytes(0) } ?? nil
        }
    }

    private static func files(with text: String, below directory: String) -> [String] {
        files(holding: Array(text.utf8), below: directory)
    }

    static func files(holding bytes: [UInt8], below directory: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? []
        return names.filter { name in
            FileManager.default.contents(atPath: "\(directory)/\(name)")?.range(of: Data(bytes)) != nil
        }
    }
}
