import Exchange
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts

/// An application receipt that the record system decides on and the server writes (HIS 80415, HITS 1168).
///
/// 1. *find*: the received message, and the receiver that answers
/// 2. *repeat*: the same answer given before stands; another one comes too late
/// 3. *write*: addresses mirrored, ids repeated → `AppRec`
/// 4. *store*: like any submitted document.
enum AppRecSubmission {
    static func post(_ call: APICall) async throws -> APIReply {
        guard let receiver = call.her("appRecSenderHerId") else { throw Problem(.notFound) }
        try call.caller.require([receiver])
        let message = try await StoredDocument.message(call)
        guard message.direction == .incoming, message.kind == .business else { throw Problem(.appRecNotPossible) }
        let verdict = try Verdict(of: call.body)
        let wishes = try EnvelopeOverrides.read(call.body["ebXmlOverrides"], client: call.text("nhn-source-system"))
        return try await Idempotency(of: call).once(over: Array("\(message.serverID) \(receiver) \(verdict)".utf8)) {
            if let earlier = try await earlier(to: message, from: receiver, call) {
                guard earlier.verdict == verdict else { throw Problem(.appRecAlreadySent) }
                return .accepted(earlier.id)
            }
            let appRec = try await write(verdict, to: message, from: receiver, call)
            let outcome = try await SubmissionIntake(context: call.caller.exchange).submit(
                appRec.write(), by: call.caller.system, envelope: wishes, receivers: nil, now: call.now)
            switch outcome {
            case .accepted(let id): return .accepted(id)
            case .refused(.messageIDReused, _):
                // Another request answered the same message in this very moment; only one of the two was stored.
                guard let stored = try await earlier(to: message, from: receiver, call), stored.verdict == verdict
                else {
                    throw Problem(.appRecAlreadySent)
                }
                return .accepted(stored.id)
            case .refused(let reason, let detail): throw Problem(reason, detail, language: call.language)
            }
        }
    }

    // MARK: - Stages

    /// What the record system says of the message.
    private struct Verdict: Equatable {
        let status: AppRecStatus
        let errors: [AppRecError]

        init(status: AppRecStatus, errors: [AppRecError]) {
            self.status = status
            self.errors = errors
        }

        /// - Throws: `Problem.requestInvalid`.
        init(of body: JSONValue) throws(Problem) {
            switch body["appRecStatus"] {
            case "Ok", "1", 1: status = .ok
            case "Rejected", "2", 2: status = .rejected
            default: status = .okWithErrorInPart
            }
            var faults: [String] = []
            var errors: [AppRecError] = []
            for (index, error) in (body["appRecErrorList"]?.elements ?? []).enumerated() {
                guard let code = error["errorCode"]?.string.flatMap(AppRecErrorCode.init(rawValue:)) else {
                    let known = AppRecErrorCode.allCases.map(\.rawValue).joined(separator: ", ")
                    faults.append("appRecErrorList[\(index)].errorCode must be one of code list 8221: \(known).")
                    continue
                }
                guard error["details"]?.string?.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }) ?? true
                else {
                    faults.append("appRecErrorList[\(index)].details holds a control character.")
                    continue
                }
                let details = error["details"]?.string.flatMap { $0.isEmpty ? nil : $0 }
                errors.append(AppRecError(code, explanation: details))
            }
            if errors.isEmpty, faults.isEmpty, status != .ok {
                faults.append("appRecErrorList must say at least one error when the status is not Ok.")
            }
            guard faults.isEmpty else { throw Problem(.requestInvalid, faults: faults) }
            self.errors = status == .ok ? [] : errors
        }
    }

    private static func earlier(
        to message: StoredMessage, from receiver: HERId, _ call: APICall
    ) async throws -> (id: UUID, verdict: Verdict)? {
        let own = appRecID(for: message, from: receiver).uuidString.lowercased()
        let system = call.caller.system.name
        return try await call.caller.exchange.store.read { store in
            let byID = try store.submitted(msgID: own).last { $0.state != .refusedByUs }
            let sent = try byID ?? otherwise(to: message, from: receiver, by: system, in: store)
            guard let sent, let bytes = try store.content(.submitted, of: sent.key),
                let appRec = try? AppRec.read(bytes)
            else { return nil }
            return (sent.serverID, Verdict(status: appRec.status, errors: appRec.errors))
        }
    }

    /// One that came as a document of the record system's own making.
    private static func otherwise(
        to message: StoredMessage, from receiver: HERId, by system: String, in store: any TenantReading
    ) throws -> StoredMessage? {
        guard let msgID = message.msgID else { return nil }
        var query = MessageQuery()
        query.anyID = msgID
        query.direction = .outgoing
        query.kinds = [.appRec]
        return try store.messages(query).last {
            $0.originalMsgID == msgID && $0.fromHER == receiver && $0.recordSystem == system && $0.state != .refusedByUs
        }
    }

    /// The MsgId of the one receipt a receiver gives for a message: two requests at once make the same, and one is stored.
    private static func appRecID(for message: StoredMessage, from receiver: HERId) -> UUID {
        .named("receipt for \(message.serverID.uuidString.lowercased()) from \(receiver)")
    }

    private static func write(
        _ verdict: Verdict, to message: StoredMessage, from receiver: HERId, _ call: APICall
    ) async throws -> AppRec {
        let bytes = try await StoredDocument.bytes(of: message, call)
        guard let document = try? HealthDocument.read(bytes) else {
            throw Problem(.appRecNotPossible, faults: ["The document cannot be read, so it names nobody to answer."])
        }
        let written = AppRec.answer(
            to: document, from: receiver, status: verdict.status, errors: verdict.errors, now: call.now,
            id: appRecID(for: message, from: receiver), catalogue: call.caller.exchange.catalogue)
        switch written {
        case .success(let appRec): return appRec
        case .failure(let refusal): throw Problem(.appRecNotPossible, faults: [refusal.sentence])
        }
    }
}

extension AppRecAnswerRefusal {
    fileprivate var sentence: String {
        switch self {
        case .isReceipt: "A receipt is never answered by a receipt."
        case .notReceiver: "The document does not name this HER-id as a receiver."
        case .noSender: "The document does not say who sent it."
        case .incomplete: "The document lacks MsgId, type or GenDate, which a receipt must repeat."
        }
    }
}
