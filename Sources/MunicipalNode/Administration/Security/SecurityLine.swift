import HTTPListening
import Identifiers
import Store

/// A way that messages, or what is said of them, take into or out of this server, and how it is protected (IS-1920
/// §4.6.1, M-098, M-103).
public struct SecurityLine: Codable, Sendable, Equatable {
    public enum Use: String, Codable, Sendable, CaseIterable {
        case mailOut, mailIn, partnersIn, partnersOut, recordSystemAPI, recordSystemFolder, extracts, pages, metrics,
            sendModule,
            revocationLists
    }

    public enum Protection: String, Codable, Sendable, CaseIterable {
        /// TLS 1.2 or newer.
        case tls
        /// TLS where both ends show a certificate.
        case mutualTLS
        /// Without TLS, and it does not leave this machine.
        case ownMachine
        /// Files in clear, in a place that is the record system's.
        case folder
        /// Perhaps without TLS; what comes is public, and signed by its issuer.
        case signedList
        /// Without TLS, to other machines too.
        case plain
    }

    public let use: Use
    /// Host and port, or the folder.
    public let address: String
    public let protection: Protection
    /// Whether what goes here is signed and encrypted to its receiver besides, all the way.
    public let isSealed: Bool

    /// All lines of the installation that the tenant's messages can take.
    static func all(_ configuration: Configuration, of setup: TenantSetup) -> [SecurityLine] {
        var lines: [SecurityLine] = []
        let servers = Set(setup.addresses.compactMap { configuration.mailboxes[$0.mailbox]?.server }).sorted()
        for server in servers.compactMap({ configuration.mailServers[$0] }) {
            lines.append(SecurityLine(.mailOut, server.smtp))
            lines.append(SecurityLine(.mailIn, server.pop3))
        }
        if let listener = configuration.partnerHTTP?.listen {
            lines.append(SecurityLine(.partnersIn, listener.settings, isSealed: true))
        }
        for partner in setup.partners where !partner.disabled {
            guard let address = partner.httpAddress else { continue }
            let isMutual = configuration.partnerHTTP?.client.certificateChain != nil
            lines.append(
                SecurityLine(
                    use: .partnersOut, address: address.text,
                    protection: address.text.hasPrefix("https:") ? (isMutual ? .mutualTLS : .tls) : .ownMachine,
                    isSealed: true))
        }
        if let api = configuration.recordSystemAPI {
            lines.append(SecurityLine(.recordSystemAPI, api.listener, isSealed: false))
        }
        for system in setup.recordSystems {
            guard let folder = system.folder else { continue }
            lines.append(
                SecurityLine(use: .recordSystemFolder, address: folder, protection: .folder, isSealed: false))
        }
        if let web = configuration.web {
            lines.append(SecurityLine(.pages, web.listener, isSealed: false))
            if let extracts = web.extracts {
                lines.append(
                    SecurityLine(
                        use: .extracts, address: "\(extracts)/\(setup.tenant.id)", protection: .folder, isSealed: false)
                )
            }
        }
        if let metrics = configuration.metrics {
            lines.append(SecurityLine(.metrics, metrics.listener, isSealed: false))
        }
        if let module = configuration.reporting?.sendModule {
            lines.append(
                SecurityLine(
                    use: .sendModule, address: module.address.text,
                    protection: module.address.text.hasPrefix("https:") ? .tls : .ownMachine, isSealed: true))
        }
        for host in configuration.revocation.allowedHosts {
            lines.append(
                SecurityLine(use: .revocationLists, address: host, protection: .signedList, isSealed: false))
        }
        return lines
    }

    private init(_ use: Use, _ endpoint: MailEndpoint) {
        // The configuration lets `none` pass towards this machine alone.
        self.init(
            use: use, address: "\(endpoint.host):\(endpoint.port)",
            protection: endpoint.tls == .none ? .ownMachine : .tls, isSealed: true)
    }

    private init(_ use: Use, _ listener: HTTPListenerSettings, isSealed: Bool) {
        let protection: Protection =
            switch listener.tls?.clients {
            case nil: Loopback.contains(listener.host) ? .ownMachine : .plain
            case .required?: .mutualTLS
            case .optional?, HTTPListenerTLS.ClientCertificates.none?: .tls
            }
        self.init(
            use: use, address: "\(listener.host):\(listener.port)", protection: protection, isSealed: isSealed)
    }

    init(use: Use, address: String, protection: Protection, isSealed: Bool) {
        self.use = use
        self.address = address
        self.protection = protection
        self.isSealed = isSealed
    }
}
