import Certificates
import Cryptography
import Foundation
import Identifiers
import Store
import Texts
import Web

/// One safeguard, whether it is in order, and why (IS-1920 §2.2).
public struct SecurityControl: Codable, Sendable, Equatable {
    /// A stable name for programs.
    public enum Code: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
        case sealed, certificates, keyLength, revocation, lines, exceptions, tokens, accounts, masterKey, review
    }

    public let code: Code
    public let isInOrder: Bool
    public let name: String
    /// What makes it so.
    public let reason: String
    /// What to do; nil when it is in order.
    public let remedy: String?
    /// Each thing that is not in order, by a name that stays: so that one more is told from those that somebody has seen.
    public let items: [String]
}

/// Looks at each safeguard. Those that no setting can turn off are told too, since people ask.
struct SecurityControls {
    /// A certificate that ends sooner than this many days should have its successor by now.
    static let certificateDays = 30
    /// NSM's least length of new RSA keys (N-19).
    static let keyBits = 3072

    let facts: SecurityFacts
    let language: Language

    func all() -> [SecurityControl] {
        let states = [
            control(.sealed, .sealedAlways), certificates(), keyLength(), revocation(), lines(), exceptions(), tokens(),
            accounts(),
            control(.masterKey, .masterKeyOutside, ["file": facts.configuration.masterKeyFile]),
        ]
        return states + [review(of: states)]
    }

    // MARK: - Each

    private func certificates() -> SecurityControl {
        let ends = [KeyRecord.Purpose.signing, .encryption].map { facts.setup.activeCertificate($0)?.notAfter }
        guard let first = ends.min(by: { ($0 ?? .distantPast) < ($1 ?? .distantPast) }) ?? nil else {
            return control(.certificates, .certificateMissing, remedy: .certificateMissingRemedy, ["missing"])
        }
        let days = Int((first.timeIntervalSince(facts.now) / 86_400).rounded(.down))
        let values = ["days": "\(max(0, days))", "date": PageTime.day(of: first, language)]
        guard days >= Self.certificateDays else {
            let state = days < 0 ? "over" : "ends"
            return control(
                .certificates, .certificateEnds, values, remedy: .certificateEndsRemedy,
                ["\(state) \(Int64(first.timeIntervalSince1970))"])
        }
        return control(.certificates, .certificateGood, values)
    }

    private func keyLength() -> SecurityControl {
        let bits = [KeyRecord.Purpose.signing, .encryption].compactMap {
            facts.setup.activeCertificate($0)?.publicKey.bits
        }
        guard let least = bits.min() else {
            return control(.keyLength, .certificateMissing, remedy: .certificateMissingRemedy)
        }
        let values = ["bits": "\(least)", "least": "\(Self.keyBits)"]
        return least >= Self.keyBits
            ? control(.keyLength, .keyLengthGood, values)
            : control(.keyLength, .keyLengthShort, values, remedy: .keyLengthRemedy)
    }

    private func revocation() -> SecurityControl {
        facts.configuration.revocation.required
            ? control(.revocation, .revocationRequired)
            : control(.revocation, .revocationOptional, remedy: .revocationRemedy)
    }

    private func lines() -> SecurityControl {
        let open = facts.lines.filter { $0.protection == .plain }.map(\.address)
        return open.isEmpty
            ? control(.lines, .linesGood)
            : control(.lines, .linesPlain, ["lines": open.joined(separator: ", ")], remedy: .linesRemedy, open)
    }

    private func exceptions() -> SecurityControl {
        let list = facts.exceptions.map { "\($0.partner.her): \($0.name) (\(PageTime.day(of: $0.until, language)))" }
        return list.isEmpty
            ? control(.exceptions, .exceptionsNone)
            : control(
                .exceptions, .exceptionsSome, ["list": list.joined(separator: ", ")], remedy: .exceptionsRemedy,
                facts.exceptions.map { "\($0.partner.her) \($0.name) \(Int64($0.until.timeIntervalSince1970))" })
    }

    private func tokens() -> SecurityControl {
        let endless = facts.tokens.filter { $0.expiresAt == nil }
        let list = endless.map { "\($0.id) (\($0.recordSystem))" }
        return endless.isEmpty
            ? control(.tokens, .tokensGood, ["count": "\(facts.tokens.count)"])
            : control(
                .tokens, .tokensEndless, ["list": list.joined(separator: ", ")], remedy: .tokensRemedy,
                endless.map(\.id))
    }

    private func accounts() -> SecurityControl {
        let unused = facts.accounts.filter { $0.isUnused(facts.now) }.map(\.id)
        guard !unused.isEmpty else { return control(.accounts, .accountsGood, ["count": "\(facts.accounts.count)"]) }
        let list = facts.mayReview ? unused.joined(separator: ", ") : "\(unused.count)"
        // Whoever may not know who has access reads these too.
        let items = unused.map { Hexadecimal.encode(SHA256.digest(Array($0.utf8)).prefix(8)) }
        return control(.accounts, .accountsUnused, ["list": list], remedy: .accountsRemedy, items)
    }

    /// Judged last: it is about the others.
    private func review(of others: [SecurityControl]) -> SecurityControl {
        guard let review = facts.review else { return control(.review, .reviewNone, remedy: .reviewRemedy) }
        let values = ["person": review.person, "date": PageTime.day(of: review.at, language)]
        if facts.now.timeIntervalSince(review.at) > SecurityReview.lifetime {
            return control(.review, .reviewOld, values, remedy: .reviewRemedy)
        }
        guard review.covers(others) else { return control(.review, .reviewOutdated, values, remedy: .reviewRemedy) }
        return control(.review, .reviewGood, values)
    }

    // MARK: - In words

    private func control(
        _ code: SecurityControl.Code, _ reason: SecurityControlText, _ values: [String: String] = [:],
        remedy: SecurityControlText? = nil, _ items: [String] = []
    ) -> SecurityControl {
        SecurityControl(
            code: code, isInOrder: remedy == nil, name: SecurityControlText.name(code).text(language),
            reason: reason.phrase.text(language, values: values),
            remedy: remedy.map { $0.phrase.text(language, values: values.merging(option) { $1 }) }, items: items)
    }

    private var option: [String: String] { ["tenant": facts.setup.tenant.id.name] }
}
