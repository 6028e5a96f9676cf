import Certificates
import Foundation
import Identifiers
import Logging
import OsloCalendar
import SealedSubmission
import Trustee

/// The work between arrival and delivery: what waits to be pseudonymised, then what waits to be delivered, and passwords
/// whose time is over; and beside that, which may take long, a change of pseudonyms.
///
/// Each turn looks at what the store says; nothing else is remembered but when a failed try may be repeated. One
/// submission that fails holds up no other.
actor Workshop {
    private let store: TrusteeStore
    private let push: RegisterPush
    private let current: CurrentSettings
    private let faults: FaultPoint
    private let log: Logger
    private var mapping = Retries<SubmissionID>()
    private var delivering = Retries<SubmissionID>()
    private var rekeying = Retries<SubmissionID>()
    private var changing = Retries<SubmissionID>()
    private var noticing = Retries<PinNotice>()
    private var abandonedLookedFor = Date.distantPast
    /// The number of the newest alarm that was logged; nil before the first turn.
    private var lastAlarm: Int64?

    init(
        store: TrusteeStore, push: RegisterPush, current: CurrentSettings, faults: FaultPoint, log: Logger
    ) {
        self.store = store
        self.push = push
        self.current = current
        self.faults = faults
        self.log = log
    }

    /// Does everything that can be done now.
    /// - Returns: when something that failed is due again.
    /// - Throws: `TrusteeError.notDurable`, after which the process must end.
    func turn(now: Date) async throws -> Date? {
        try await guarding("pseudonymise") { try await pseudonymise(now) }
        try await guarding("deliver") { try await deliver(now) }
        try await guarding("contacts") { try await deliverContacts(now) }
        try await guarding("pin notices") { try await deliverPinNotices(now) }
        var nextPassword: Date?
        try await guarding("passwords") {
            nextPassword = try await ArchivePasswords(store: store).destroyDue(now: now)
        }
        if now.timeIntervalSince(abandonedLookedFor) >= 3_600 {
            try await guarding("abandoned") {
                try await store.eraseAbandonedUploads(begunBefore: now - IntakeRules.abandonedAfter)
            }
            abandonedLookedFor = now
        }
        try await guarding("alarms") { try await tellAlarms() }
        let due = [mapping, delivering, changing].map(\.nextDue) + [noticing.nextDue, nextPassword]
        return due.compactMap(\.self).min()
    }

    /// Goes on with a change of pseudonyms that two persons have begun, if there is one.
    /// - Parameter ended: told when the register has the new ones.
    /// - Returns: when what failed is due again.
    /// - Throws: `TrusteeError.notDurable`, after which the process must end.
    func rekeyTurn(now: Date, ended: @Sendable () -> Void) async throws -> Date? {
        try await guarding("rekey") { if try await deliverRekey(now) { ended() } }
        return rekeying.nextDue
    }

    private func pseudonymise(_ now: Date) async throws {
        let waiting = try await store.pseudonymisable().filter { mapping.isDue($0, at: now) }
        let settings = current.value
        // While pseudonyms are being replaced no map can be made.
        guard !waiting.isEmpty,
            try await store.generationBeingMade(of: settings.configuration.register.name) == nil
        else { return }
        let vault = try await store.vault(for: settings.configuration.register.name)
        for id in waiting {
            do {
                let outcome = try await Pseudonymisation(
                    store: store, vault: vault, signer: settings.signer, trust: settings.trust,
                    realms: settings.configuration.realms, faults: faults
                ).run(id, now: now)
                mapping.done(id)
                switch outcome {
                case .mapped: log.notice("pseudonymised", metadata: ["submission": "\(id)"])
                case .refused(let code):
                    log.warning("refused", metadata: ["submission": "\(id)", "fault": "\(code.rawValue)"])
                }
            } catch TrusteeError.notDurable {
                try? await vault.close()
                throw TrusteeError.notDurable
            } catch {
                mapping.failed(id, at: now)
                tell("pseudonymise", error, id)
            }
        }
        try await vault.close()
    }

    private func deliver(_ now: Date) async throws {
        for id in try await store.deliverable() where delivering.isDue(id, at: now) {
            do {
                let answer = try await push.push(try await store.delivery(of: id))
                if answer == .taken { try await store.delivered(id, at: now, faults) }
                note(answer, of: id, in: &delivering, at: now)
            } catch TrusteeError.notDurable {
                throw TrusteeError.notDurable
            } catch {
                delivering.failed(id, at: now)
                tell("deliver", error, id)
            }
        }
    }

    /// Tells the register of contacts that were changed after sending. One that cannot be told holds up the later ones of
    /// its submission and no others.
    private func deliverContacts(_ now: Date) async throws {
        var waiting: Set<SubmissionID> = []
        for delivery in try await store.contactsToDeliver(signer: current.value.signer, now: now) {
            let id = delivery.submission
            guard changing.isDue(id, at: now), !waiting.contains(id) else { continue }
            let answer = await push.push(delivery)
            if answer == .taken { try await store.contactDelivered(delivery, at: now) } else { waiting.insert(id) }
            note(answer, of: id, in: &changing, at: now)
        }
    }

    /// Has the register tell municipalities of wrong PINs.
    private func deliverPinNotices(_ now: Date) async throws {
        for delivery in try await store.pinNoticesToDeliver(signer: current.value.signer, now: now) {
            let notice = delivery.notice
            guard noticing.isDue(notice, at: now) else { continue }
            switch await push.push(delivery) {
            case .taken:
                try await store.pinNoticeDelivered(notice, at: now)
                noticing.done(notice)
            case .refused(let status, let code):
                log.error(
                    "register-refused",
                    metadata: ["municipality": "\(notice.municipality)", "status": "\(status)", "code": "\(code)"])
                try await notTaken(notice, after: 3_600, now)
            case .later(let seconds): try await notTaken(notice, after: seconds, now)
            }
        }
    }

    /// It is tried again later, or given up after days.
    private func notTaken(_ notice: PinNotice, after seconds: Int?, _ now: Date) async throws {
        if try await store.pinNoticeNotTaken(notice, at: now) {
            noticing.done(notice)
        } else {
            noticing.failed(notice, at: now, after: seconds)
        }
    }

    /// - Returns: whether the register has the new pseudonyms now.
    private func deliverRekey(_ now: Date) async throws -> Bool {
        let settings = current.value
        let register = settings.configuration.register
        let rekey = Rekey(
            store: store, register: register.name, organisation: register.organisation, signer: settings.signer,
            faults: faults)
        let delivery: (statement: [UInt8], files: [String: String])
        do {
            try await rekey.run(year: settings.configuration.season.yearReported, now: now)
            delivery = try await rekey.delivery()
        } catch TrusteeError.wrongState {
            // None was begun.
            return false
        }
        let signers = SignerVerification(
            trust: settings.trust, revocation: RevocationLists(required: false), now: now)
        let id = try signers.open(delivery.statement, as: RekeyStatement.self).document.id
        guard rekeying.isDue(id, at: now) else { return false }
        let answer = try await push.push(rekey: id, statement: delivery.statement, files: delivery.files)
        if answer == .taken { try await rekey.delivered(at: now) }
        note(answer, of: id, in: &rekeying, at: now)
        return answer == .taken
    }

    /// Logs what was raised since the last turn: somebody must be told at once.
    private func tellAlarms() async throws {
        let alarms = try await store.alarms(after: lastAlarm ?? 0)
        let isFirstTurn = lastAlarm == nil
        lastAlarm = alarms.last?.number ?? lastAlarm ?? 0
        // What was raised before the start was logged then.
        guard !isFirstTurn else { return }
        for alarm in alarms {
            var metadata: Logger.Metadata = ["kind": "\(alarm.kind.rawValue)"]
            if let municipality = alarm.municipality { metadata["municipality"] = "\(municipality)" }
            if let submission = alarm.submission { metadata["submission"] = "\(submission)" }
            log.critical("alarm", metadata: metadata)
        }
    }

    private func note(
        _ answer: RegisterClient.Answer, of id: SubmissionID, in retries: inout Retries<SubmissionID>, at now: Date
    ) {
        switch answer {
        case .taken:
            retries.done(id)
            log.notice("delivered", metadata: ["submission": "\(id)"])
        case .refused(let status, let code):
            // Kept, and tried again seldom: what the register refuses a person must look at.
            retries.failed(id, at: now, after: 3_600)
            log.error("register-refused", metadata: ["submission": "\(id)", "status": "\(status)", "code": "\(code)"])
        case .later(let seconds):
            retries.failed(id, at: now, after: seconds)
            log.warning("register-later", metadata: ["submission": "\(id)"])
        }
    }

    /// A fault in one kind of work leaves the others to be done.
    private func guarding(_ work: String, _ body: () async throws -> Void) async throws {
        do { try await body() } catch TrusteeError.notDurable { throw TrusteeError.notDurable } catch {
            tell(work, error, nil)
        }
    }

    private func tell(_ work: String, _ error: any Error, _ id: SubmissionID?) {
        let words = (error as? TrusteeError)?.description ?? (error as? SubmissionFault)?.description
        var metadata: Logger.Metadata = ["work": "\(work)", "sentence": "\(words ?? "\(type(of: error))")"]
        if let id { metadata["submission"] = "\(id)" }
        log.error("failed", metadata: metadata)
    }
}
