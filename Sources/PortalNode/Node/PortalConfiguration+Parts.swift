import CommandOutcome
import Cryptography
import HTTPListening
import PasswordHashing
import Portal
import Texts
import Web

/// What the parts of the portal are made with.
extension PortalConfiguration {
    var contactBook: Contact.Book {
        let other = Contact(
            who: Phrase("Registeret", "Registeret", "The register"), mail: mail.settings.helpAddress,
            phone: mail.settings.helpPhone)
        return Contact.Book(contacts, other: contacts[.other] ?? other)
    }

    /// - Throws: `AdministrationError` `hashing`.
    func hasher(pepper: SecretBytes) throws(AdministrationError) -> PasswordHasher {
        let parameters = Argon2Parameters(
            memoryKiB: UInt32(hashing.memoryKiB), passes: UInt32(hashing.passes), lanes: 1)
        guard let parameters, let hasher = PasswordHasher(pepper: pepper, parameters: parameters) else {
            throw AdministrationError(
                "hashing", "Passwords cannot be hashed with these settings.", exit: .configuration)
        }
        return hasher
    }
}

extension PortalConfiguration.PasswordRuleSet {
    var rules: PasswordRules {
        switch self {
        case .standard: .standard
        case .guide2017: .guide2017
        }
    }
}

extension PortalNode {
    var pageSettings: HTTPListenerSettings {
        let pages = configuration.pages
        let tls = pages.tls.map {
            HTTPListenerTLS(certificateChainFile: $0.certificateChain, privateKeyFile: $0.privateKey)
        }
        return HTTPListenerSettings(host: pages.host, port: pages.port, tls: tls)
    }

    var pushSettings: HTTPListenerSettings {
        let push = configuration.push
        let tls = HTTPListenerTLS(
            certificateChainFile: push.tls.certificateChain, privateKeyFile: push.tls.privateKey,
            clients: .required(rootsFile: push.clientRoots))
        return HTTPListenerSettings(host: push.host, port: push.port, tls: tls)
    }
}
