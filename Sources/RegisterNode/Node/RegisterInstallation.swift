import Foundation
import Keys
import Logging
import OsloCalendar
import Register
import Synchronization

/// What is on disk, opened: the store under the data directory's lock, and the keys.
struct RegisterInstallation: Sendable {
    let configuration: RegisterConfiguration
    let store: RegisterStore
    let keys: RegisterKeyFolder

    /// - Throws: `MasterKeyError`, `RegisterError`.
    static func open(_ configuration: RegisterConfiguration) throws -> RegisterInstallation {
        let masterKey = try MasterKey(
            file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
        return RegisterInstallation(
            configuration: configuration,
            store: try RegisterStore(directory: configuration.dataDirectory, masterKey: masterKey),
            keys: RegisterKeyFolder(in: configuration.dataDirectory, masterKey: masterKey))
    }

    var trustReading: RegisterTrustReading { RegisterTrustReading(configuration: configuration, keys: keys) }
}

extension RegisterConfiguration {
    /// The name of the register, as its mails and certificates bear it.
    public var name: String { mail.settings.registerName }
}

/// Whom the register believes and the keys it has, read anew every ten minutes: lists of withdrawn certificates and new
/// years' keys take effect without a restart. What cannot be read leaves the last in force.
final class CurrentTrust: Sendable {
    struct Value: Sendable {
        let trust: RegisterTrust
        /// nil until there is a signing key with its certificate.
        let signer: RegisterKeyPair?
    }

    private static let age: TimeInterval = 600

    private let reading: RegisterTrustReading
    private let log: Logger
    private let state: Mutex<(value: Value, readAt: Date?)>

    init(_ reading: RegisterTrustReading, log: Logger) throws {
        self.reading = reading
        self.log = log
        state = Mutex((try Self.read(reading), nil))
    }

    var value: Value { state.withLock { $0.value } }

    /// The value, read anew when the last reading is old.
    func refreshed(now: Date) -> Value {
        state.withLock { state in
            guard let readAt = state.readAt else {
                state.readAt = now
                return state.value
            }
            guard abs(now.timeIntervalSince(readAt)) >= Self.age else { return state.value }
            state.readAt = now
            do { state.value = try Self.read(reading) } catch {
                log.error("trust-unreadable", metadata: ["error": "\(error)"])
            }
            return state.value
        }
    }

    private static func read(_ reading: RegisterTrustReading) throws -> Value {
        Value(trust: try reading.read(), signer: try reading.keys.pair(.signing))
    }
}
