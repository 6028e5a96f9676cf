import Identifiers

/// A party's channels: where they lead, how often is repeated, and what they ask of receipts, signatures and encryption.
struct AgreementChannelCheck {
    /// Algorithms that are not used for anything new, as agreements write them.
    private static let weakSignatures = ["sha1", "sha-1", "md5"]
    private static let weakCiphers = ["tripledes", "des-ede3", "3des", "des-cbc", "rc2", "1.2.840.113549.3.7"]

    private let party: AgreementParty
    private let her: HERId?
    private let registered: AgreementInspection.Registered?

    init(_ party: AgreementParty, _ knowledge: AgreementInspection.Knowledge) {
        self.party = party
        her = party.herIDs.first
        registered = her.flatMap { knowledge.parties[$0]?.value }
    }

    var findings: [AgreementFinding] { repetition + transport + receipts + protection }

    /// Channels that we can use; what the others ask concerns nobody here.
    private var usable: [AgreementChannel] { party.channels.filter(\.isUsable) }

    // MARK: Repetition

    private var repetition: [AgreementFinding] {
        var found: [AgreementFinding] = []
        if !usable.isEmpty, usable.allSatisfy({ $0.retransmission == nil }) { found.append(.init(.noRetryPolicy, her)) }
        for text in Set(usable.flatMap(\.unreadableDurations)).sorted() {
            found.append(AgreementFinding(.durationUnreadable, her, text))
        }
        for channel in usable {
            guard let policy = channel.retransmission, policy.retries > 0,
                policy.interval * Double(policy.retries) > policy.persistDuration
            else { continue }
            let detail =
                "\(policy.retries) × \(Int(policy.interval)) s > \(Int(policy.persistDuration)) s (\(channel.id))"
            found.append(AgreementFinding(.retriesUnreachable, her, detail))
        }
        return found
    }

    // MARK: Transport

    private var transport: [AgreementFinding] {
        var found: [AgreementFinding] = []
        if usable.isEmpty {
            let names = Set(party.channels.map(\.transport)).sorted().joined(separator: ", ")
            found.append(AgreementFinding(.noEndpoint, her, names))
        }
        for uri in Set(party.channels.flatMap(\.endpoints)).sorted() {
            let lowercase = uri.lowercased()
            if lowercase.hasPrefix("http://") {
                found.append(AgreementFinding(.endpointInsecure, her, uri))
            } else if lowercase.hasPrefix("mailto:"), AgreementChannel.mailbox(uri) == nil {
                found.append(AgreementFinding(.endpointUnreadable, her, uri))
            }
        }
        if let mailbox = registered?.mailbox, let agreed = party.ediAddress, agreed != mailbox {
            found.append(AgreementFinding(.endpointDiffers, her, agreed.text))
        }
        let synchronous = usable.filter { $0.ediAddress != nil }.compactMap(\.messaging.syncReplyMode)
            .filter { $0 != "none" }
        if let mode = synchronous.first { found.append(AgreementFinding(.syncReply, her, mode)) }
        return found
    }

    // MARK: Receipts, signatures, encryption

    private var receipts: [AgreementFinding] {
        let mail = usable.filter { $0.ediAddress != nil }.map(\.messaging)
        var found: [AgreementFinding] = []
        if mail.contains(where: { $0.ackRequested == "never" }) { found.append(.init(.receiptsNotRequested, her)) }
        if mail.contains(where: { $0.ackSignatureRequested == "never" }) { found.append(.init(.receiptsUnsigned, her)) }
        if mail.contains(where: { $0.duplicateElimination == "never" }) {
            found.append(AgreementFinding(.duplicatesNotEliminated, her))
        }
        return found
    }

    private var protection: [AgreementFinding] {
        let asked = usable.map(\.protection)
        let signatures = asked.flatMap { [$0.hashFunction, $0.signatureAlgorithm] }.compactMap(\.self)
        return weak(signatures, Self.weakSignatures).map { AgreementFinding(.signatureWeak, her, $0) }
            + weak(asked.flatMap(\.encryptionAlgorithms), Self.weakCiphers).map {
                AgreementFinding(.encryptionWeak, her, $0)
            }
    }

    private func weak(_ names: [String], _ words: [String]) -> [String] {
        Set(names).sorted().filter { name in words.contains { name.lowercased().contains($0) } }
    }
}
