import Identifiers
import XML

/// Departures that no rule of HITS 1172 has a number for: they break HITS 1171 or ebMS, or nothing at all.
///
/// Told beside the rules so that each known way of a partner has its name, wherever it is demanded.
enum UnnumberedDepartures {
    static func found(in subject: ProfileSubject) -> Set<Tolerance> {
        guard let header = subject.blocks.messageHeader else { return [] }
        var found = service(header, subject).union(roles(subject)).union(values(header, subject))
        if isSignal(subject), header.first("DuplicateElimination", EnvelopeNamespace.eb) != nil {
            found.insert(.duplicateEliminationInAcknowledgment)
        }
        if let request = subject.blocks.ackRequested, request.lenient("actor", EnvelopeNamespace.soap) == nil {
            found.insert(.noActor)
        }
        if subject.blocks.header?.first("MessageOrder", EnvelopeNamespace.eb) != nil { found.insert(.messageOrder) }
        if let receipt = subject.blocks.acknowledgment, hasUnboundXPath(receipt) {
            found.insert(.undeclaredPrefixInXPath)
        }
        return found
    }

    private static func isSignal(_ subject: ProfileSubject) -> Bool { !subject.scope.isDisjoint(with: .signals) }

    /// HIS 1037 6.2.1 names `kithService`, HITS 1171's example and the national profiles `string`; HISD 1209 has `S-`.
    private static func service(_ header: XMLElement, _ subject: ProfileSubject) -> Set<Tolerance> {
        var found: Set<Tolerance> = []
        switch header.first("Service", EnvelopeNamespace.eb)?.lenient("type", EnvelopeNamespace.eb) {
        case "kithService"?: found.insert(.kithService)
        case "string"?: found.insert(.stringService)
        default: break
        }
        if subject.scope == .business, let service = subject.blocks.service, service == subject.blocks.action {
            found.insert(.serviceWithoutS)
        }
        return found
    }

    /// eb:Role belongs to business documents and to nothing else (HITS 1171 5.2.1.3).
    private static func roles(_ subject: ProfileSubject) -> Set<Tolerance> {
        let sides = [subject.blocks.from, subject.blocks.to].compactMap(\.self)
        let roles = sides.filter { !($0.value("Role") ?? "").isEmpty }.count
        if subject.scope == .business { return roles < sides.count ? [.roleMissing] : [] }
        return roles > 0 ? [.roleInSignal] : []
    }

    private static func values(_ header: XMLElement, _ subject: ProfileSubject) -> Set<Tolerance> {
        var found: Set<Tolerance> = []
        let parties = [subject.blocks.from, subject.blocks.to].compactMap(\.self)
            .flatMap { $0.all("PartyId", EnvelopeNamespace.eb) }
        if parties.contains(where: { $0.lenient("type", EnvelopeNamespace.eb) == "orgnummer" }) {
            found.insert(.orgnummerType)
        }
        if let time = subject.blocks.messageData?.value("Timestamp"), XMLTimestamp.read(time)?.hasZone == false {
            found.insert(.timestampWithoutZone)
        }
        let texts = header.children + parties + (subject.blocks.messageData?.children ?? [])
        if texts.contains(where: { $0.children.isEmpty && $0.text != $0.text.trimmed }) {
            found.insert(.whiteSpaceAroundValue)
        }
        let blocks = [header, subject.blocks.ackRequested, subject.blocks.acknowledgment, subject.blocks.errorList]
        if blocks.contains(where: { $0.map(hasBareAttribute) ?? false }) { found.insert(.unqualifiedAttribute) }
        return found
    }

    private static func hasBareAttribute(_ block: XMLElement) -> Bool {
        block.attributes.contains { $0.namespace == nil && ["mustUnderstand", "version", "signed"].contains($0.name) }
    }

    /// An XPath copied into a receipt whose prefix is no longer declared. Nothing is evaluated in a copy; in a signature's
    /// own XPath the same is refused (r.36).
    private static func hasUnboundXPath(_ receipt: XMLElement) -> Bool {
        receipt.children.filter { $0.name == "Reference" }.contains { reference in
            let transforms = reference.first("Transforms", reference.namespace)?.children ?? []
            return transforms.flatMap(\.children).filter { $0.name == "XPath" }.contains { xpath in
                guard let at = xpath.text.split(separator: "@").dropFirst().first, let colon = at.firstIndex(of: ":")
                else { return false }
                return xpath.namespace(forPrefix: String(at[..<colon])) == nil
            }
        }
    }
}
