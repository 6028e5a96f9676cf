/// The two versions of the application receipt in use (HIS 80415:2004 and :2012).
public enum AppRecVersion: String, Sendable, Codable, CaseIterable {
    case v1_0 = "1.0"
    case v1_1 = "1.1"

    public var namespace: String {
        switch self {
        case .v1_0: "http://www.kith.no/xmlstds/apprec/2004-11-21"
        case .v1_1: "http://www.kith.no/xmlstds/apprec/2012-02-15"
        }
    }

    /// MIGversion as the standard fixes it.
    public var migVersion: String {
        switch self {
        case .v1_0: "1.0 2004-11-21"
        case .v1_1: "v1.1 2012-02-15"
        }
    }

    init?(namespace: String?) {
        guard let version = Self.allCases.first(where: { $0.namespace == namespace }) else { return nil }
        self = version
    }

    /// Role of the party that receives the receipt (8112; HIS 80415 3.5.1).
    var receiverRole: CodedValue {
        switch self {
        case .v1_0: CodedValue("RECEIVER", name: "Mottaker")
        case .v1_1: CodedValue("AVS", name: "Avsender")
        }
    }

    /// Role of the party that gives the receipt: copy receiver, or primary receiver, which v1.0 calls requester or
    /// provider of the service.
    func senderRole(_ role: Receiver.Role, isRequester: Bool) -> CodedValue {
        switch (self, role) {
        case (_, .copy): CodedValue("COP", name: "Kopimottaker")
        case (.v1_1, .primary): CodedValue("PRIM", name: "Primærmottaker")
        case (.v1_0, .primary):
            isRequester ? CodedValue("REQ", name: "Rekvirent") : CodedValue("SPR", name: "Tjenesteyter")
        }
    }
}

/// What the receiver's record system says of a message (code list 8258).
public enum AppRecStatus: String, Sendable, Codable, CaseIterable {
    case ok = "1"
    case rejected = "2"
    /// Accepted, with an error in a part of it: used for Behandlerkrav only.
    case okWithErrorInPart = "3"

    /// The code list's words, in Norwegian as in the list.
    public var name: String {
        switch self {
        case .ok: "OK"
        case .rejected: "Avvist"
        case .okWithErrorInPart: "OK, feil i delmelding"
        }
    }
}

/// Why a message was rejected (code list 8221). A code outside this list is read and shown, never written.
public enum AppRecErrorCode: String, Sendable, Codable, CaseIterable {
    case invalidMessageID = "E10"
    case doctorUnknown = "E20"
    case receiverUnknown = "E21"
    case identityNumberMissing = "E30"
    case identityNumberWrong = "E31"
    case nameMissing = "E32"
    case patientUnknown = "E35"
    case patientInsufficient = "E36"
    case identityNumberNotInRegister = "E53"
    case identityNumberNotAtReceiver = "E54"
    case signatureFault = "S01"
    case invalidCertificate = "S02"
    case revokedCertificate = "S03"
    case otherSignatureFault = "S99"
    case notXML = "T01"
    case notValid = "T02"
    case formatUnsupported = "T10"
    case otherTechnicalFault = "T99"
    case otherFault = "X99"

    /// Object identifier of the code list.
    public static let system = "2.16.578.1.12.4.1.1.8221"

    /// The code list's words, in Norwegian as in the list.
    public var name: String {
        switch self {
        case .invalidMessageID: "Ugyldig meldingsidentifikator"
        case .doctorUnknown: "Lege finnes ikke"
        case .receiverUnknown: "Mottaker finnes ikke"
        case .identityNumberMissing: "Pasientens fødselsnummer mangler"
        case .identityNumberWrong: "Pasientens fødselsnummer er feil"
        case .nameMissing: "Pasientens navn mangler"
        case .patientUnknown: "Pasienten finnes ikke i mottakersystemet"
        case .patientInsufficient: "Pasientopplysninger er utilstrekkelige"
        case .identityNumberNotInRegister: "Pasientens fødselsnummer eller D-nummer finnes ikke i Folkeregisteret"
        case .identityNumberNotAtReceiver: "Pasientens fødselsnummer er ikke registrert hos mottaker"
        case .signatureFault: "Feil på signatur"
        case .invalidCertificate: "Ugyldig sertifikat"
        case .revokedCertificate: "Tilbaketrukket sertifikat"
        case .otherSignatureFault: "Annen feil på signatur"
        case .notXML: "Ikke XML / ikke 'well formed' / uleselig"
        case .notValid: "XML validerer ikke"
        case .formatUnsupported: "Støtter ikke meldingsformatet"
        case .otherTechnicalFault: "Annen teknisk feil"
        case .otherFault: "Annen feil"
        }
    }
}

/// One error in a receipt, as written or as read.
public struct AppRecError: Sendable, Equatable {
    /// V: of code list 8221, or of the list in `system`.
    public let code: String
    /// DN.
    public let name: String?
    /// OT: what the code list cannot say. May hold names: show it to those who may see the message, never log it.
    public let explanation: String?
    /// S: object identifier of the code list; some receipts use lists of their own.
    public let system: String?

    public init(_ code: AppRecErrorCode, explanation: String? = nil) {
        self.init(
            code: code.rawValue, name: code.name, explanation: explanation, system: AppRecErrorCode.system)
    }

    init(code: String, name: String?, explanation: String?, system: String?) {
        self.code = code
        self.name = name
        self.explanation = explanation
        self.system = system
    }
}
