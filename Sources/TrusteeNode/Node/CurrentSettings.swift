import Certificates
import CommandOutcome
import Synchronization
import Trustee

/// The configuration that is in force with what it names, as they were when the service began or was last told to read
/// them anew.
final class CurrentSettings: Sendable {
    struct Value: Sendable {
        let configuration: TrusteeConfiguration
        let trust: TrustStore
        let signer: TrusteeSigner
    }

    private let state: Mutex<Value>

    init(_ configuration: TrusteeConfiguration, trust: TrustStore, signer: TrusteeSigner) {
        state = Mutex(Value(configuration: configuration, trust: trust, signer: signer))
    }

    var value: Value { state.withLock { $0 } }

    /// Takes another configuration into force, and every file that it names.
    /// - Returns: the names of the settings that were changed.
    /// - Throws: `AdministrationError` `needs-restart`, or about a file; nothing has changed then.
    func replace(with new: TrusteeConfiguration) throws(AdministrationError) -> [String] {
        let old = value.configuration
        let fixed = old.settingsThatStay(in: new)
        guard fixed.isEmpty else {
            throw AdministrationError(
                "needs-restart",
                "What was changed in \(fixed.joined(separator: ", ")) has no effect while the service runs.",
                remedy: "Restart the service to use it, or put it back as it was.", exit: .configuration)
        }
        let trust = try TrustFiles.trust(new.trustStore)
        let signer = try TrustFiles.signer(new)
        state.withLock { $0 = Value(configuration: new, trust: trust, signer: signer) }
        return old.settingsThatMayChange(in: new)
    }
}

extension TrusteeConfiguration {
    /// The settings that differ and are locked, opened or shared out when the service starts.
    fileprivate func settingsThatStay(in new: TrusteeConfiguration) -> [String] {
        [
            ("dataDirectory", dataDirectory == new.dataDirectory),
            ("masterKeyFile", masterKeyFile == new.masterKeyFile),
            ("controlSocket", controlSocket == new.controlSocket),
            ("organisation", organisation == new.organisation), ("identities", identities == new.identities),
            ("sendModule", sendModule == new.sendModule), ("pages", pages == new.pages),
            ("register", register == new.register), ("hashing", hashing == new.hashing),
        ].filter { !$0.1 }.map(\.0)
    }

    /// The settings that differ and take effect at once.
    fileprivate func settingsThatMayChange(in new: TrusteeConfiguration) -> [String] {
        let revocationIsSame =
            revocation == new.revocation && revocationRequired == new.revocationRequired
            && revocationHosts == new.revocationHosts
        return [
            ("trustStore", trustStore == new.trustStore), ("revocation", revocationIsSame),
            ("signing", signing == new.signing), ("season", season == new.season),
            ("receipts", receipts == new.receipts),
            ("minimumClientVersion", minimumClientVersion == new.minimumClientVersion),
            ("pinLetter", pinLetter == new.pinLetter), ("logLevel", logLevel == new.logLevel),
        ].filter { !$0.1 }.map(\.0)
    }
}
