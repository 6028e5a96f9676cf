import XML

/// The ebXML blocks against their schema, as far as it is a matter of which elements stand where (HITS 1172 r.17).
///
/// What a missing or wrong value means is for the rule of that value. Elements of other namespaces may follow at the
/// end of a block, as the schema allows.
enum HeaderSchema {
    static func judge(_ subject: ProfileSubject) -> RuleOutcome {
        let blocks = subject.blocks
        guard let header = blocks.messageHeader else { return .moot }
        let rows: [(XMLElement?, [Particle])] = [
            (header, messageHeader), (blocks.messageData, messageData), (blocks.acknowledgment, acknowledgment),
            (blocks.errorList, errorList), (blocks.manifest, manifest),
        ]
        guard rows.allSatisfy({ element, model in element.map { fits($0, model) } ?? true }) else { return .broken }
        let copies = blocks.acknowledgment?.children.filter { $0.name == "Reference" } ?? []
        return copies.allSatisfy { $0.namespace == EnvelopeNamespace.dsig } ? .kept : .departs(.unqualifiedReference)
    }

    private struct Particle {
        let name: String
        let range: ClosedRange<Int>
    }

    private static let messageHeader = [
        one("From"), one("To"), one("CPAId"), one("ConversationId"), one("Service"), one("Action"),
        one("MessageData"), optional("DuplicateElimination"), any("Description"),
    ]
    private static let messageData = [
        one("MessageId"), one("Timestamp"), optional("RefToMessageId"), optional("TimeToLive"),
    ]
    private static let acknowledgment = [one("Timestamp"), one("RefToMessageId"), optional("From"), any("Reference")]
    private static let errorList = [any("Error")]
    private static let manifest = [any("Reference")]

    private static func one(_ name: String) -> Particle { Particle(name: name, range: 1...1) }
    private static func optional(_ name: String) -> Particle { Particle(name: name, range: 0...1) }
    private static func any(_ name: String) -> Particle { Particle(name: name, range: 0...1_000) }

    /// The children come in the order of the model. ds:Reference is found by its name alone: partners forget its
    /// namespace, which the caller tells.
    private static func fits(_ element: XMLElement, _ model: [Particle]) -> Bool {
        var rest = element.children.filter { $0.namespace == EnvelopeNamespace.eb || $0.name == "Reference" }[...]
        for particle in model {
            let count = rest.prefix { $0.name == particle.name }.count
            guard particle.range.contains(count) else { return false }
            rest = rest.dropFirst(count)
        }
        return rest.isEmpty
    }
}
