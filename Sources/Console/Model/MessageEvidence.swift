import Foundation
import MunicipalNode

/// All that is known of a message but its content, as a file to keep: JSON with sorted keys, times in UTC.
struct MessageEvidence: Encodable {
    let schemaVersion = 1
    let message: MessageShow.Reply

    init(_ message: MessageShow.Reply) { self.message = message }

    func octets() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(self))
    }
}
