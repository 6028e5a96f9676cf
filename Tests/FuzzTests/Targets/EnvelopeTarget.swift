import EbXML
import Foundation
import MIME
import XMLSignature

/// A mail or HTTP entity on its way to be believed: sorting, reading, verifying, judging by the profile, answering.
struct EnvelopeTarget: FuzzTarget {
    static let name = "envelope"
    static let longest = 16_384

    private let invented: InventedMail
    /// The only messages that the invented hospital has signed.
    private let signed: [AuthenticatedEnvelope]

    init() throws {
        let invented = try InventedMail()
        self.invented = invented
        signed = try Self.signed(invented).map { mail in
            try ParsedEnvelope.parse(entity: MIMEEntity.parse(mail))
                .authenticate(with: invented.signer.certificate, policy: SignaturePolicy()).get()
        }
    }

    private static func signed(_ invented: InventedMail) throws -> [[UInt8]] {
        try [invented.business(), invented.acknowledgment(), invented.errorList(), invented.ping()]
    }

    func seeds() throws -> [[UInt8]] { try Self.signed(invented) + [invented.fault(), invented.deliveryReport] }

    func examine(_ input: [UInt8]) throws {
        try judge(ProfileSubject(entity: input))
        try judge(ProfileSubject(envelope: input))
        switch InboundMail.classify(input) {
        case .bounce, .fault: break
        case .envelope(let envelope): try examine(envelope)
        case .refused(let envelope):
            _ = envelope.isSigned(by: invented.signer.certificate, policy: Self.policy)
            try answer([envelope.refusal.error], envelope.returnAddress)
        case .unreadable(let mail):
            try demand(!mail.mayBeAnswered || mail.replyTo != nil, "who is answered has an address")
            _ = try SOAPFault(mail.reason).pack()
        }
    }

    /// Everything that may be allowed to one partner, so that the most code is reached.
    private static let policy = SignaturePolicy(allowSHA1: true, quirks: Set(SignatureQuirk.allCases))

    private func examine(_ envelope: ParsedEnvelope) throws {
        let subject = envelope.subject(knowing: ProfileKnowledge(), isVerified: false)
        try judge(subject)
        switch envelope.authenticate(with: invented.signer.certificate, policy: Self.policy) {
        case .failure(let refusal): try answer([refusal.error], envelope.returnAddress)
        case .success(let believed):
            let original = signed.first { $0.header == believed.header && $0.content == believed.content }
            let known = try demand(original, "what is believed is what was signed")
            try demand(known.attachments == believed.attachments, "the parts believed are the parts that were signed")
            try demand(known.messageDigest == believed.messageDigest, "one message has one digest")
            let confirmation = EnvelopeDraft.confirmation(of: believed, messageID: Self.answerID, now: InventedMail.now)
            if let confirmation { try examine(packed: confirmation) }
        }
    }

    private static let answerID = "1111aaaa-0000-4000-8000-000000000001"

    /// A refusal can be told to whoever may be told, and is then no matter that is answered itself.
    private func answer(_ errors: [EbXMLError], _ address: ReturnAddress) throws {
        let refusal = EnvelopeDraft.refusal(errors, to: address, messageID: Self.answerID, now: InventedMail.now)
        if let refusal { try examine(packed: refusal) }
    }

    private func examine(packed draft: EnvelopeDraft) throws {
        // The signature is not looked at: an RSA operation for each input would be all that is measured.
        let packed = try draft.pack(
            certificate: invented.signer.certificate, boundary: "frontier",
            sign: { _ in [UInt8](repeating: 1, count: 256) })
        let entity = try MIMEEntity.parse(packed.entity)
        guard case .envelope(let again) = InboundMail.classify(entity) else {
            throw BrokenPromise(description: "envelope: our own answer can be read")
        }
        try demand(again.header.messageID == Self.answerID, "our own answer has its id")
        try demand(!again.content.mayBeAnswered || again.content == .ping, "an answer is not answered")
    }

    /// The rules are asked twice: the same message gives the same examination (HITS 1172 4.2.5).
    private func judge(_ subject: ProfileSubject) throws {
        let (one, other) = (ProfileExamination(subject), ProfileExamination(subject))
        try demand(one.departures == other.departures, "the same message has the same departures")
        let codes = [one, other].map { $0.entries.map { "\($0.rule.id) \($0.outcome)" } }
        try demand(codes[0] == codes[1], "the same message has the same findings")
    }
}
