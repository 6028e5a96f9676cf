public import Foundation

/// Rules every document must keep before it is sent or handed over: header, ids, addresses, documents, type and size.
///
/// They look at what ``HealthDocument`` holds, never at content; schema validation is another thing.
public enum StructuralRules {
    /// Which way the document goes. What we send must be right; what others sent is handed over unless it cannot be.
    public enum Direction: Sendable { case outgoing, incoming }

    /// How far into the future GenDate may lie before it is remarked, seconds: clocks differ.
    public static let clockTolerance: TimeInterval = 300

    /// Checks a document and gives everything found, in the document's order; empty when all is well.
    ///
    /// - Parameters:
    ///   - action: eb:Action of the envelope; nil where there is none yet.
    ///   - now: for the check of GenDate.
    public static func check(
        _ document: HealthDocument, action: String? = nil, direction: Direction, catalogue: MessageCatalogue, now: Date
    ) -> [StructuralFinding] {
        guard document.form != .unknown else { return [.refusal(.rootUnknown, receipt: .formatUnsupported)] }
        let check = StructuralCheck(
            document: document, action: action, direction: direction, catalogue: catalogue, now: now)
        return check.head() + check.messageID() + check.genDate() + check.addresses() + check.documents()
            + check.type() + check.size()
    }
}

/// One run of the rules over one document.
private struct StructuralCheck {
    let document: HealthDocument
    let action: String?
    let direction: StructuralRules.Direction
    let catalogue: MessageCatalogue
    let now: Date

    /// Type, version, sender and receiver are there.
    func head() -> [StructuralFinding] {
        var findings: [StructuralFinding] = []
        if document.type == nil { findings.append(.refusal(.typeMissing, receipt: .notValid)) }
        if document.migVersion == nil { findings.append(.warning(.versionMissing, receipt: .notValid)) }
        for (name, chain) in [("Sender", document.sender), ("Receiver", document.receiver)] where chain == nil {
            findings.append(.refusal(.headIncomplete, receipt: .notValid, ["element": name]))
        }
        if document.isAppRec, document.appRec == nil {
            findings.append(.refusal(.headIncomplete, ["element": "OriginalMsgId"]))
        }
        return findings
    }

    /// MsgId is there and is a UUID: a receiver must reject anything else with E10 (HIS 80415:2012, test 17).
    func messageID() -> [StructuralFinding] {
        guard let id = document.msgID else { return [.refusal(.messageIDMissing, receipt: .invalidMessageID)] }
        guard UUID(uuidString: id) == nil else { return [] }
        return [.init(.messageIDNotUUID, severity: strict, receipt: .invalidMessageID)]
    }

    /// GenDate is there, can be read, and is not ahead of the clock.
    func genDate() -> [StructuralFinding] {
        guard document.genDateText != nil else { return [.refusal(.genDateMissing, receipt: .notValid)] }
        guard let time = document.genDate else { return [.refusal(.genDateInvalid, receipt: .notValid)] }
        guard time.date.timeIntervalSince(now) > StructuralRules.clockTolerance else { return [] }
        return [.warning(.genDateInFuture)]
    }

    /// HER-ids on both levels of sender and receiver (M-073, HIS 1153-1). A receipt repeats what it got, so it needs
    /// only someone to go to.
    func addresses() -> [StructuralFinding] {
        guard let sender = document.sender, let receiver = document.receiver else { return [] }
        if document.isAppRec {
            return receiver.her == nil ? [.refusal(.receiverLevel2Missing)] : []
        }
        let levels: [(StructuralFinding.Code, Bool)] = [
            (.senderLevel1Missing, sender.level1 == nil), (.senderLevel2Missing, sender.level2 == nil),
            (.receiverLevel1Missing, receiver.level1 == nil), (.receiverLevel2Missing, receiver.level2 == nil),
        ]
        return levels.filter(\.1).map { .init($0.0, severity: strict, receipt: .receiverUnknown) }
    }

    /// A MsgHead holds exactly one main document (HIS 80601); reports to registers hold patient reports instead.
    func documents() -> [StructuralFinding] {
        guard document.form == .msgHead, document.patientReports == 0 else { return [] }
        let count = document.mainDocuments.count
        if count == 1 { return [] }
        if document.documents.isEmpty || count == 0 { return [.refusal(.noDocument, receipt: .notValid)] }
        return [.init(.severalMainDocuments, severity: strict, receipt: .notValid, values: ["count": String(count)])]
    }

    /// Type is known, is what the envelope says, and the content's namespace belongs to it (HISD 1209 3.1, HITS 1210).
    func type() -> [StructuralFinding] {
        guard let type = document.type?.code else { return [] }
        guard let entry = catalogue.entry(for: document) else {
            return [.init(.typeUnknown, severity: strict, receipt: .formatUnsupported, values: ["type": type])]
        }
        if let action, action != entry.action {
            return [.refusal(.typeDiffersFromAction, receipt: .formatUnsupported, ["type": type, "action": action])]
        }
        let main =
            document.form == .msgHead ? document.mainDocuments.compactMap(\.namespace) : document.documentNamespaces
        guard !entry.versions.isEmpty, main.contains(where: { entry.version(namespace: $0) == nil }) else { return [] }
        return [.init(.namespaceUnknown, severity: strict, receipt: .formatUnsupported, values: ["type": type])]
    }

    /// Within the limits of the type.
    func size() -> [StructuralFinding] {
        guard let entry = catalogue.entry(for: document) else { return [] }
        let values = { (limit: Int) in ["size": String(document.size), "limit": String(limit)] }
        if document.size > entry.maximumSize { return [.refusal(.tooLarge, values(entry.maximumSize))] }
        if document.size > entry.advisedSize {
            return [.warning(.largerThanAdvised, values: values(entry.advisedSize))]
        }
        return []
    }

    /// Faults that we must not send, but that a record system may want to see and answer itself.
    private var strict: StructuralFinding.Severity { direction == .outgoing ? .refusal : .warning }
}
