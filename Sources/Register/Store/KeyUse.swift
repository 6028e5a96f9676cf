import Cryptography
import Foundation

extension RegisterStore {
    /// Uses one of the register's private keys: an intent is in the audit chain before, the outcome after.
    ///
    /// After a crash the intent has no outcome, and `verifyAudit` says so.
    func usingKey<Value>(
        _ fingerprint: String, for purpose: String, of subject: String, now: Date, _ body: () throws -> Value
    ) throws -> Value {
        var detail = [
            "use": Hexadecimal.encode(SecureRandom.bytes(8)), "key": fingerprint, "purpose": purpose,
            "subject": subject,
        ]
        try record(AuditEntry(at: now, actor: "register", action: AuditChain.keyUseIntent, detail: detail))
        let result = Result { try body() }
        detail["outcome"] = (try? result.get()) == nil ? "failed" : "done"
        try record(AuditEntry(at: now, actor: "register", action: AuditChain.keyUseOutcome, detail: detail))
        return try result.get()
    }
}
