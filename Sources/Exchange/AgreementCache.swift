import EbXML
import Synchronization

/// Agreements as they were last read, known again by their octets: reading one costs more than signing a message.
final class AgreementCache: Sendable {
    private let agreements = Mutex<[String: (xml: [UInt8], agreement: Agreement)]>([:])

    /// - Parameter parties: whom it is between, such as the two HER-ids; octets are compared only within these.
    func agreement(_ xml: [UInt8], between parties: String) throws(AgreementError) -> Agreement {
        // The register gives the same array as long as nothing changes, and then this compares nothing.
        if let known = agreements.withLock({ $0[parties] }), known.xml == xml { return known.agreement }
        let read = try Agreement.read(xml)
        agreements.withLock { agreements in
            if agreements.count >= 1000 { agreements.removeAll() }
            agreements[parties] = (xml, read)
        }
        return read
    }
}
