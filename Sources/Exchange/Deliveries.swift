import Foundation
public import Store

/// The messages that one submitted document has become: one to its primary receiver, one to each copy receiver.
///
/// Each lives on its own (state, attempts, receipts, deadline). The record system knows them all by the id it was given
/// when it submitted the document, which is that of the first.
public enum Deliveries {
    /// In the first event of a copy: the id of the message to the primary receiver.
    static let copyOf = "copyOf"

    /// All messages of the submission a message belongs to, the primary receiver's first; of any other message, itself.
    public static func all(with message: StoredMessage, in store: any TenantReading) throws -> [StoredMessage] {
        guard message.direction == .outgoing, message.kind == .business, let msgID = message.msgID else {
            return [message]
        }
        let primary = try id(of: message, in: store)
        let same = try store.submitted(msgID: msgID).filter { other in
            try other.recordSystem == message.recordSystem && id(of: other, in: store) == primary
        }
        let (first, copies) = (
            same.filter { $0.serverID.uuidString.lowercased() == primary },
            same.filter { $0.serverID.uuidString.lowercased() != primary }
        )
        return first + copies.sorted { $0.key < $1.key }
    }

    /// The id under which the record system knows a message: that of the message to the primary receiver, lower case.
    public static func id(of message: StoredMessage, in store: any TenantReading) throws -> String {
        let first = try store.events(of: message.key).first { $0.step == "submitted" }
        return first?.detail[copyOf] ?? message.serverID.uuidString.lowercased()
    }
}
