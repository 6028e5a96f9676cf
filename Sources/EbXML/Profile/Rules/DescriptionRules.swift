import XML

/// What the header says of the sending system, and the manifest of the document (HITS 1172 5.14.4; HITS 1210). Statistics: never a reason to refuse.
enum DescriptionRules {
    static let all = [
        r265, r266, r267, r268, r269, r270, r271, r272, r273, r274, r279,
    ]

    static let r265 = ProfileRule(
        "265", "5.14.4", .warning, .business, .log, at: .manifest,
        nb: "eb:Schema oppgir dokumentets navnerom.",
        nn: "eb:Schema oppgir namnerommet til dokumentet.",
        en: "eb:Schema says which namespace the document has.",
        holds: { $0.references.map { $0.allSatisfy { !(Self.schema($0, "location") ?? "").isEmpty } } })

    static let r266 = ProfileRule(
        "266", "5.14.4", .warning, .business, .log, at: .manifest,
        nb: "eb:Schema oppgir dokumentets versjon.",
        nn: "eb:Schema oppgir versjonen av dokumentet.",
        en: "eb:Schema says which version the document has.",
        holds: { $0.references.map { $0.allSatisfy { Self.isVersion(Self.schema($0, "version")) } } })

    static let r267 = ProfileRule(
        "267", "5.14.4", .warning, .business, .log, at: .manifest,
        nb: "Navnerommet står på den nasjonale meldingslisten.",
        nn: "Namnerommet står på den nasjonale meldingslista.",
        en: "That namespace is on the national list of messages.",
        holds: { Self.listed($0) { entry, _ in entry != nil } })

    static let r268 = ProfileRule(
        "268", "5.14.4", .warning, .business, .log, at: .manifest,
        nb: "Versjonen hører til navnerommet.",
        nn: "Versjonen høyrer til namnerommet.",
        en: "That version belongs to that namespace.",
        holds: { Self.listed($0) { entry, version in entry.map { $0.versions.contains(version) } } })

    static let r269 = ProfileRule(
        "269", "5.14.4", .warning, .business, .log, at: .action,
        nb: "Service og Action hører til navnerommet.",
        nn: "Service og Action høyrer til namnerommet.",
        en: "Service and Action belong to that namespace.",
        holds: { Self.belongs($0) })

    // The wording speaks of a 'HISD-skjema' no document explains; read as: the document's own namespace against
    // the announced one (HITS 1210 5.3 no. 5: of the first Document in a MsgHead).
    static let r270 = ProfileRule(
        "270", "5.14.4", .warning, .business, .log, at: .payload,
        nb: "Det dekrypterte dokumentet har navnerommet som eb:Schema lovet.",
        nn: "Det dekrypterte dokumentet har namnerommet som eb:Schema lova.",
        en: "The decrypted document has the namespace that eb:Schema promised.",
        holds: { Self.isAsAnnounced($0) })

    static let r271 = ProfileRule(
        "271", "5.14.4", .warning, .every, .log, at: .description,
        nb: "eb:Description nevner meldingstjeneren som sender.",
        nn: "eb:Description nemner meldingstenaren som sender.",
        en: "eb:Description names the sending message server.",
        holds: { message in
            message.blocks.messageHeader.map { _ in message.description.map { $0.system != .missing } ?? false }
        })

    static let r272 = ProfileRule(
        "272", "5.14.4", .warning, .every, .log, at: .description,
        nb: "eb:Description sier hvilken versjon meldingstjeneren har.",
        nn: "eb:Description seier kva versjon meldingstenaren har.",
        en: "eb:Description tells the version of that message server.",
        holds: { message in
            message.blocks.messageHeader.map { _ in message.description.map { $0.version != .missing } ?? false }
        })

    static let r273 = ProfileRule(
        "273", "5.14.4", .warning, .every, .log, at: .description,
        nb: "Navnet på meldingstjeneren er en tekst og ikke tomt.",
        nn: "Namnet på meldingstenaren er ein tekst og ikkje tomt.",
        en: "The name of the message server is a text that is not empty.",
        holds: { $0.description.flatMap { Self.saysSomething($0.system) } })

    static let r274 = ProfileRule(
        "274", "5.14.4", .warning, .every, .log, at: .description,
        nb: "Versjonen av meldingstjeneren er en tekst og ikke tom.",
        nn: "Versjonen av meldingstenaren er ein tekst og ikkje tom.",
        en: "The version of the message server is a text that is not empty.",
        holds: { $0.description.flatMap { Self.saysSomething($0.version) } })

    static let r279 = ProfileRule(
        "279", "5.14.4", .warning, .business, .log, at: .description,
        nb: "En melding har både opplysning om meldingstjener og om skjema.",
        nn: "Ei melding har både opplysning om meldingstenar og om skjema.",
        en: "A message has both the server's description and the document's schema.",
        holds: { message in message.blocks.messageHeader.map { _ in Self.hasBoth(message) } })

    private static func schema(_ reference: XMLElement, _ attribute: String) -> String? {
        reference.first("Schema", EnvelopeNamespace.eb)?.lenient(attribute, EnvelopeNamespace.eb)
    }

    /// Digits, with dots between them.
    private static func isVersion(_ text: String?) -> Bool {
        let parts = (text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Each announced namespace as the national list has it.
    private static func listed(
        _ subject: ProfileSubject, _ holds: (ProfileKnowledge.KnownNamespace?, _ version: String) -> Bool?
    ) -> Bool? {
        guard let catalogue = subject.knowledge.catalogue, let references = subject.references else { return nil }
        let announced = references.filter { !(schema($0, "location") ?? "").isEmpty }
        let verdicts = announced.compactMap {
            holds(catalogue[schema($0, "location") ?? ""], schema($0, "version") ?? "")
        }
        return verdicts.isEmpty ? nil : verdicts.allSatisfy(\.self)
    }

    /// A receipt's Service is that of the message it answers (HISD 1209).
    private static func belongs(_ subject: ProfileSubject) -> Bool? {
        guard let action = subject.blocks.action, let service = subject.blocks.service else { return nil }
        return listed(subject) { entry, _ in
            entry.map {
                $0.actions.contains(action) && (action == "APPREC" || ["S-\(action)", action].contains(service))
            }
        }
    }

    /// The first element of the decrypted document, or of the first one in its MsgHead (HITS 1210 5.3).
    private static func isAsAnnounced(_ subject: ProfileSubject) -> Bool? {
        guard let references = subject.references, let plaintexts = subject.knowledge.plaintexts,
            let announced = references.first.flatMap({ schema($0, "location") }), !announced.isEmpty,
            let plaintext = plaintexts.first,
            let found = subject.knowledge.documentNamespace ?? PayloadRules.documentNamespace(plaintext)
        else { return nil }
        return found == announced
    }

    private static func saysSomething(_ field: SubjectDescription.Field) -> Bool? {
        switch field {
        case .missing: nil
        case .text(let text): !text.isEmpty
        case .other: false
        }
    }

    private static func hasBoth(_ subject: ProfileSubject) -> Bool {
        let schemas = subject.blocks.manifestReferences.map { $0.first("Schema", EnvelopeNamespace.eb) }
        return subject.description != nil && !schemas.isEmpty && schemas.allSatisfy { $0 != nil }
    }
}
