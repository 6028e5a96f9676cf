import Foundation
import HealthMessages
import Store

/// Finds the message that a document answers or carries on, among what the tenant has sent and received.
struct EarlierMessages {
    let store: any TenantStore

    /// The received message an AppRec answers.
    func original(of document: HealthDocument) async throws -> StoredMessage? {
        guard let msgID = document.appRec?.originalMsgID else { return nil }
        return try await earlier(msgID) {
            $0.direction == .incoming && !$0.state.isRefusal && $0.toHER == document.sender?.her
                && $0.fromHER == document.receiver?.her
        }
    }

    /// The conversation of the message this one follows, whichever side sent it (HITS 1171 §9.1.2).
    func conversation(of document: HealthDocument) async throws -> String? {
        guard let reference = document.conversation else { return nil }
        for msgID in [reference.parent, reference.conversation] {
            if let known = try await earlier(msgID, where: { $0.conversationID != nil }) { return known.conversationID }
        }
        return nil
    }

    private func earlier(
        _ msgID: String, where fits: @escaping @Sendable (StoredMessage) -> Bool
    ) async throws -> StoredMessage? {
        var query = MessageQuery()
        query.anyID = msgID
        query.kinds = [.business]
        let final = query
        return try await self.store.read { store in
            try store.messages(final).last { $0.msgID == msgID && fits($0) }
        }
    }
}
