public import FolderExchange
public import Foundation
public import Store

/// What the server has found about a document it hands over: for the record system, which decides what follows.
public struct DeliveryFindings: Sendable {
    public let remarks: [DeliveryRemark]
    /// The same document from the same sender, which this record system has been given before: sent to two of its
    /// addresses, or made into two messages by a fault (HITS 1168 5.4). To be ignored, without another AppRec.
    public let repeats: UUID?

    /// - Parameter recordSystem: the one it is handed to.
    public static func about(
        _ message: StoredMessage, for recordSystem: String, in store: any TenantReading
    ) throws -> DeliveryFindings {
        let accepted = try store.events(of: message.key).last { $0.step == "queuedForHandOver" }
        let earlier = try message.msgID.map(store.deliveries)?.first {
            $0.key < message.key && $0.fromHER == message.fromHER && $0.recordSystem == recordSystem
        }
        return DeliveryFindings(remarks: DeliveryRemark.all(in: accepted?.detail ?? [:]), repeats: earlier?.serverID)
    }
}
