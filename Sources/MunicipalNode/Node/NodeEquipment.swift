import AddressRegister
import Certificates
import Exchange
import Foundation
import HTTPTransport
import HealthMessages
import Identifiers
import Logging
import Mail
import NIOPosix
import XML

/// What follows from the configuration and is exchanged whole when it is read anew, while the node works on.
struct NodeEquipment: Sendable {
    let configuration: Configuration
    /// The register's file itself, which can tell what is wrong with it.
    let registerFile: FileRegister
    let register: any AddressRegister
    /// What the trust store held.
    let issuers: [Certificate]
    let trust: PartnerTrust
    let schemas: SchemaPack?
    let transport: MailTransport
    /// Posts messages to partners over HTTP.
    let posting: EnvelopeClient
    let allowed: AllowedHosts

    /// Reads everything that the configuration names. Nothing is changed when it throws.
    ///
    /// - Parameter old: what is in use now; its parts are kept where nothing about them has changed, so that open mail
    ///   sessions, fetched revocation lists and remembered answers of the register outlive a reload.
    /// - Throws: `CertificateError`, `SchemaPackError`, `EnvelopeClientError`, `CocoaError` for what cannot be read.
    static func read(
        _ configuration: Configuration, reusing old: NodeEquipment? = nil, clock: NodeClock,
        group: MultiThreadedEventLoopGroup
    ) throws -> NodeEquipment {
        let trustStore = try TrustStoreFolder.read(configuration.trustStore)
        let schemas = try configuration.schemaPack.flatMap { path in
            FileManager.default.fileExists(atPath: path)
                ? try SchemaPack(directory: path, own: [RegisterFeedback.schema]) : nil
        }
        let allowed = AllowedHosts(configuration.allowedHosts)
        let (file, register) = register(configuration.addressRegister, reusing: old, clock: clock)
        return NodeEquipment(
            configuration: configuration, registerFile: file, register: register,
            issuers: trustStore.certificates, trust: trust(trustStore, configuration.revocation, reusing: old),
            schemas: schemas,
            transport: transport(configuration, allowed, reusing: old, group: group),
            posting: try posting(configuration, allowed, reusing: old, group: group), allowed: allowed)
    }

    // MARK: - Parts that are kept when nothing about them has changed

    private static func register(
        _ settings: AddressRegisterSettings, reusing old: NodeEquipment?, clock: NodeClock
    ) -> (FileRegister, any AddressRegister) {
        if let old, old.configuration.addressRegister == settings { return (old.registerFile, old.register) }
        let folder = URL(fileURLWithPath: settings.file).deletingLastPathComponent().path
        let file = FileRegister(folder: folder)
        let usable = TimeInterval(settings.maximumAgeHours) * 3600
        return (file, CachingRegister(file, ages: .init(fresh: 0, usable: usable), now: clock.now))
    }

    private static func trust(
        _ store: TrustStore, _ settings: RevocationSettings, reusing old: NodeEquipment?
    ) -> PartnerTrust {
        if let old, old.issuers == store.certificates, old.configuration.revocation == settings {
            return old.trust
        }
        var lists = RevocationLists(required: settings.required)
        // Files that are no lists are told of by the refresh, which reads the directory again at once.
        _ = try? lists.load(directory: settings.directory)
        return PartnerTrust(store: store, revocation: lists)
    }

    private static func transport(
        _ configuration: Configuration, _ allowed: AllowedHosts, reusing old: NodeEquipment?,
        group: MultiThreadedEventLoopGroup
    ) -> MailTransport {
        if let old, old.configuration.mailServers == configuration.mailServers,
            old.configuration.mailboxes == configuration.mailboxes,
            old.configuration.allowedHosts == configuration.allowedHosts,
            old.configuration.helloName == configuration.helloName
        {
            return old.transport
        }
        return MailTransport(configuration: configuration, allowed: allowed, group: group)
    }

    private static func posting(
        _ configuration: Configuration, _ allowed: AllowedHosts, reusing old: NodeEquipment?,
        group: MultiThreadedEventLoopGroup
    ) throws -> EnvelopeClient {
        if let old, old.configuration.partnerHTTP?.client == configuration.partnerHTTP?.client,
            old.configuration.allowedHosts == configuration.allowedHosts
        {
            return old.posting
        }
        let client = configuration.partnerHTTP?.client ?? PartnerHTTPClientSettings()
        return try EnvelopeClient(client.settings(allowed: allowed), group: group)
    }
}
