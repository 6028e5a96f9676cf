public import Certificates
public import Identifiers
public import XMLSignature

/// What is known beside a message's own octets. Everything may be missing: rules about it are then not judged.
public struct ProfileKnowledge: Sendable {
    /// What the register says of the HER-id in eb:From, and of that in eb:To.
    public var sender: Answer<Party> = .notAsked
    public var receiver: Answer<Party> = .notAsked
    /// The agreement that eb:CPAId names.
    public var agreement: Answer<Agreement> = .notAsked
    /// The national list of messages: versions and Actions by namespace; nil when it is not at hand.
    public var catalogue: [String: KnownNamespace]?
    /// What the attachments hold once decrypted, in their order; nil without the key.
    public var plaintexts: [[UInt8]]?
    /// The namespace of the document inside, where it is read already; else it is looked for in the plaintext.
    public var documentNamespace: String?
    /// For an Acknowledgment: the references of the message it names, as that was sent.
    public var sent: [SignatureReference]?

    public init() {}

    /// What a register answered.
    public enum Answer<Value: Sendable>: Sendable {
        case notAsked, notThere
        case found(Value)

        var value: Value? { if case .found(let value) = self { value } else { nil } }
        /// nil when nobody asked.
        var isThere: Bool? {
            switch self {
            case .notAsked: nil
            case .notThere: false
            case .found: true
            }
        }
    }

    /// A communication party as the register has it.
    public struct Party: Sendable {
        /// An organisation itself (level 1), not a service or a person in one; nil when that is not known.
        public var isOrganisation: Bool?
        public var mailbox: EDIAddress?
        public var signingCertificate: Certificate?

        public init(isOrganisation: Bool?, mailbox: EDIAddress?, signingCertificate: Certificate?) {
            self.isOrganisation = isOrganisation
            self.mailbox = mailbox
            self.signingCertificate = signingCertificate
        }
    }

    /// A namespace of the national list of messages.
    public struct KnownNamespace: Sendable {
        public var versions: Set<String>
        public var actions: Set<String>

        public init(versions: Set<String>, actions: Set<String>) {
            self.versions = versions
            self.actions = actions
        }
    }
}
