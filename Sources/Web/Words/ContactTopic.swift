public import Texts

/// What a reader may need to ask about; each page and each error belongs to one (I-069, I-076).
public enum ContactTopic: String, Sendable, Codable, CaseIterable {
    /// How to report: what to send, when, what a finding means.
    case procedure
    /// The account, its links and its password.
    case account
    /// The PIN of the send module, which the municipality's KOSTRA contact has.
    case pin
    /// The secure zone, unpacking, the network: the municipality's own IT.
    case ownIT
    /// Everything else.
    case other

    /// What the contact box calls the topic.
    public var phrase: Phrase {
        switch self {
        case .procedure:
            Phrase("Spørsmål om rapporteringen", "Spørsmål om rapporteringa", "Questions about the reporting")
        case .account:
            Phrase(
                "Spørsmål om konto og passord", "Spørsmål om konto og passord", "Questions about account and password")
        case .pin: Phrase("Spørsmål om PIN-koden", "Spørsmål om PIN-koden", "Questions about the PIN")
        case .ownIT:
            Phrase(
                "Spørsmål om sikker sone og utpakking", "Spørsmål om sikker sone og utpakking",
                "Questions about the secure zone and unpacking")
        case .other: Phrase("Andre spørsmål", "Andre spørsmål", "Other questions")
        }
    }
}

/// Whom to ask about one topic.
public struct Contact: Sendable, Equatable {
    /// Role first, since names change: «IPLOS-kontakten i kommunen», or an office.
    public let who: Phrase
    public let mail: String?
    /// As it is read aloud: `21 09 45 49`.
    public let phone: String?

    public init(who: Phrase, mail: String? = nil, phone: String? = nil) {
        self.who = who
        self.mail = mail
        self.phone = phone
    }

    /// A contact for every topic, so that no page is without one.
    public struct Book: Sendable {
        private let contacts: [ContactTopic: Contact]
        private let other: Contact

        /// - Parameter other: whom to ask about topics that are not named.
        public init(_ contacts: [ContactTopic: Contact], other: Contact) {
            self.contacts = contacts
            self.other = other
        }

        public subscript(topic: ContactTopic) -> Contact { contacts[topic] ?? other }
    }
}
