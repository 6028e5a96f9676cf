import Certificates
import CommandOutcome
import Foundation
import Logging
import Register
import ServiceNode
import Synchronization

/// Whom the register believes and the keys it has, read anew every ten minutes: lists of withdrawn certificates and new
/// years' keys take effect without a restart. What cannot be read leaves the last in force.
final class CurrentTrust: Sendable {
    struct Value: Sendable {
        var trust: RegisterTrust
        /// nil until there is a signing key with its certificate.
        let signer: RegisterKeyPair?
    }

    private static let age: TimeInterval = 600

    /// The lists of the directory, and those that were fetched.
    let lists: RevocationFolder
    private let reading: RegisterTrustReading
    private let log: Logger
    private let state: Mutex<(value: Value, readAt: Date?)>

    init(_ reading: RegisterTrustReading, now: Date, log: Logger) throws {
        self.reading = reading
        self.log = log
        let revocation = reading.configuration.revocation
        lists = RevocationFolder(revocation.directory, required: revocation.required)
        state = Mutex((try Self.read(reading, now: now, log), nil))
    }

    var value: Value {
        var value = state.withLock { $0.value }
        value.trust.revocation = lists.current
        return value
    }

    /// The value, read anew when the last reading is old.
    func refreshed(now: Date) -> Value {
        let isOld = state.withLock { state in
            guard let readAt = state.readAt else {
                state.readAt = now
                return false
            }
            guard abs(now.timeIntervalSince(readAt)) >= Self.age else { return false }
            state.readAt = now
            return true
        }
        if isOld {
            do { try reload(now: now) } catch { log.error("trust-unreadable", metadata: ["error": "\(error)"]) }
        }
        return value
    }

    /// Reads everything anew.
    /// - Throws: what a file that cannot be used throws, and `AdministrationError` when there is no root certificate; keys
    ///   and issuers are then as they were.
    func reload(now: Date) throws {
        lists.reload()
        let value = try Self.read(reading, now: now, log)
        guard value.trust.trust.hasRoots else {
            throw AdministrationError(
                "trust-store-empty",
                "The trust store \(reading.configuration.trustStore) has no root certificate: nobody would be believed.",
                remedy: "Put the issuers' root certificates there.", exit: .configuration)
        }
        state.withLock { $0.value = value }
    }

    private static func read(_ reading: RegisterTrustReading, now: Date, _ log: Logger) throws -> Value {
        let trust = try reading.read(now: now) { file, fault in
            log.error("trustee-key-refused", metadata: ["file": "\(file)", "sentence": "\(fault)"])
        }
        return Value(trust: trust, signer: try reading.keys.pair(.signing))
    }
}
