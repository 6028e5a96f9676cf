import CommandOutcome
import Cryptography
import HTTPListening
import NationalIdentity
import PasswordHashing
import SendModule
import Trustee

extension TrusteeConfiguration {
    var realms: IdentityRealms {
        switch identities {
        case .production: IdentityRealms()
        case .test: IdentityRealms(counted: .test)
        }
    }
}

extension SendModuleAPI.Rules {
    init(_ settings: CurrentSettings.Value, store: TrusteeStore, faults: FaultPoint) {
        let configuration = settings.configuration
        let rules = IntakeRules(
            season: configuration.season, minimumClientVersion: configuration.minimumClientVersion,
            round: configuration.receipts)
        self.init(
            intake: Intake(
                store: store, signer: settings.signer, trust: settings.trust, rules: rules, faults: faults),
            certificates: CertificateLogin(store: store, trust: settings.trust), trust: settings.trust,
            season: configuration.season, round: configuration.receipts, pinLetter: configuration.pinLetter)
    }
}

extension HTTPListenerSettings {
    init(_ settings: TrusteeConfiguration.ListenerSettings) {
        let tls = settings.tls.map { files in
            HTTPListenerTLS(
                certificateChainFile: files.certificate, privateKeyFile: files.privateKey,
                clients: settings.clientRoots.map { .required(rootsFile: $0) } ?? .none)
        }
        self.init(host: settings.host, port: settings.port, tls: tls)
    }
}

extension PinHashing {
    /// How PINs are hashed with these settings, once the pepper is known.
    /// - Parameter concurrent: so many at a time in place of the settings' number.
    static func hasher(
        for settings: TrusteeConfiguration.HashingSettings, concurrent: Int? = nil
    ) throws(AdministrationError) -> @Sendable (SecretBytes) throws(AdministrationError) -> PinHashing {
        let parameters = Argon2Parameters(
            memoryKiB: UInt32(settings.memoryKiB), passes: UInt32(settings.passes), lanes: 1)
        let refusal = AdministrationError(
            "hashing", "PINs cannot be hashed with these settings.", exit: .configuration)
        guard let parameters else { throw refusal }
        return { (pepper) throws(AdministrationError) in
            guard let hasher = PasswordHasher(pepper: pepper, parameters: parameters) else { throw refusal }
            return .argon2id(
                hasher, queue: HashQueue(concurrent: concurrent ?? settings.concurrent, waiting: settings.waiting))
        }
    }
}
