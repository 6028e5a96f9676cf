import Exchange
import Foundation
import Identifiers
import Store
import Texts

/// A document that a record system hands in.
///
/// 1. *read*: the request's document, receivers and wishes → `Submission`
/// 2. *store*: by `SubmissionIntake`, durable before the answer; the same MsgId with the same bytes gives the same id.
struct Submission: Sendable {
    let bytes: [UInt8]
    let wishes: EnvelopeWishes
    let receivers: [HERId]?

    static func post(_ call: APICall) async throws -> APIReply {
        let submission = try Submission(of: call)
        return try await Idempotency(of: call).once(over: call.body.canonicalBytes) {
            try await submission.store(call)
        }
    }

    /// - Throws: `Problem.requestInvalid` for a body that holds no document.
    init(of call: APICall) throws(Problem) {
        var faults: [String] = []
        if call.body["contentType"]?.string?.isXML != true {
            faults.append("contentType must be application/xml: a message is an XML document.")
        }
        if call.body["contentTransferEncoding"]?.string?.lowercased() != "base64" {
            faults.append("contentTransferEncoding must be base64.")
        }
        let decoded = (call.body["businessDocument"]?.string).flatMap { Data(base64Encoded: $0) }
        if decoded?.isEmpty != false { faults.append("businessDocument must be a document in base64.") }
        guard faults.isEmpty, let decoded else { throw Problem(.requestInvalid, faults: faults) }
        bytes = Array(decoded)
        wishes = try EnvelopeOverrides.read(call.body["ebXmlOverrides"], client: call.text("nhn-source-system"))
        let subset = call.body["receiverHerIdsSubset"]?.elements?.compactMap { $0.integer.flatMap { HERId(Int($0)) } }
        receivers = subset.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func store(_ call: APICall) async throws -> APIReply {
        let intake = SubmissionIntake(context: call.caller.exchange)
        let outcome = try await intake.submit(
            bytes, by: call.caller.system, envelope: wishes, receivers: receivers, now: call.now)
        switch outcome {
        case .accepted(let id): return .accepted(id)
        case .refused(let reason, let detail): throw Problem(reason, detail, language: call.language)
        }
    }
}

extension APIReply {
    /// A message that was taken to be sent.
    static func accepted(_ id: UUID) -> APIReply {
        let text = id.uuidString.lowercased()
        return .created(.string(text), at: "/Messages/\(text)")
    }
}

extension Problem {
    /// A document that the exchange does not take, with what happened and what to do.
    init(_ reason: ReasonCode, _ detail: [String: String], language: Language) {
        let told = Texts.explanation(of: reason.rawValue, language, values: detail)
        var faults = [told.what, told.action]
        if let rule = detail["rule"] { faults.insert(Texts.finding(rule, language, values: detail), at: 1) }
        self.init(
            reason == .senderNotAllowed ? .herIDNotAllowed : .documentRefused, faults: faults, reason: reason.rawValue)
    }
}

extension String {
    fileprivate var isXML: Bool {
        let type = prefix { $0 != ";" }.lowercased()
        return type == "application/xml" || type == "text/xml"
    }
}
