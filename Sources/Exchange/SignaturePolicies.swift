import CMS
import Foundation
import XMLSignature

/// What may be read from one partner: the profile, and named exceptions that have not run out (architecture rule 5.4).
enum SignaturePolicies {
    static func policy(exceptions: [String: Date], now: Date) -> SignaturePolicy {
        SignaturePolicy(allowSHA1: active("read-sha1", in: exceptions, now: now))
    }

    static func ciphers(exceptions: [String: Date], now: Date) -> Set<ContentCipher> {
        let standard = Set<ContentCipher>.default
        return active("read-3des", in: exceptions, now: now) ? standard.union([.tripleDES]) : standard
    }

    private static func active(_ name: String, in exceptions: [String: Date], now: Date) -> Bool {
        exceptions[name].map { $0 > now } ?? false
    }
}
