import Commands
import MunicipalNode
import Store

/// Certificates in words and tables.
enum CertificateText {
    static func list(_ reply: CertificateList.Reply) -> String {
        var table = TextTable("ID", "PURPOSE", "STATE", "UNTIL", "DAYS LEFT", "SUBJECT")
        for certificate in reply.certificates {
            table.row(
                certificate.id, certificate.purpose.rawValue, certificate.state.rawValue,
                certificate.notAfter.map(LocalTime.day), certificate.daysLeft.map(String.init), certificate.subject)
        }
        return table.text(empty: "There is no certificate yet. `budstikke certificate import` imports one.")
    }

    static func imported(_ reply: CertificateImport.Reply, note: String) -> String {
        var lines = [
            "The \(reply.certificate.purpose.rawValue) certificate \(reply.certificate.id) is imported\(note).",
            reply.certificate.state == .active
                ? "It is in use." : "It is not in use yet: `budstikke certificate activate \(reply.certificate.id)`.",
        ]
        lines += reply.report.map { "  \(mark($0.severity)) \(TextTable.clean($0.sentence))" }
        if let remark = reply.trustRemark { lines.append("  warning  \(remark)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func mark(_ severity: String) -> String {
        severity + String(repeating: " ", count: max(1, 8 - severity.count))
    }
}
