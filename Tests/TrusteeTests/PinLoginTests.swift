import Foundation
import Identifiers
import PasswordHashing
import SQLiteAccess
import Synchronization
import TestSupport
import Testing

@testable import Trustee

@Suite("The log-in by PIN")
struct PinLoginTests {
    static let pin = "4711"

    /// A hash that is none, and how often it was asked for.
    final class CountedHashing: Sendable {
        let verified = Mutex<[String]>([])
        let isBusy = Mutex(false)

        var hashing: PinHashing {
            PinHashing(dummy: "hash:dummy\u{0}") {
                "hash:\($0)"
            } verify: { pin, encoded in
                if self.isBusy.withLock({ $0 }) { throw PinHashing.Busy() }
                self.verified.withLock { $0.append(encoded) }
                return encoded == "hash:\(pin)"
            }
        }
    }

    struct Hall {
        let stage: Stage
        let store: TrusteeStore
        let hashing = CountedHashing()
        let login: PinLogin

        init(policy: LoginPolicy = LoginPolicy()) async throws {
            stage = try Stage()
            store = try await stage.filled()
            try await store.importPINs(
                [
                    Stage.north.municipality: "hash:\(pin)", Stage.south.municipality: "hash:2222",
                ], by: "kari", at: Stage.now)
            login = PinLogin(store: store, hashing: hashing.hashing, policy: policy)
        }

        func attempt(
            _ municipality: String = "9901", _ district: String = "00",
            _ organisation: String = SyntheticOrganisations.northMunicipality.number.digits,
            pin: String = PinLoginTests.pin, after seconds: TimeInterval = 0, season: Int = Stage.year
        ) async throws -> LoginOutcome {
            try await login.attempt(
                LoginAttempt(
                    municipality: municipality, district: district, organisationNumber: organisation, pin: pin),
                season: season, now: Stage.now + seconds)
        }
    }

    @Test("I-026 all four right let in, as the unit and organisation that were typed")
    func right() async throws {
        let hall = try await Hall()
        #expect(try await hall.attempt() == .admitted(Stage.admission()))
    }

    @Test(
        "I-023 one wrong of the four is refused like any other, after one hash",
        arguments: [
            ("9902", "00", nil, pin), ("9999", "00", nil, pin), ("0000", "00", nil, pin), ("99", "00", nil, pin),
            ("9901", "01", nil, pin), ("9901", "", nil, pin), ("9901", "0", nil, pin), ("9901", "00", nil, "4712"),
            ("9901", "00", nil, ""), ("9901", "00", nil, String(repeating: "4", count: 65)),
            ("9901", "00", "999700010", pin), ("9901", "00", "", pin),
        ] as [(String, String, String?, String)])
    func wrong(_ field: (municipality: String, district: String, organisation: String?, pin: String)) async throws {
        let hall = try await Hall()
        let organisation = field.organisation ?? SyntheticOrganisations.northMunicipality.number.digits
        let outcome = try await hall.attempt(field.municipality, field.district, organisation, pin: field.pin)
        #expect(outcome == .refused)
        #expect(hall.hashing.verified.withLock { $0.count } == 1)
    }

    @Test("T-085 the dummy is never right, whoever guesses what it is the hash of")
    func dummy() async throws {
        let hall = try await Hall()
        #expect(try await hall.attempt("9999", pin: "dummy\u{0}") == .refused)
        #expect(hall.hashing.verified.withLock { $0 } == ["hash:dummy\u{0}"])
    }

    @Test("I-024 a district is taken where it was agreed, and 00 everywhere")
    func districts() async throws {
        let hall = try await Hall()
        let south = SyntheticOrganisations.southMunicipality.number.digits
        let district = ReportingUnit(
            municipality: Stage.south.municipality, district: try #require(DistrictNumber("03")))
        #expect(try await hall.attempt("9902", "03", south, pin: "2222") == .admitted(Stage.admission(district)))
        #expect(try await hall.attempt("9902", "00", south, pin: "2222") == .admitted(Stage.admission(Stage.south)))
        #expect(try await hall.attempt("9902", "04", south, pin: "2222") == .refused)
        #expect(try await hall.attempt("9901", "03") == .refused)
    }

    @Test("T-086 from the fifth try on there are pauses, and in a pause the right PIN is as wrong as others")
    func pauses() async throws {
        let hall = try await Hall()
        for _ in 1...4 { #expect(try await hall.attempt(pin: "1") == .refused) }
        #expect(try await hall.attempt(after: 179) == .refused)
        #expect(try await hall.store.alarms() == [])
        #expect(try await hall.attempt(pin: "1", after: 180) == .refused)
        #expect(try await hall.store.alarms().map(\.kind) == [.pinGuessed])
        #expect(try await hall.attempt(after: 180 + 359) == .refused)
        #expect(try await hall.attempt(after: 180 + 360) == .admitted(Stage.admission(at: 540)))
        #expect(try await hall.attempt(pin: "1", after: 541) == .refused)
        #expect(try await hall.attempt(after: 541) == .admitted(Stage.admission(at: 541)))
    }

    @Test("T-086 a guess every three seconds for an hour is at most twenty; the right user waits at most 15 minutes")
    func guesses() async throws {
        let hall = try await Hall()
        var last = 0
        for try_ in 0..<1_200 {
            if try await counted(hall, after: TimeInterval(3 * try_)) { last = 3 * try_ }
        }
        let wrong = try await hall.store.database.read {
            try LoginRecords.counter(Stage.north.municipality, season: Stage.year, in: $0).wrong
        }
        #expect((5...20).contains(wrong))
        #expect(try await hall.attempt(after: TimeInterval(last + 901)) != .refused)
    }

    @Test("T-087 after a hundred wrong ones in a season the right PIN is of no use; the next season it is")
    func exhausted() async throws {
        var policy = LoginPolicy()
        policy.freeTries = .max
        policy.wrongPerHour = .max
        let hall = try await Hall(policy: policy)
        for _ in 1...99 { _ = try await hall.attempt(pin: "1") }
        #expect(try await hall.attempt() == .admitted(Stage.admission()))
        #expect(try await hall.store.alarms() == [])
        _ = try await hall.attempt(pin: "1")
        #expect(try await hall.attempt(after: 86_400) == .refused)
        #expect(try await hall.store.alarms().map(\.kind) == [.pinExhausted])
        #expect(try await hall.attempt(season: Stage.year + 1) == .admitted(Stage.admission()))
    }

    @Test("T-087 one PIN tried on everybody stops all PINs until the next hour, with one alarm")
    func spray() async throws {
        var policy = LoginPolicy()
        policy.wrongPerHour = 10
        let hall = try await Hall(policy: policy)
        for number in 1...12 { _ = try await hall.attempt(String(5_000 + number)) }
        #expect(try await hall.attempt() == .refused)
        #expect(try await hall.store.alarms().map(\.kind) == [.pinSpray])
        #expect(try await hall.attempt(after: 3_600) == .admitted(Stage.admission(at: 3_600)))
    }

    @Test("while PINs rest, of one number or of all, nobody makes the trustee hash")
    func resting() async throws {
        var policy = LoginPolicy()
        policy.wrongPerHour = 10
        let hall = try await Hall(policy: policy)
        for _ in 1...40 { #expect(try await hall.attempt(pin: "1") == .refused) }
        #expect(hall.hashing.verified.withLock { $0.count } == policy.freeTries)
        for number in 1...40 { _ = try await hall.attempt(String(5_000 + number)) }
        #expect(hall.hashing.verified.withLock { $0.count } == policy.wrongPerHour)
    }

    @Test("a full hash queue counts nothing and says so")
    func busy() async throws {
        let hall = try await Hall()
        hall.hashing.isBusy.withLock { $0 = true }
        for _ in 1...50 { #expect(try await hall.attempt(pin: "1") == .busy) }
        hall.hashing.isBusy.withLock { $0 = false }
        #expect(try await hall.attempt() == .admitted(Stage.admission()))
    }

    @Test("many guesses at once are many: no more are looked at than one after the other would be")
    func concurrent() async throws {
        let hall = try await Hall()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 { group.addTask { _ = try? await hall.attempt(pin: "\(number)") } }
        }
        let wrong = try await hall.store.database.read {
            try LoginRecords.counter(Stage.north.municipality, season: Stage.year, in: $0).wrong
        }
        #expect(wrong == 4)
    }

    @Test("T-105 with Argon2id the right PIN is let in, a wrong one and an unknown municipality are not")
    func argon2id() async throws {
        let hall = try await Hall()
        let parameters = try #require(Argon2Parameters(memoryKiB: 8_192, passes: 1, lanes: 1))
        let hasher = try #require(PasswordHasher(pepper: hall.store.pinPepper, parameters: parameters))
        let hashing = PinHashing.argon2id(hasher, queue: HashQueue(concurrent: 1, waiting: 4))
        let hash = try await hashing.hash(Self.pin)
        try await hall.store.importPINs([Stage.north.municipality: hash], by: "kari", at: Stage.now)
        let login = PinLogin(store: hall.store, hashing: hashing)
        func outcome(_ municipality: String, _ pin: String) async throws -> LoginOutcome {
            let organisation = SyntheticOrganisations.northMunicipality.number.digits
            let attempt = LoginAttempt(
                municipality: municipality, district: "00", organisationNumber: organisation, pin: pin)
            return try await login.attempt(attempt, season: Stage.year, now: Stage.now)
        }
        #expect(try await outcome("9901", "0000") == .refused)
        #expect(try await outcome("9999", Self.pin) == .refused)
        #expect(try await outcome("9901", Self.pin) == .admitted(Stage.admission()))
    }

    @Test("I-025 neither a PIN nor its hash is in any file")
    func residue() async throws {
        let hall = try await Hall()
        let pin = "90817263"
        try await hall.store.importPINs([Stage.north.municipality: "hash:\(pin)"], by: "kari", at: Stage.now)
        _ = try await hall.attempt(pin: pin)
        _ = try await hall.attempt(pin: "x" + pin)
        #expect(PlantedNumber(pin).files(below: hall.stage.directory) == [])
    }

    private func counted(_ hall: Hall, after seconds: TimeInterval) async throws -> Bool {
        let before = try await hall.store.auditCheckpoint()?.sequence
        _ = try await hall.attempt(pin: "1", after: seconds)
        return try await hall.store.auditCheckpoint()?.sequence != before
    }
}
