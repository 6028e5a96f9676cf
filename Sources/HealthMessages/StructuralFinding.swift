/// One thing found by ``StructuralRules``.
public struct StructuralFinding: Sendable, Equatable {
    public enum Severity: String, Sendable { case warning, refusal }

    /// The raw values are the codes under which the sentences are kept.
    public enum Code: String, Sendable, CaseIterable {
        case rootUnknown = "root-unknown"
        case headIncomplete = "head-incomplete"
        case versionMissing = "version-missing"
        case messageIDMissing = "message-id-missing"
        case messageIDNotUUID = "message-id-not-uuid"
        case genDateMissing = "gen-date-missing"
        case genDateInvalid = "gen-date-invalid"
        case genDateInFuture = "gen-date-in-future"
        case senderLevel1Missing = "sender-level1-missing"
        case senderLevel2Missing = "sender-level2-missing"
        case receiverLevel1Missing = "receiver-level1-missing"
        case receiverLevel2Missing = "receiver-level2-missing"
        case noDocument = "no-document"
        case severalMainDocuments = "several-main-documents"
        case typeMissing = "type-missing"
        case typeDiffersFromAction = "type-differs-from-action"
        case typeUnknown = "type-unknown"
        case namespaceUnknown = "namespace-unknown"
        case tooLarge = "too-large"
        case largerThanAdvised = "larger-than-advised"
        /// The XML is broken behind a header that can be read.
        case notReadable = "not-readable"
        /// Sent to one of our addresses, while the document names none in our organisation that is right.
        case receiverUnknown = "receiver-unknown"
        /// A municipality is addressed by service (M-080).
        case personInMunicipality = "person-in-municipality"
    }

    public let code: Code
    public let severity: Severity
    /// The error a record system would answer with, if it is that kind of fault.
    public let receipt: AppRecErrorCode?
    /// What the sentence fills in: codes and figures, never names or ids.
    public let values: [String: String]

    /// A document whose header alone can be read.
    public static let notReadable = warning(.notReadable, receipt: .notXML)
    /// A document that names no right address in the organisation it was sent to.
    public static let receiverUnknown = warning(.receiverUnknown, receipt: .receiverUnknown)

    public static let personInMunicipality = warning(.personInMunicipality)

    init(_ code: Code, severity: Severity, receipt: AppRecErrorCode? = nil, values: [String: String] = [:]) {
        self.code = code
        self.severity = severity
        self.receipt = receipt
        self.values = values
    }

    static func refusal(
        _ code: Code, receipt: AppRecErrorCode? = nil, _ values: [String: String] = [:]
    ) -> StructuralFinding {
        StructuralFinding(code, severity: .refusal, receipt: receipt, values: values)
    }

    static func warning(
        _ code: Code, receipt: AppRecErrorCode? = nil, values: [String: String] = [:]
    ) -> StructuralFinding {
        StructuralFinding(code, severity: .warning, receipt: receipt, values: values)
    }

    /// The reason code a refusal is stored under.
    public var reasonCode: String {
        switch code {
        case .senderLevel1Missing, .senderLevel2Missing, .receiverLevel1Missing, .receiverLevel2Missing,
            .receiverUnknown, .personInMunicipality:
            "addresses-missing"
        case .typeUnknown, .namespaceUnknown, .rootUnknown: "type-unknown"
        case .typeDiffersFromAction: "wrong-action"
        case .tooLarge, .largerThanAdvised: "too-large"
        case .headIncomplete, .versionMissing, .messageIDMissing, .messageIDNotUUID, .genDateMissing, .genDateInvalid,
            .genDateInFuture, .noDocument, .severalMainDocuments, .typeMissing, .notReadable:
            "document-invalid"
        }
    }
}
