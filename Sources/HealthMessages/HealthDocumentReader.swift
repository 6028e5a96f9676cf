import XML

/// Namespace names of the header and the receipts.
enum HealthNamespace {
    static let msgHead = "http://www.kith.no/xmlstds/msghead/2006-05-24"
    static let base64Container = "http://www.kith.no/xmlstds/base64container"
}

/// Goes through a parsed document once and picks what ``HealthDocument`` holds.
struct HealthDocumentReader {
    private let root: XMLElement
    private let namespace: String?
    private let size: Int

    init(root: XMLElement, size: Int) {
        self.root = root
        namespace = root.namespace
        self.size = size
    }

    func read() -> HealthDocument {
        if root.is("MsgHead", HealthNamespace.msgHead) { return msgHead() }
        if root.name == "AppRec", AppRecVersion(namespace: namespace) != nil { return appRec() }
        if root.name == "Message", let service = serviceElement { return ownRoot(service) }
        return document(.unknown)
    }

    // MARK: MsgHead

    private func msgHead() -> HealthDocument {
        guard saysOnce else { return document(.unknown) }
        let info = root.first("MsgInfo", namespace)
        let header = MsgHeadAddresses(namespace: namespace)
        return document(
            .msgHead, type: info?.coded("Type"), msgID: info?.value("MsgId"), genDateText: info?.value("GenDate"),
            migVersion: info?.value("MIGversion"), processingStatus: info?.coded("ProcessingStatus")?.code,
            ack: info?.coded("Ack")?.code,
            conversation: info?.first("ConversationRef", namespace).flatMap(conversation),
            sender: info?.first("Sender", namespace).flatMap(header.chain),
            receiver: info?.first("Receiver", namespace).flatMap(header.chain),
            otherReceivers: info?.all("OtherReceiver", namespace).compactMap(header.otherReceiver) ?? [],
            documents: root.all("Document", namespace).map(part),
            patientReports: root.all("PatientReport", namespace).count)
    }

    /// Whether which message it is, whose and for whom is said once: of two, another reader might believe the other.
    private var saysOnce: Bool {
        let infos = root.all("MsgInfo", namespace)
        return infos.count <= 1
            && infos.allSatisfy { info in
                ["Type", "MsgId", "GenDate", "Sender", "Receiver"].allSatisfy { info.all($0, namespace).count <= 1 }
            }
    }

    private func conversation(_ element: XMLElement) -> ConversationReference? {
        guard let parent = element.value("RefToParent"), let whole = element.value("RefToConversation") else {
            return nil
        }
        return ConversationReference(parent: parent, conversation: whole)
    }

    private func part(_ element: XMLElement) -> DocumentPart {
        let reference = element.first("RefDoc", namespace)
        let content = reference?.first("Content", namespace)?.children.first
        return DocumentPart(
            connection: element.coded("DocumentConnection")?.code, kind: reference?.coded("MsgType")?.code,
            mimeType: reference?.value("MimeType"), compression: reference?.coded("Compression")?.code,
            fileReference: reference?.value("FileReference"), contentName: content?.name,
            namespace: content?.namespace)
    }

    // MARK: Own root

    /// Requests go from Requester to ServProvider, reports the other way (HIS 1153-1, HISD 1209).
    private var serviceElement: (element: XMLElement, isRequest: Bool)? {
        if let request = root.first("ServReq", namespace) { return (request, true) }
        let report = root.first("ServRprt", namespace) ?? root.first("ServReport", namespace)
        return report.map { ($0, false) }
    }

    private func ownRoot(_ service: (element: XMLElement, isRequest: Bool)) -> HealthDocument {
        let addresses = HCPAddresses(namespace: namespace)
        let requester = service.element.first("Requester", namespace).flatMap(addresses.chain)
        let provider = service.element.first("ServProvider", namespace).flatMap(addresses.chain)
        let description = service.element.first("MsgDescr", namespace)
        return document(
            .ownRoot, type: root.coded("Type"), typeDescription: description?.attribute("V"),
            msgID: root.value("MsgId"), genDateText: root.first("GenDate", namespace)?.attribute("V"),
            migVersion: root.value("MIGversion"), ack: service.element.coded("Ack")?.code,
            sender: service.isRequest ? requester : provider, receiver: service.isRequest ? provider : requester,
            otherReceivers: service.element.all("CopyDest", namespace).compactMap { copy in
                addresses.chain(copy).map { OtherReceiver(chain: $0, role: "COP") }
            },
            isReport: !service.isRequest)
    }

    // MARK: AppRec

    private func appRec() -> HealthDocument {
        let addresses = HCPAddresses(namespace: namespace)
        return document(
            .appRec, type: root.coded("MsgType"), msgID: root.value("Id"), genDateText: root.value("GenDate"),
            migVersion: root.value("MIGversion"), sender: root.first("Sender", namespace).flatMap(addresses.chain),
            receiver: root.first("Receiver", namespace).flatMap(addresses.chain),
            appRec: try? AppRec.read(root))
    }

    private func document(
        _ form: HealthDocument.Form, type: CodedValue? = nil, typeDescription: String? = nil, msgID: String? = nil,
        genDateText: String? = nil, migVersion: String? = nil, processingStatus: String? = nil, ack: String? = nil,
        conversation: ConversationReference? = nil, sender: PartyChain? = nil, receiver: PartyChain? = nil,
        otherReceivers: [OtherReceiver] = [], documents: [DocumentPart] = [], patientReports: Int = 0,
        isReport: Bool = false, appRec: AppRec? = nil
    ) -> HealthDocument {
        HealthDocument(
            form: form, rootName: root.name, rootNamespace: namespace, type: type, typeDescription: typeDescription,
            msgID: msgID, genDate: genDateText.flatMap { HealthTime($0) }, genDateText: genDateText,
            migVersion: migVersion, processingStatus: processingStatus, ack: ack, conversation: conversation,
            sender: sender, receiver: receiver, otherReceivers: otherReceivers, documents: documents,
            patientReports: patientReports, isReport: isReport, appRec: appRec, size: size)
    }
}
