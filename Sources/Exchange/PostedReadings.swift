import EbXML
import Foundation
import Synchronization

/// Posted messages that were read when they came, kept for the moment until it is their turn to be processed.
///
/// They are known by our own id, which no other message ever gets, and the bytes they were read from are stored. Only
/// small ones are kept, and only so many: what is not here is read from the store.
final class PostedReadings: Sendable {
    private static let most = 32
    /// Octets of the entity.
    private static let largest = 65_536

    private let readings = Mutex<[(id: UUID, mail: InboundMail)]>([])

    /// - Parameter size: octets of the entity it was read from.
    func keep(_ mail: InboundMail, of id: UUID, size: Int) {
        guard size <= Self.largest else { return }
        readings.withLock { readings in
            if readings.count >= Self.most { readings.removeFirst() }
            readings.append((id, mail))
        }
    }

    func take(_ id: UUID) -> InboundMail? {
        readings.withLock { readings in
            readings.firstIndex { $0.id == id }.map { readings.remove(at: $0).mail }
        }
    }
}
