import Exchange
import HTTPTypes
import Texts

/// What would become of a document: the same code that sends looks at it, and nothing is stored or sent.
enum DryRun {
    static let schema = JSONSchema.named(
        "DryRunVerdict",
        .object([
            .init("accepted", .boolean, required: true, "Whether it would be taken and sent."),
            .init("held", .boolean, required: true, "Whether it would be taken and wait for something."),
            .init("reason", .nullable(.string()), required: true, "Why not, as a code."),
            .init("validationErrors", .array(.string()), required: true, "Why not, and what to do."),
            .init(
                "remarks", .array(.string()), required: true,
                "What it would be remarked upon for though it goes, and what to do."),
        ]))

    static func post(_ call: APICall) async throws -> APIReply {
        let submission = try Submission(of: call)
        let verdict = try await Rehearsal(context: call.caller.exchange).rehearse(
            submission.bytes, by: call.caller.system, envelope: submission.wishes, receivers: submission.receivers,
            now: call.now)
        let (reason, detail, isHeld): (ReasonCode, [String: String], Bool)
        switch verdict {
        case .passes(let remarks):
            let sentences = remarks.flatMap { remark in
                let told = Texts.explanation(of: remark.rawValue, call.language)
                return [told.what, told.action]
            }
            return APIReply(
                .ok,
                [
                    "accepted": true, "held": false, "reason": .null, "validationErrors": [],
                    "remarks": .array(sentences.map(JSONValue.string)),
                ])
        case .stopped(let why, let values, let waits): (reason, detail, isHeld) = (why, values, waits)
        }
        let told = Texts.explanation(of: reason.rawValue, call.language, values: detail)
        var sentences = [told.what, told.action]
        if let rule = detail["rule"] { sentences.insert(Texts.finding(rule, call.language, values: detail), at: 1) }
        return APIReply(
            .ok,
            [
                "accepted": .bool(isHeld), "held": .bool(isHeld), "reason": .string(reason.rawValue),
                "validationErrors": .array(sentences.map(JSONValue.string)), "remarks": [],
            ])
    }
}
