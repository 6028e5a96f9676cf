import Foundation
import HealthMessages
import Store

/// Finds the message that a document answers or carries on, among what the tenant has sent and received.
struct EarlierMessages {
    let store: any TenantStore

    /// The received message an AppRec answers: the one sent to the address that answers, else another copy of it.
    ///
    /// A receipt mirrors the address of the document, even a wrong one, and may be written for a copy receiver before
    /// that one's own envelope is here (HITS 1168 5.4, 6.1).
    func original(of document: HealthDocument) async throws -> StoredMessage? {
        guard let msgID = document.appRec?.originalMsgID, let receiver = document.receiver else { return nil }
        let found = try await store.read { try $0.deliveries(msgID: msgID) }.filter {
            $0.fromHER != nil && [receiver.level2, receiver.level1].contains($0.fromHER)
        }
        return found.last { $0.toHER == document.sender?.her } ?? found.first
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

extension TenantReading {
    /// Messages in which a document with this MsgId was received and not turned away, oldest first.
    func deliveries(msgID: String) throws -> [StoredMessage] {
        try received(msgID: msgID).filter(\.state.isHandedOn)
    }
}

extension MessageState {
    /// Whether an incoming document is with its record system or on the way there.
    fileprivate var isHandedOn: Bool { self == .queuedForHandOver || self == .handedOver || self == .answered }
}
