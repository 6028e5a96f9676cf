import Certificates
import Cryptography
import Foundation
import Identifiers
import SQLiteAccess
import TestSupport
import Testing

@testable import Trustee

@Suite("The log-in by certificate")
struct CertificateLoginTests {
    private struct Door {
        let stage: Stage
        let store: TrusteeStore
        let login: CertificateLogin

        init() async throws {
            stage = try Stage()
            store = try await stage.filled()
            login = CertificateLogin(store: store, trust: stage.trust)
        }

        func answer(
            _ unit: ReportingUnit = Stage.north, challenge: [UInt8]? = nil, signedFor signedUnit: ReportingUnit? = nil,
            by organisation: SyntheticOrganisations.Organisation = SyntheticOrganisations.northMunicipality
        ) throws -> ChallengeAnswer {
            let challenge = challenge ?? login.challenge(for: unit, now: Stage.now)
            let signer = try stage.authority.issue(organisation, purpose: .signing, now: Stage.now)
            let statement = ChallengeAnswer.statement(unit: signedUnit ?? unit, challenge: challenge)
            return ChallengeAnswer(
                unit: unit, challenge: challenge, certificate: signer.certificate,
                signature: try signer.key.sign(statement))
        }

        func attempt(
            _ answer: ChallengeAnswer, revocation: RevocationLists = Stage.noLists, after seconds: TimeInterval = 0
        ) async throws -> LoginOutcome {
            try await login.attempt(answer, revocation: revocation, now: Stage.now + seconds)
        }
    }

    @Test("T-088 a forged challenge is refused, whatever time it bears", arguments: [UInt8(0x00), 0x7F, 0x80, 0xFF])
    func forged(octet: UInt8) async throws {
        let door = try await Door()
        let fill = [UInt8](repeating: octet == 0x7F ? 0xFF : octet, count: 7)
        let challenge = [UInt8](repeating: 1, count: 16) + [octet] + fill + [UInt8](repeating: 2, count: 32)
        #expect(try await door.attempt(door.answer(challenge: challenge)) == .refused)
    }

    @Test("T-088 who signs the challenge is in, also when the municipality's PIN is used up")
    func signed() async throws {
        let door = try await Door()
        try await door.store.importPINs([Stage.north.municipality: "hash:1"], by: "kari", at: Stage.now)
        let hashing = PinHashing(dummy: "") {
            $0
        } verify: { _, _ in
            false
        }
        let pins = PinLogin(store: door.store, hashing: hashing)
        for hour in 0..<120 {
            let attempt = LoginAttempt(municipality: "9901", district: "00", organisationNumber: "", pin: "1")
            _ = try await pins.attempt(attempt, season: Stage.year, now: Stage.now - 3_600 * Double(200 - hour))
        }
        #expect(try await door.store.alarms().map(\.kind).contains(.pinExhausted))
        let outcome = try await door.attempt(door.answer())
        #expect(outcome == .admitted(Stage.admission(way: .certificate)))
    }

    @Test("T-088 log-ins by certificate are never counted, right or wrong, and work while everybody's PINs rest")
    func uncounted() async throws {
        let door = try await Door()
        for _ in 0..<120 {
            #expect(try await door.attempt(door.answer(signedFor: Stage.south)) == .refused)
            #expect(try await door.attempt(door.answer()) != .refused)
        }
        let (counter, hour) = try await door.store.database.read { connection in
            (
                try LoginRecords.counter(Stage.north.municipality, season: Stage.year, in: connection),
                try LoginRecords.wrong(inHour: LoginRecords.hour(of: Stage.now), in: connection)
            )
        }
        #expect((counter, hour) == (LoginCounter(), 0))
        #expect(try await door.store.alarms() == [])
        var policy = LoginPolicy()
        policy.wrongPerHour = 3
        let pins = PinLogin(
            store: door.store,
            hashing: PinHashing(dummy: "") {
                $0
            } verify: { _, _ in
                false
            }, policy: policy)
        for number in 5_001...5_004 {
            let attempt = LoginAttempt(
                municipality: "\(number)", district: "00", organisationNumber: "", pin: "1")
            _ = try await pins.attempt(attempt, season: Stage.year, now: Stage.now)
        }
        #expect(try await door.store.alarms().map(\.kind) == [.pinSpray])
        #expect(try await door.attempt(door.answer()) == .admitted(Stage.admission(way: .certificate)))
    }

    @Test("a challenge is good for one time, five minutes and one unit")
    func once() async throws {
        let door = try await Door()
        let answer = try door.answer()
        #expect(try await door.attempt(answer, after: 300) != .refused)
        #expect(try await door.attempt(answer, after: 300) == .refused)
        #expect(try await door.attempt(door.answer(), after: 301) == .refused)
        let other = door.login.challenge(for: Stage.south, now: Stage.now)
        #expect(try await door.attempt(door.answer(challenge: other)) == .refused)
    }

    @Test("a challenge that was not given here, or was changed in one bit, is refused")
    func forged() async throws {
        let door = try await Door()
        let challenge = door.login.challenge(for: Stage.north, now: Stage.now)
        #expect(try await door.attempt(door.answer(challenge: [])) == .refused)
        #expect(try await door.attempt(door.answer(challenge: SecureRandom.bytes(challenge.count))) == .refused)
        for place in challenge.indices {
            var changed = challenge
            changed[place] ^= 1
            #expect(try await door.attempt(door.answer(challenge: changed)) == .refused)
        }
        #expect(try await door.attempt(door.answer(challenge: challenge)) != .refused)
    }

    @Test("another organisation's signature, a withdrawn certificate or a signature for another unit is refused")
    func strangers() async throws {
        let door = try await Door()
        #expect(try await door.attempt(door.answer(by: SyntheticOrganisations.southMunicipality)) == .refused)
        #expect(try await door.attempt(door.answer(signedFor: Stage.south)) == .refused)
        let answer = try door.answer()
        let lists = try door.stage.authority.revocationLists(revoking: [answer.certificate], now: Stage.now)
        #expect(try await door.attempt(answer, revocation: lists) == .refused)
        let foreign = try SyntheticAuthority(name: "Fremmed", now: Stage.now).issue(
            SyntheticOrganisations.northMunicipality, purpose: .signing, now: Stage.now)
        let challenge = door.login.challenge(for: Stage.north, now: Stage.now)
        let statement = ChallengeAnswer.statement(unit: Stage.north, challenge: challenge)
        let stranger = ChallengeAnswer(
            unit: Stage.north, challenge: challenge, certificate: foreign.certificate,
            signature: try foreign.key.sign(statement))
        #expect(try await door.attempt(stranger) == .refused)
    }

    @Test("I-024 a district that was not agreed and a municipality that is none are refused")
    func units() async throws {
        let door = try await Door()
        let district = ReportingUnit(
            municipality: Stage.north.municipality, district: try #require(DistrictNumber("05")))
        #expect(try await door.attempt(door.answer(district)) == .refused)
        let nobody = ReportingUnit(municipality: try #require(MunicipalityNumber("9999")))
        #expect(try await door.attempt(door.answer(nobody)) == .refused)
    }
}
