import FolderExchange
import HealthMessages
import Texts

/// Findings in an accepted document, as they are kept in its timeline until it is handed over: codes and figures.
extension DeliveryRemark {
    static func detail(of findings: [StructuralFinding]) -> [String: String] {
        guard !findings.isEmpty else { return [:] }
        let values = findings.reduce(into: [String: String]()) { $0.merge($1.values) { first, _ in first } }
        return values.merging([
            "remarks": findings.map {
                [$0.code.rawValue, $0.receipt?.rawValue].compactMap(\.self).joined(separator: ":")
            }
            .joined(separator: " ")
        ]) { $1 }
    }

    static func all(in detail: [String: String]) -> [DeliveryRemark] {
        (detail["remarks"] ?? "").split(separator: " ").map { remark in
            let parts = remark.split(separator: ":").map(String.init)
            return DeliveryRemark(
                code: parts[0], appRecError: parts.count > 1 ? parts[1] : nil,
                sentences: Dictionary(
                    uniqueKeysWithValues: Language.allCases.map {
                        ($0.rawValue, Texts.finding(parts[0], $0, values: detail))
                    }))
        }
    }
}
