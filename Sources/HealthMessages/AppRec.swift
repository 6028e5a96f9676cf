public import Identifiers
public import XML

/// An application receipt: what one receiver's record system says of one message (HIS 80415, HITS 1168).
public struct AppRec: Sendable, Equatable {
    public let version: AppRecVersion
    public let id: String
    public let genDate: HealthTime
    /// The receiver of the original, who answers.
    public let sender: AppRecParty
    /// The sender of the original.
    public let receiver: AppRecParty
    public let status: AppRecStatus
    public let errors: [AppRecError]
    /// OriginalMsgId/Id: the MsgId that is answered. With `answeredBy` it finds the message (M-111).
    public let originalMsgID: String
    /// OriginalMsgId/MsgType (8279).
    public let originalMsgType: CodedValue
    /// OriginalMsgId/IssueDate: the original's GenDate as written.
    public let originalIssueDate: String

    /// HER-id of the receiver that answers, level 2 when there is one.
    public var answeredBy: HERId? { sender.chain.her }

    /// Reads a receipt; throws when a part that must be there is missing.
    public static func read(
        _ bytes: [UInt8], limits: XMLLimits = .envelope
    ) throws(HealthDocumentError) -> AppRec {
        let document: XMLDocument
        do { document = try XMLDocument.parse(bytes, limits: limits) } catch {
            throw HealthDocumentError(.notXML, xml: error)
        }
        return try read(document.root)
    }

    static func read(_ root: XMLElement) throws(HealthDocumentError) -> AppRec {
        guard root.name == "AppRec", let version = AppRecVersion(namespace: root.namespace) else {
            throw HealthDocumentError(.otherRoot)
        }
        return try AppRecReader(root: root, version: version).read()
    }
}

/// One side of a receipt.
public struct AppRecParty: Sendable, Equatable {
    /// PRIM, COP, AVS (v1.1), REQ, SPR, RECEIVER (v1.0).
    public let role: CodedValue?
    public let chain: PartyChain

    public init(role: CodedValue?, chain: PartyChain) {
        self.role = role
        self.chain = chain
    }
}

/// Picks the parts of a receipt.
private struct AppRecReader {
    let root: XMLElement
    let version: AppRecVersion

    func read() throws(HealthDocumentError) -> AppRec {
        let original = try element("OriginalMsgId")
        return AppRec(
            version: version, id: try text("Id"), genDate: try genDate(), sender: try party("Sender"),
            receiver: try party("Receiver"), status: try status(), errors: errors(),
            originalMsgID: try text("Id", in: original), originalMsgType: try coded("MsgType", in: original),
            originalIssueDate: try text("IssueDate", in: original))
    }

    private func genDate() throws(HealthDocumentError) -> HealthTime {
        guard let time = HealthTime(try text("GenDate")) else {
            throw HealthDocumentError(.unknownValue, path: "/AppRec/GenDate")
        }
        return time
    }

    private func status() throws(HealthDocumentError) -> AppRecStatus {
        guard let status = AppRecStatus(rawValue: try coded("Status", in: root).code) else {
            throw HealthDocumentError(.unknownValue, path: "/AppRec/Status")
        }
        return status
    }

    private func errors() -> [AppRecError] {
        root.all("Error", root.namespace).compactMap { error in
            error.codedValue.map {
                AppRecError(
                    code: $0.code, name: $0.name, explanation: error.attribute("OT")?.trimmingWhiteSpace,
                    system: $0.system)
            }
        }
    }

    private func party(_ name: String) throws(HealthDocumentError) -> AppRecParty {
        let party = try element(name)
        guard let chain = HCPAddresses(namespace: root.namespace).chain(party) else {
            throw HealthDocumentError(.incomplete, path: "\(party.path)/HCP")
        }
        return AppRecParty(role: party.coded("Role"), chain: chain)
    }

    private func element(_ name: String) throws(HealthDocumentError) -> XMLElement {
        guard let element = root.first(name, root.namespace) else {
            throw HealthDocumentError(.incomplete, path: "/AppRec/\(name)")
        }
        return element
    }

    private func text(_ name: String, in parent: XMLElement? = nil) throws(HealthDocumentError) -> String {
        guard let value = (parent ?? root).value(name) else {
            throw HealthDocumentError(.incomplete, path: "\((parent ?? root).path)/\(name)")
        }
        return value
    }

    private func coded(_ name: String, in parent: XMLElement) throws(HealthDocumentError) -> CodedValue {
        guard let value = parent.coded(name) else {
            throw HealthDocumentError(.incomplete, path: "\(parent.path)/\(name)")
        }
        return value
    }
}
