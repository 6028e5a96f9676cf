import Certificates
import EbXML
import Testing
import XMLSignature

/// `budstikke validate` and the server give the same verdict: on each bent message the rules are asked as the one asks
/// them, and the reader, the signature's verifier and the rules after them as the other does.
@Suite("HITS 1172 4.2.5: what validate refuses, the server refuses")
struct VerdictAgreementTests {
    /// Rules for whose breach validate alone refuses, and what the server does instead.
    static let validateAlone = [
        "116":
            "`ReceiptFlow` holds the digests against the message that was sent, and matches the receipt with nothing.",
        "117": "`ReceiptFlow`, as for rule 116.",
        "263": "`EnvelopeOpener` says it, in the words it has for all that cannot be opened (T-042).",
    ]

    /// Departures that are read from everybody, and the same with every exception a person can allow.
    enum Leave: String, CaseIterable, Sendable {
        case common, everything

        var tolerances: Set<Tolerance> {
            Set(Tolerance.allCases.filter { self == .everything || $0.standing != .exception })
        }

        var signature: SignaturePolicy {
            SignaturePolicy(
                allowSHA1: self == .everything,
                quirks: self == .everything ? Set(SignatureQuirk.allCases) : [.keyValueBesideCertificate])
        }

        var envelope: Set<EnvelopeQuirk> { self == .everything ? .synchronousHTTP : .common }
    }

    @Test("Each refusing vector gets one verdict, or the difference is declared", arguments: Leave.allCases)
    func agreement(_ leave: Leave) throws {
        var (validateAlone, serverAlone): (Set<String>, [String]) = ([], [])
        for vector in ProfileVector.all where vector.outcome != .kept {
            let message = Self.registered(try vector.message())
            let isAccepted = ProfileExamination(try message.subject()).accepts(tolerating: leave.tolerances)
            switch (isAccepted, try Self.isTaken(message, leave)) {
            case (false, true): validateAlone.insert(vector.rule)
            case (true, false): serverAlone.append("\(vector.rule): \(vector.what)")
            case (true, true), (false, false): break
            }
        }
        #expect(validateAlone == Set(Self.validateAlone.keys))
        #expect(serverAlone == [])
    }

    @Test("Good messages are taken by both", arguments: ProfileMessage.Kind.allCases)
    func good(_ kind: ProfileMessage.Kind) throws {
        let message = Self.registered(.known(kind))
        #expect(ProfileExamination(try message.subject()).accepts(tolerating: []))
        #expect(try Self.isTaken(message, .common))
    }

    @Test("A declared difference has a reason")
    func reasons() {
        for (rule, reason) in Self.validateAlone {
            #expect(ProfileRules.rule(rule)?.isJudged == true && reason.hasSuffix("."), "\(rule)")
        }
    }

    /// The server always knows the sender's certificate; validate is told it too.
    private static func registered(_ message: ProfileMessage) -> ProfileMessage {
        guard case .notAsked = message.knowledge.sender else { return message }
        return message.knowing {
            $0.sender = .found(
                ProfileMessage.party("edi@hospital.example", ProfileMessage.parties.hospital.certificate))
        }
    }

    /// The way of `IncomingFlow`: sort, ask whether the receiver is ours, authenticate by the certificate that the register
    /// has for the sender (without one the message is refused, or held: rules 29 and 79), judge a business message.
    private static func isTaken(_ message: ProfileMessage, _ leave: Leave) throws -> Bool {
        if case .notThere = message.knowledge.receiver { return false }
        guard case .envelope(let parsed) = InboundMail.classify(try message.bytes()),
            case .found(let sender) = message.knowledge.sender, let certificate = sender.signingCertificate,
            case .success(let envelope) = parsed.authenticate(
                with: certificate, policy: leave.signature, tolerating: leave.envelope)
        else { return false }
        guard envelope.content.isBusiness else { return true }
        let subject = parsed.subject(knowing: message.knowledge, isVerified: true)
        return ProfileExamination(subject).refusal(tolerating: leave.tolerances) == nil
    }
}
