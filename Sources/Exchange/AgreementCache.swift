import EbXML
import Synchronization

/// Agreements as they were last read, known again by their octets: reading one costs more than signing a message.
final class AgreementCache: Sendable {
    private let agreements = Mutex<[[UInt8]: Agreement]>([:])

    func agreement(_ bytes: [UInt8]) throws(AgreementError) -> Agreement {
        if let known = agreements.withLock({ $0[bytes] }) { return known }
        let read = try Agreement.read(bytes)
        agreements.withLock { agreements in
            if agreements.count >= 1000 { agreements.removeAll() }
            agreements[bytes] = read
        }
        return read
    }
}
