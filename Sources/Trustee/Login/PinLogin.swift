public import Foundation
import Identifiers
import SQLiteAccess
import SealedSubmission

/// The four things a sender types, as typed.
public struct LoginAttempt: Sendable {
    public let municipality: String
    public let district: String
    public let organisationNumber: String
    public let pin: String

    public init(municipality: String, district: String, organisationNumber: String, pin: String) {
        self.municipality = municipality
        self.district = district
        self.organisationNumber = organisationNumber
        self.pin = pin
    }
}

/// The log-in by municipality number, district, organisation number and PIN (I-023, I-026, T-085..T-087).
///
/// Whatever is wrong, the answer is one and takes the same steps: one transaction, one hash. A try is counted as wrong
/// before its PIN is looked at and taken back when it was right, so that many at once are not one. While PINs rest, which
/// they do for any number alike, nothing is hashed: a hash costs far more than asking for one.
public struct PinLogin: Sendable {
    /// PINs longer than this are not hashed.
    static let longestPin = 64

    private let store: TrusteeStore
    private let hashing: PinHashing
    private let policy: LoginPolicy

    public init(store: TrusteeStore, hashing: PinHashing, policy: LoginPolicy = LoginPolicy()) {
        self.store = store
        self.hashing = hashing
        self.policy = policy
    }

    /// - Parameter season: the year that is reported; wrong tries are counted within it.
    public func attempt(_ attempt: LoginAttempt, season: Int, now: Date) async throws -> LoginOutcome {
        let claim = Claim(attempt)
        let ticket = try await store.database.write { try self.count(claim, season: season, at: now, in: $0) }
        guard ticket.isCounted else { return .refused }
        let isRight: Bool
        do {
            isRight = try await hashing.verify(claim.pin, ticket.hash)
        } catch is PinHashing.Busy {
            try await withdraw(claim, season: season, at: now)
            return .busy
        }
        guard isRight, let admission = ticket.admission else {
            try await tell(ticket, claim, season: season, at: now)
            return .refused
        }
        try await store.database.write { connection in
            try self.uncount(claim, season: season, at: now, in: connection) { $0.admit() }
            try self.record("login.admitted", claim, at: now, in: connection)
        }
        return .admitted(admission)
    }

    /// What was typed, read: nil for what can be nobody's.
    private struct Claim: Sendable {
        let municipality: MunicipalityNumber?
        let district: DistrictNumber?
        let organisationNumber: OrganisationNumber?
        let pin: String
        let hasPin: Bool

        init(_ attempt: LoginAttempt) {
            municipality = MunicipalityNumber(attempt.municipality)
            district = DistrictNumber(attempt.district)
            organisationNumber = OrganisationNumber(attempt.organisationNumber)
            hasPin = (1...PinLogin.longestPin).contains(attempt.pin.utf8.count)
            pin = hasPin ? attempt.pin : "-"
        }
    }

    private typealias KnownMunicipality = (municipality: Municipality, pin: [UInt8]?)

    /// What the hash will decide.
    private struct Ticket: Sendable {
        /// The municipality's, or the dummy.
        let hash: String
        /// Who will be let in when the PIN is right; nil when something else is wrong or PINs are resting.
        let admission: Admission?
        /// Whether the try was counted.
        let isCounted: Bool
        /// What must be told when it turns out wrong.
        let alarms: [AlarmKind]
        /// What the municipality must be told then: so many wrong tries.
        let notice: Int?
    }

    /// A try during a pause is neither counted nor recorded: it can succeed at nothing, and ten thousand of them must
    /// not fill the audit chain.
    private func count(_ claim: Claim, season: Int, at now: Date, in connection: Connection) throws -> Ticket {
        let known: KnownMunicipality? = try claim.municipality.flatMap {
            try TrusteeStore.municipality($0, in: connection)
        }
        var counter = try LoginRecords.counter(claim.municipality, season: season, in: connection)
        let hour = LoginRecords.hour(of: now)
        let wrongInHour = try LoginRecords.wrong(inHour: hour, in: connection)
        let hash = try storedHash(known)
        guard counter.isOpen(at: now, policy: policy), wrongInHour < policy.wrongPerHour else {
            return Ticket(hash: hash ?? hashing.dummy, admission: nil, isCounted: false, alarms: [], notice: nil)
        }
        var alarms = counter.count(at: now, policy: policy).map { [$0] } ?? []
        if wrongInHour + 1 == policy.wrongPerHour { alarms.append(.pinSpray) }
        try LoginRecords.put(counter, claim.municipality, season: season, in: connection)
        try LoginRecords.put(wrong: wrongInHour + 1, inHour: hour, in: connection)
        try record("login.tried", claim, at: now, in: connection)
        // Looked up whether the number is a municipality's or not, so that both take the same steps.
        let notice = try policy.notice(at: counter.wrong).flatMap { wrong in
            try PinNotices.has(claim.municipality, season: season, wrong: wrong, in: connection) ? nil : wrong
        }
        let admitted = known.flatMap { self.admission(claim, $0.municipality, at: now) }
        return Ticket(
            hash: hash ?? hashing.dummy, admission: hash == nil ? nil : admitted, isCounted: true, alarms: alarms,
            notice: known == nil ? nil : notice)
    }

    private func admission(_ claim: Claim, _ municipality: Municipality, at now: Date) -> Admission? {
        guard claim.hasPin, let district = claim.district, municipality.hasAgreed(district),
            claim.organisationNumber == municipality.organisationNumber
        else { return nil }
        return Admission(
            unit: ReportingUnit(municipality: municipality.number, district: district),
            organisationNumber: municipality.organisationNumber, way: .pin, at: now)
    }

    private func storedHash(_ known: KnownMunicipality?) throws -> String? {
        guard let known, let sealed = known.pin else { return nil }
        let place = TrusteeStore.pinPlace(known.municipality.number)
        let hash = try store.fields.open(sealed, place: place)
        return String(decoding: hash, as: UTF8.self)
    }

    private func tell(_ ticket: Ticket, _ claim: Claim, season: Int, at now: Date) async throws {
        guard !ticket.alarms.isEmpty || ticket.notice != nil else { return }
        try await store.database.write { [store, policy] connection in
            if let wrong = ticket.notice, let municipality = claim.municipality {
                try PinNotices.note(
                    PinNotice(
                        municipality: municipality, season: season, wrong: wrong, most: policy.wrongPerSeason, at: now),
                    in: connection)
            }
            for alarm in ticket.alarms {
                let municipality = alarm == .pinSpray ? nil : claim.municipality
                try store.raise(alarm, municipality: municipality, at: now, in: connection)
            }
        }
    }

    /// A busy hash queue decides nothing: the try is as if it had not been.
    private func withdraw(_ claim: Claim, season: Int, at now: Date) async throws {
        try await store.database.write { connection in
            try self.uncount(claim, season: season, at: now, in: connection) { $0.withdraw() }
        }
    }

    private func uncount(
        _ claim: Claim, season: Int, at now: Date, in connection: Connection,
        _ change: (inout LoginCounter) -> Void
    ) throws {
        var counter = try LoginRecords.counter(claim.municipality, season: season, in: connection)
        change(&counter)
        try LoginRecords.put(counter, claim.municipality, season: season, in: connection)
        let hour = LoginRecords.hour(of: now)
        let wrong = try LoginRecords.wrong(inHour: hour, in: connection)
        try LoginRecords.put(wrong: max(0, wrong - 1), inHour: hour, in: connection)
    }

    private func record(_ action: String, _ claim: Claim, at now: Date, in connection: Connection) throws {
        let unit = claim.municipality?.digits ?? "-"
        let entry = AuditEntry(
            at: now, actor: "send module", action: action,
            detail: ["municipality": unit, "district": claim.district?.digits ?? "-", "way": "pin"])
        try store.audit.append(entry, to: connection)
    }
}
