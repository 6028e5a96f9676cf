import Exchange
import Texts

/// `EbXmlInfo` of a request as wishes for the envelope.
enum EnvelopeOverrides {
    private static let texts: [(name: String, wish: any WritableKeyPath<EnvelopeWishes, String?> & Sendable)] = [
        ("cpaId", \.cpaID), ("conversationId", \.conversationID), ("service", \.service),
        ("serviceType", \.serviceType), ("action", \.action), ("senderRole", \.senderRole),
        ("receiverRole", \.receiverRole), ("applicationName", \.applicationName),
        ("applicationVersion", \.applicationVersion), ("middlewareName", \.middlewareName),
        ("middlewareVersion", \.middlewareVersion),
    ]

    /// Its members that are texts.
    static var names: [String] { texts.map(\.name) }

    /// - Parameter client: the `nhn-source-system` header, which names the application unless the overrides do.
    /// - Throws: `Problem.requestInvalid` for a text that cannot stand in an envelope.
    static func read(_ value: JSONValue?, client: String?) throws(Problem) -> EnvelopeWishes {
        var wishes = EnvelopeWishes()
        (wishes.applicationName, wishes.applicationVersion) = application(client ?? "")
        var faults: [String] = []
        if let client, !canStandInEnvelope(client) {
            faults.append("nhn-source-system must be text without control characters and without space at its ends.")
        }
        for (name, wish) in texts {
            guard let text = value?[name]?.string, !text.isEmpty else { continue }
            guard canStandInEnvelope(text) else {
                faults.append(
                    "ebXmlOverrides.\(name) must be text without control characters and without space at its ends.")
                continue
            }
            wishes[keyPath: wish] = text
        }
        guard faults.isEmpty else { throw Problem(.requestInvalid, faults: faults) }
        wishes.useSenderLevel1HERId = value?["useSenderLevel1HerId"]?.bool ?? false
        wishes.compressPayload = value?["compressPayload"]?.bool ?? false
        return wishes
    }

    /// Characters of XML 1.0 that mean themselves wherever they stand (XML 1.0 2.2).
    private static func canStandInEnvelope(_ text: String) -> Bool {
        let isTrimmed = text.first?.isWhitespace == false && text.last?.isWhitespace == false
        return isTrimmed
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value & 0xFFFE != 0xFFFE
            }
    }

    /// `MyApplication, v1.337`: name and version.
    private static func application(_ text: String) -> (name: String?, version: String?) {
        let parts = text.split(separator: ",", maxSplits: 1).map { $0.drop { $0 == " " } }
        return (parts.first.map(String.init), parts.count > 1 ? String(parts[1]) : nil)
    }
}
