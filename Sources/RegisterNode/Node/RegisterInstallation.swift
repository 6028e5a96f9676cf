import Foundation
import Keys
import Register

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
