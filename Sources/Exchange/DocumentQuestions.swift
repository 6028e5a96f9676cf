import HealthMessages
import XML

extension HealthDocument {
    /// Whether the sender wants an AppRec: `Ack` is not a plain no (code list 7304). An AppRec never gets one.
    var wantsAppRec: Bool { !isAppRec && ack != "N" }

    /// The namespace that says what kind of document it is.
    var mainNamespace: String? {
        form == .msgHead ? mainDocuments.lazy.compactMap(\.namespace).first : documentNamespaces.first
    }
}

extension HealthDocumentError {
    /// What is shown of it: where, never what.
    var evidence: [String: String] {
        var evidence = ["fault": code.rawValue]
        if let xml {
            evidence["line"] = String(xml.line)
            evidence["column"] = String(xml.column)
        }
        evidence["path"] = path
        return evidence
    }
}
