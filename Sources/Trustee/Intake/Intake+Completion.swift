import Certificates
public import Foundation
public import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission

/// The end of an upload.
extension Intake {
    /// Checks that all parts are there and are the ones that were signed for, makes them durable, counts the submission
    /// as arrived and gives the signed receipt. Again for the same submission: the same receipt.
    /// - Parameter hasManifest: whether the same log-in has begun the submission by its manifest, and so may have the
    ///   receipt's code.
    public func complete(
        _ submission: SubmissionID, by sender: Admission, hasManifest: Bool, now: Date
    ) async throws -> CompleteOutcome {
        let found = try await store.database.read { try SubmissionRecords.find(submission, in: $0) }
        guard let record = found, record.unit == sender.unit else { return .refused(.unknownSubmission) }
        guard record.state != .refused else { return .refused(.refusedBefore) }
        let manifest = try await store.acceptedManifest(submission, trust: trust)
        guard record.state == .receiving else {
            return .received(
                try await receipt(of: record, manifest, for: sender, hasManifest: hasManifest, now: now))
        }
        let faults = try await BlockingWork.run { try self.faults(of: manifest) }
        guard faults.isEmpty else { return .refused(.parts(faults)) }
        try self.faults.reach(.partsDurable)
        let arrived = try await store.database.write { try self.arrive(manifest, at: now, in: $0) }
        try self.faults.reach(.arrivalStored)
        switch arrived {
        case .failure(let refusal): return .refused(refusal)
        case .success(let record):
            return .received(
                try await receipt(of: record, manifest, for: sender, hasManifest: hasManifest, now: now))
        }
    }

    /// The receipt of what has arrived, later.
    public func receipt(
        of submission: SubmissionID, for sender: Admission, hasManifest: Bool, now: Date
    ) async throws -> Result<[UInt8], SenderRefusal> {
        let found = try await store.database.read { try SubmissionRecords.find(submission, in: $0) }
        guard let record = found, record.unit == sender.unit else { return .failure(.unknownSubmission) }
        guard record.arrivedAt != nil else { return .failure(.notArrived) }
        let mayHaveCode = SenderProofs(store: store).mayHaveCode(record, sender, hasManifest: hasManifest, now: now)
        if !mayHaveCode, let receipt = record.receipt { return .success(receipt) }
        let manifest = try await store.acceptedManifest(submission, trust: trust)
        return .success(try await receipt(of: record, manifest, for: sender, hasManifest: hasManifest, now: now))
    }

    /// What is wrong with the parts as they lie in the spool; when nothing is, they are durable. A part that has all its
    /// octets and is another one is thrown away, since going on at its end would help nobody.
    private func faults(of manifest: VerifiedManifest) throws -> [SubmissionFault] {
        let check = PartCheck(manifest)
        var faults: [SubmissionFault] = []
        for part in manifest.manifest.parts {
            guard let bytes = try spool.read(part.name, of: manifest.submission) else {
                faults.append(SubmissionFault(.partMissing, part: part.name))
                continue
            }
            guard let fault = check.fault(of: bytes, as: part) else { continue }
            faults.append(fault)
            if bytes.count >= part.octets { try spool.discard(part.name, of: manifest.submission) }
        }
        if faults.isEmpty { try spool.sync(manifest.manifest.parts.map(\.name), of: manifest.submission) }
        return faults
    }

    /// The time of arrival is whole seconds, as receipts write it, and never before that of an earlier arrival, whatever
    /// is done to the clock (I-034).
    private func arrive(
        _ manifest: VerifiedManifest, at now: Date, in connection: Connection
    ) throws -> Result<SubmissionRecord, IntakeRefusal> {
        // Two connections may end the same upload at the same time.
        if let known = try SubmissionRecords.find(manifest.submission, in: connection), known.state != .receiving {
            return .success(known)
        }
        let last = try connection.first("SELECT max(arrived_at) FROM submissions") { $0.date(0) } ?? nil
        let second = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        let arrival = max(second, last ?? .distantPast)
        let id = manifest.submission
        let kind: ReceiptKind
        switch try label(of: manifest, at: arrival, in: connection) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let label): kind = label
        }
        try SubmissionRecords.advance(id, from: .receiving, to: .received, at: arrival, in: connection)
        try connection.run(
            "UPDATE submissions SET tag = ?, arrived_at = ? WHERE id = ?", [kind.rawValue, arrival, id.text])
        try audit("submission.received", manifest.manifest, at: arrival, in: connection)
        guard let record = try SubmissionRecords.find(id, in: connection) else { throw TrusteeError.damaged }
        return .success(record)
    }

    /// The receipt for this sender: with the code for who may have it, without for others. Either is the same octets each
    /// time.
    func receipt(
        of record: SubmissionRecord, _ manifest: VerifiedManifest, for sender: Admission, hasManifest: Bool, now: Date
    ) async throws -> [UInt8] {
        let plain = try await plainReceipt(of: record, manifest)
        let proofs = SenderProofs(store: store)
        guard proofs.mayHaveCode(record, sender, hasManifest: hasManifest, now: now) else { return plain }
        let receipt = try document(of: record, manifest, code: proofs.code(of: record.id))
        return try await store.usingKey(signer.name, for: "receipt/\(record.id)", by: "send module", at: now) {
            try receipt.signed(key: signer.key, certificate: signer.certificate, at: receipt.receivedAt)
        }
    }

    /// The receipt that is stored, or one that is made, stored and then given: after a crash in between from the same
    /// time of arrival.
    private func plainReceipt(of record: SubmissionRecord, _ manifest: VerifiedManifest) async throws -> [UInt8] {
        if let receipt = record.receipt { return receipt }
        let receipt = try document(of: record, manifest, code: nil)
        let arrival = receipt.receivedAt
        return try await store.usingKey(signer.name, for: "receipt/\(record.id)", by: "send module", at: arrival) {
            let signed = try receipt.signed(key: signer.key, certificate: signer.certificate, at: arrival)
            try faults.reach(.receiptSigned)
            return try await store.database.write { connection in
                try connection.run(
                    "UPDATE submissions SET receipt = ? WHERE id = ? AND receipt IS NULL", [signed, record.id.text])
                return try SubmissionRecords.find(record.id, in: connection)?.receipt ?? signed
            }
        }
    }

    private func document(
        of record: SubmissionRecord, _ manifest: VerifiedManifest, code: ReceiptCode?
    ) throws -> SubmissionReceipt {
        guard let kind = record.tag, let arrival = record.arrivedAt else { throw TrusteeError.damaged }
        return SubmissionReceipt(
            for: manifest, kind: kind, receivedAt: arrival,
            nextReceiptBy: rules.round.round(forArrivalAt: arrival), code: code)
    }
}
