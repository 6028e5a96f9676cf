import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission

/// Takes what the trustee delivers of one submission: manifest, content parts, map, parts of the map, the end.
///
/// Every step may be repeated, in any order that begins with the manifest, also after a crash of either side; what is
/// answered with success is on disk. All calls block, and one is made at a time.
struct SubmissionReception: Sendable {
    let store: RegisterStore
    let waiting: WaitingDeliveries
    let trust: RegisterTrust
    /// When receipts go.
    var round = ReceiptRound.morning
    var faults = FaultPoints.none

    private var intake: Intake { Intake(store: store, trust: trust, round: round) }

    /// Verifies the municipality's signature and keeps the manifest until the map comes.
    func take(manifest signed: [UInt8], of id: SubmissionID, now: Date) throws -> PushAnswer {
        try answering(id, now: now) {
            let manifest = try verified(signed, now: now)
            guard manifest.submission == id else { throw IntakeRefusal.otherManifest }
            // With a known submission the engine compares the two manifests and asks for no statement.
            if try store.submission(id) != nil {
                return answer(try intake.begin(manifest: signed, statement: [], now: now))
            }
            try checkUnit(of: manifest)
            let delivery = try waiting.open(id)
            if let kept = try delivery.manifest() {
                guard kept == signed else { throw IntakeRefusal.otherManifest }
            } else {
                try delivery.keep(manifest: signed)
            }
            return .taken(wanted: delivery.isBegun ? [] : missing(of: manifest, in: delivery))
        }
    }

    /// Takes one sealed part, of the content or of the map; it is compared with the entry that was signed for it.
    func take(_ part: PartName, _ sealed: [UInt8], of id: SubmissionID, now: Date) throws -> PushAnswer {
        guard part.role == .content, try store.submission(id) == nil, let delivery = try waiting.existing(id),
            !delivery.isBegun, let signed = try delivery.manifest()
        else { return answer(try intake.add(part.fileName, sealed, to: id, now: now)) }
        return try answering(id, now: now) {
            let manifest = try verified(signed, now: now)
            let check = PartCheck(manifest)
            let entry = try check.entry(fileName: part.fileName)
            if let fault = check.fault(of: sealed, as: entry) { throw fault }
            try delivery.keep(part, sealed)
            return .taken(wanted: missing(of: manifest, in: delivery))
        }
    }

    /// Takes the trustee's signed statement about its map: from here on the engine has the delivery.
    func take(statement: [UInt8], of id: SubmissionID, now: Date) throws -> PushAnswer {
        if try store.submission(id) != nil { return .known(id) }
        guard let delivery = try waiting.existing(id), let signed = try delivery.manifest() else {
            return .refused(PushRefusal(IntakeRefusal.notBegun))
        }
        var wanted = try intake.begin(manifest: signed, statement: statement, now: now)
        guard case .wanted(let names) = wanted else { return answer(wanted) }
        let here = names.filter(delivery.has)
        for name in here {
            guard let sealed = try delivery.part(name) else { continue }
            wanted = try intake.add(name.fileName, sealed, to: id, now: now)
            guard case .wanted = wanted else { return answer(wanted) }
        }
        try delivery.handOver(here)
        return answer(wanted)
    }

    /// Ends the delivery. Success means that the submission is received and on disk.
    /// - Parameter arrived: when the trustee had the whole of it; nil when it does not say.
    func complete(_ id: SubmissionID, arrived: Date? = nil, now: Date) throws -> PushAnswer {
        let outcome = try intake.complete(id, arrived: arrived, now: now, faults: faults)
        switch outcome {
        case .wanted(let names): return .missing(names)
        case .received, .known:
            try waiting.destroy(id)
            return answer(outcome)
        case .refused: return answer(outcome)
        }
    }

    /// Takes the trustee's signed word that another contact answers for a submission; an older one changes nothing.
    func take(contact signed: [UInt8], of id: SubmissionID, now: Date) throws -> PushAnswer {
        try answering(id, now: now) {
            let signers = SignerVerification(trust: trust.trust, revocation: trust.revocation, now: now)
            let change = try ContactChange.verify(signed, signers: signers, trustee: trust.trustee)
            guard change.submission == id else { throw SubmissionFault(.contactOfOtherSubmission) }
            do { return try store.apply(change, now: now) ? .taken(wanted: []) : .known(id) } catch RegisterError
                .unknown
            {
                // It is on its way.
                throw IntakeRefusal.notBegun
            }
        }
    }

    /// Takes the trustee's signed word about wrong PINs; the mail goes by itself.
    func take(pinNotice signed: [UInt8], of number: MunicipalityNumber, now: Date) throws -> PushAnswer {
        do {
            let signers = SignerVerification(trust: trust.trust, revocation: trust.revocation, now: now)
            let notice = try PinNotice.verify(signed, signers: signers, trustee: trust.trustee)
            guard notice.municipality == number else { throw SubmissionFault(.otherUnit) }
            guard try store.keep(notice, now: now) else { return .refused(PushRefusal(IntakeRefusal.unknownUnit)) }
            return .taken(wanted: [])
        } catch let fault as SubmissionFault {
            return .refused(PushRefusal(fault))
        }
    }

    // MARK: - Steps

    private func verified(_ signed: [UInt8], now: Date) throws(SubmissionFault) -> VerifiedManifest {
        let signers = SignerVerification(trust: trust.trust, revocation: trust.revocation, now: now)
        return try ManifestVerification(
            signers: signers,
            expecting: .init(
                holder: .register, keys: Set(trust.encryption.map { KeyFingerprint(of: $0.key.publicKey) }),
                minimumClientVersion: trust.minimumClientVersion)
        ).verify(signed)
    }

    private func checkUnit(of manifest: VerifiedManifest) throws {
        guard let municipality = try store.municipality(manifest.manifest.unit) else {
            throw IntakeRefusal.unknownUnit
        }
        guard municipality.organisationNumber == manifest.manifest.organisation else {
            throw IntakeRefusal.otherOrganisation
        }
    }

    private func missing(of manifest: VerifiedManifest, in delivery: WaitingDelivery) -> [PartName] {
        manifest.parts(.content).map(\.name).filter { !delivery.has($0) }
    }

    private func answer(_ answer: IntakeAnswer) -> PushAnswer {
        switch answer {
        case .wanted(let names): .taken(wanted: names)
        case .received(let id): .received(id)
        case .known(let id): .known(id)
        case .refused(let refusal): .refused(PushRefusal(refusal))
        }
    }

    /// Turns a fault into an answer, and writes it into the audit chain as the engine does with its own.
    private func answering(
        _ id: SubmissionID, now: Date, _ body: () throws -> PushAnswer
    ) throws -> PushAnswer {
        let refusal: PushRefusal
        do {
            return try body()
        } catch let fault as SubmissionFault {
            refusal = PushRefusal(fault)
        } catch let thrown as IntakeRefusal {
            refusal = PushRefusal(thrown)
        }
        try store.record(
            AuditEntry(
                at: now, actor: "trustee", action: "submission.refused",
                detail: ["submission": id.text, "code": refusal.code]))
        return .refused(refusal)
    }
}
