public import Doctor
public import MailRelay

/// What DNS says of the domain that a program's mails come from: who may send in its name (SPF, RFC 7208), who signs for
/// it (DKIM, RFC 6376), and what receivers do with the rest (DMARC, RFC 7489).
///
/// DNS does not say whether the relay is among those who may, nor whether it signs: that shows in a mail that has
/// arrived.
public struct SenderDomain: Sendable {
    private let sender: String
    private let envelope: String
    private let selectors: [String]
    private let names: NameServer

    /// - Parameters:
    ///   - sender: the address that mails come from.
    ///   - returnTo: the address that they come back to, whose domain SPF is about.
    public init(_ relay: RelaySettings, sender: String, returnTo: String? = nil, names: NameServer = .system) {
        self.sender = Self.domain(of: sender)
        envelope = Self.domain(of: returnTo ?? sender)
        selectors = relay.dkimSelectors
        self.names = names
    }

    /// Asks DNS, which may take some seconds.
    public func examine() async -> [DoctorFinding] {
        (try? await SerialWork("dns").run { findings() }) ?? []
    }

    private func findings() -> [DoctorFinding] {
        let spf = names.texts(of: envelope)
        guard spf != .silent else {
            return [
                DoctorFinding(
                    "dns", "Sender's domain", .warning,
                    "DNS does not answer about \(envelope), or with more than 1200 octets.",
                    remedy: "See whether this machine has a name server; receivers ask for SPF, DKIM and DMARC.")
            ]
        }
        return [policy(spf)] + signatures() + [handling()]
    }

    // MARK: - SPF

    private func policy(_ answer: NameServer.Answer) -> DoctorFinding {
        let all = Self.records(answer).map { $0.lowercased() }.filter { $0 == "v=spf1" || $0.hasPrefix("v=spf1 ") }
        let words = all.first?.split(separator: " ").map(String.init) ?? []
        let (verdict, sentence, remedy): (DoctorVerdict, String, String?) =
            switch (all.count, words.first { $0.hasSuffix("all") } ?? words.first { $0.hasPrefix("redirect=") }) {
            case (0, _):
                (
                    .warning, "\(envelope) does not say who may send in its name.",
                    "Publish a TXT record there, as `v=spf1 ip4:ADDRESS-OF-THE-RELAY -all`."
                )
            case (2..., _):
                (.error, "\(envelope) has \(all.count) SPF records: receivers count none.", "Keep one of them.")
            case (_, "all"), (_, "+all"):
                (.error, "\(envelope) lets everybody send in its name.", "End the record with `-all`.")
            case (_, nil), (_, "?all"):
                (
                    .warning, "\(envelope) does not say what becomes of mail from others.",
                    "End the record with `-all`, once the relay is in it."
                )
            default:
                (.ok, "\(envelope) says who may send in its name: \(words.dropFirst().joined(separator: " ")).", nil)
            }
        return DoctorFinding("spf", "SPF", verdict, sentence, remedy: remedy)
    }

    // MARK: - DKIM

    private func signatures() -> [DoctorFinding] {
        guard !selectors.isEmpty else {
            return [
                DoctorFinding(
                    "dkim", "DKIM", .warning, "`mail.dkimSelectors` is not set: no signing key is looked for.",
                    remedy: "Ask whoever runs the relay under which selectors it signs for \(sender).")
            ]
        }
        return selectors.map { selector in
            let name = "\(selector)._domainkey.\(sender)"
            let keys = Self.records(names.texts(of: name)).map(Self.tags).filter { $0["v"] ?? "DKIM1" == "DKIM1" }
            guard let key = keys.first(where: { $0["p"] != nil }) else {
                return DoctorFinding(
                    "dkim", "DKIM", .error, "There is no key at \(name).",
                    remedy: "Publish the key that the relay signs with, or name another selector.")
            }
            let isWithdrawn = key["p"]?.isEmpty == true
            return DoctorFinding(
                "dkim", "DKIM", isWithdrawn ? .error : .ok,
                isWithdrawn ? "The key at \(name) is withdrawn." : "There is a key at \(name).",
                remedy: isWithdrawn ? "Publish the key that the relay signs with now." : nil)
        }
    }

    // MARK: - DMARC

    private func handling() -> DoctorFinding {
        let found = Self.parents(of: sender).lazy.compactMap { domain in
            Self.records(names.texts(of: "_dmarc.\(domain)")).map(Self.tags).first { $0["v"] == "DMARC1" }
                .map { (domain: domain, tags: $0) }
        }.first
        guard let found else {
            return DoctorFinding(
                "dmarc", "DMARC", .warning,
                "\(sender) does not say what becomes of mail in its name that nobody signed.",
                remedy: "Publish a TXT record at _dmarc.\(sender), as `v=DMARC1; p=reject; rua=mailto:ADDRESS`.")
        }
        let policy = (found.domain == sender ? nil : found.tags["sp"]) ?? found.tags["p"] ?? "none"
        guard isAligned(strictly: found.tags["aspf"] == "s") else {
            return DoctorFinding(
                "dmarc", "DMARC", .warning,
                "Mails come back to \(envelope), which is not \(sender): SPF does not count.",
                remedy: "Let `returns.address` be in the sender's domain, or rely on DKIM alone.")
        }
        let isEnforced = ["quarantine", "reject"].contains(policy.lowercased())
        return DoctorFinding(
            "dmarc", "DMARC", isEnforced ? .ok : .warning,
            "\(found.domain) says: \(policy)" + (isEnforced ? "." : ", so that forged mail is delivered too."),
            remedy: isEnforced
                ? nil : "Change it to `p=quarantine` or `p=reject` when the reports show that all is signed.")
    }

    private func isAligned(strictly: Bool) -> Bool {
        if envelope == sender { return true }
        guard !strictly else { return false }
        return envelope.hasSuffix(".\(sender)") || sender.hasSuffix(".\(envelope)")
    }

    // MARK: - Steps

    private static func records(_ answer: NameServer.Answer) -> [String] {
        if case .records(let records) = answer { records } else { [] }
    }

    /// `v=DKIM1; p=…` as names and values.
    private static func tags(_ record: String) -> [String: String] {
        let pairs = record.split(separator: ";").compactMap { tag -> (String, String)? in
            let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let trimmed = parts.map { $0.filter { $0 != " " && $0 != "\t" } }
            return (trimmed[0].lowercased(), trimmed[1])
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The domain and those above it that can have a record of their own.
    private static func parents(of domain: String) -> [String] {
        let labels = domain.split(separator: ".")
        guard labels.count > 2 else { return [domain] }
        return (0...(labels.count - 2)).map { labels.dropFirst($0).joined(separator: ".") }
    }

    private static func domain(of address: String) -> String {
        (address.split(separator: "@").last.map(String.init) ?? address).lowercased()
    }
}
