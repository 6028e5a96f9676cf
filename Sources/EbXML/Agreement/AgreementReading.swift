import Certificates
import Cryptography
import Foundation
import Identifiers
import XML

/// Reads an agreement by local structure, without its schema: identifiers in real ones are not NCNames.
struct AgreementReading {
    private static let namespace = "http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd"
    /// Agreements over every process of a hospital are some hundred kilobytes.
    private static let limits = XMLLimits(maximumBytes: 8 << 20, maximumElements: 200_000, maximumTextBytes: 1 << 20)

    private let root: XMLElement
    /// Packaging/@id to the formats of its parts.
    private let packages: [String: [DocumentFormat]]

    init(_ bytes: [UInt8]) throws(AgreementError) {
        guard let document = try? XMLDocument.parse(bytes, limits: Self.limits) else { throw .notXML }
        root = document.root
        guard root.is("CollaborationProtocolAgreement", Self.namespace) else { throw .notAnAgreement }
        packages = Self.packages(in: root)
    }

    func agreement() throws(AgreementError) -> Agreement {
        guard let cpaID = Self.attribute("cpaid", of: root), !cpaID.isEmpty else { throw .cpaIDMissing }
        let parties = Self.all("PartyInfo", root).map(party)
        guard parties.count == 2, parties.allSatisfy({ !$0.herIDs.isEmpty }) else { throw .partiesMissing }
        return Agreement(
            cpaID: cpaID,
            status: Self.first("Status", root).flatMap { Self.attribute("value", of: $0) } ?? "",
            start: try moment("Start"), end: try moment("End"), parties: parties)
    }

    private func moment(_ name: String) throws(AgreementError) -> Date? {
        guard let text = Self.first(name, root)?.text.trimmed, !text.isEmpty else { return nil }
        guard let moment = XMLTimestamp.read(text) else { throw .malformedPeriod }
        return moment.date
    }

    // MARK: PartyInfo

    private func party(_ info: XMLElement) -> AgreementParty {
        let ids = Self.all("PartyId", info).map {
            PartyID(type: Self.attribute("type", of: $0), value: $0.text.trimmed)
        }
        return AgreementParty(
            name: Self.attribute("partyName", of: info),
            herIDs: ids.filter { $0.type == "HER" }.compactMap { HERId($0.value) },
            partyIDs: ids,
            roles: Self.all("CollaborationRole", info).flatMap(roles),
            certificates: Self.all("Certificate", info).compactMap(certificate),
            channels: channels(of: info))
    }

    private func roles(_ collaboration: XMLElement) -> [AgreementRole] {
        let process = Self.first("ProcessSpecification", collaboration)
        let role = Self.first("Role", collaboration).flatMap { Self.attribute("name", of: $0) } ?? ""
        return Self.all("ServiceBinding", collaboration).map { binding in
            let service = Self.first("Service", binding)
            return AgreementRole(
                process: process.flatMap { Self.attribute("name", of: $0) } ?? "",
                version: process.flatMap { Self.attribute("version", of: $0) } ?? "",
                role: role, service: service?.text.trimmed ?? "",
                serviceType: service.flatMap { Self.attribute("type", of: $0) },
                canSend: actions("CanSend", in: binding), canReceive: actions("CanReceive", in: binding))
        }
    }

    private func actions(_ direction: String, in binding: XMLElement) -> [AgreementAction] {
        Self.all(direction, binding).flatMap { Self.all("ThisPartyActionBinding", $0) }.compactMap { element in
            guard let action = Self.attribute("action", of: element) else { return nil }
            let package = Self.attribute("packageId", of: element) ?? ""
            return AgreementAction(
                action: action, formats: packages[package] ?? [],
                channels: Self.all("ChannelId", element).map(\.text.trimmed).filter { !$0.isEmpty })
        }
    }

    private func certificate(_ element: XMLElement) -> AgreementCertificate? {
        guard let id = Self.attribute("certId", of: element),
            let text = element.first("KeyInfo", EnvelopeNamespace.dsig)?.first("X509Data", EnvelopeNamespace.dsig)?
                .first("X509Certificate", EnvelopeNamespace.dsig)?.text,
            let der = Base64.decode(text.utf8)
        else { return nil }
        return AgreementCertificate(id: id, der: der, certificate: try? Certificate(der: der))
    }

    // MARK: DeliveryChannel, Transport, DocExchange

    private func channels(of info: XMLElement) -> [AgreementChannel] {
        let transports = Self.byID("transportId", Self.all("Transport", info))
        let exchanges = Self.byID("docExchangeId", Self.all("DocExchange", info))
        return Self.all("DeliveryChannel", info).map { channel in
            let transport = Self.attribute("transportId", of: channel).flatMap { transports[$0] }
            let receiver = transport.flatMap { Self.first("TransportReceiver", $0) }
            let exchange = Self.attribute("docExchangeId", of: channel).flatMap { exchanges[$0] }
            return AgreementChannel(
                id: Self.attribute("channelId", of: channel) ?? "",
                transport: receiver.flatMap { Self.first("TransportProtocol", $0) }?.text.trimmed ?? "",
                endpoints: receiver.map { Self.all("Endpoint", $0).compactMap { Self.attribute("uri", of: $0) } } ?? [],
                retransmission: exchange.flatMap(retransmission),
                messaging: messaging(Self.first("MessagingCharacteristics", channel)),
                protection: protection(exchange), unreadableDurations: exchange.map(unreadableDurations) ?? [])
        }
    }

    private func messaging(_ element: XMLElement?) -> AgreementChannel.Messaging {
        func value(_ name: String) -> String? { element.flatMap { Self.attribute(name, of: $0) } }
        return AgreementChannel.Messaging(
            ackRequested: value("ackRequested"), ackSignatureRequested: value("ackSignatureRequested"),
            duplicateElimination: value("duplicateElimination"), syncReplyMode: value("syncReplyMode"))
    }

    private func protection(_ exchange: XMLElement?) -> AgreementChannel.Protection {
        let binding = exchange.flatMap { Self.first("ebXMLSenderBinding", $0) }
        let signing = binding.flatMap { Self.first("SenderNonRepudiation", $0) }
        let envelopes =
            [binding.flatMap { Self.first("SenderDigitalEnvelope", $0) }]
            + [
                exchange.flatMap { Self.first("ebXMLReceiverBinding", $0) }.flatMap {
                    Self.first("ReceiverDigitalEnvelope", $0)
                }
            ]
        let signature = signing.flatMap { Self.first("SignatureAlgorithm", $0) }
        return AgreementChannel.Protection(
            hashFunction: signing.flatMap { Self.first("HashFunction", $0) }?.text.trimmed,
            signatureAlgorithm: signature.map { Self.attribute("w3c", of: $0) ?? $0.text.trimmed },
            signingCertificateID: signing.flatMap { Self.first("SigningCertificateRef", $0) }
                .flatMap { Self.attribute("certId", of: $0) },
            encryptionAlgorithms: envelopes.compactMap(\.self).flatMap { Self.all("EncryptionAlgorithm", $0) }
                .map { Self.attribute("w3c", of: $0) ?? $0.text.trimmed })
    }

    private func unreadableDurations(in exchange: XMLElement) -> [String] {
        guard let binding = Self.first("ebXMLSenderBinding", exchange) else { return [] }
        let interval = Self.first("ReliableMessaging", binding).flatMap { Self.first("RetryInterval", $0) }
        return [interval, Self.first("PersistDuration", binding)].compactMap(\.self)
            .map(\.text.trimmed).filter { XMLDuration.read($0) == nil }
    }

    private func retransmission(of exchange: XMLElement) -> RetransmissionPolicy? {
        guard let binding = Self.first("ebXMLSenderBinding", exchange),
            let reliable = Self.first("ReliableMessaging", binding),
            let retries = Self.first("Retries", reliable).flatMap({ Int($0.text.trimmed) })
        else { return nil }
        let template = RetransmissionPolicy.template
        let interval = Self.first("RetryInterval", reliable).flatMap { XMLDuration.read($0.text) }
        let persistence = Self.first("PersistDuration", binding).flatMap { XMLDuration.read($0.text) }
        return RetransmissionPolicy(
            retries: min(retries, 100), interval: interval ?? template.interval,
            persistDuration: persistence ?? template.persistDuration)
    }

    // MARK: Packaging

    private static func packages(in root: XMLElement) -> [String: [DocumentFormat]] {
        var formats: [String: [DocumentFormat]] = [:]
        for part in all("SimplePart", root) {
            guard let id = attribute("id", of: part) else { continue }
            formats[id] = all("NamespaceSupported", part).map {
                DocumentFormat(namespace: $0.text.trimmed, version: attribute("version", of: $0) ?? "")
            }
        }
        var packages: [String: [DocumentFormat]] = [:]
        for packaging in all("Packaging", root) {
            guard let id = attribute("id", of: packaging) else { continue }
            let lists = all("CompositeList", packaging).flatMap(\.children)
            packages[id] = lists.flatMap { all("Constituent", $0) }
                .flatMap { attribute("idref", of: $0).flatMap { formats[$0] } ?? [] }
        }
        return packages
    }

    // MARK: Names

    private static func first(_ name: String, _ element: XMLElement) -> XMLElement? {
        element.first(name, namespace)
    }

    private static func all(_ name: String, _ element: XMLElement) -> [XMLElement] { element.all(name, namespace) }

    private static func attribute(_ name: String, of element: XMLElement) -> String? {
        (element.attribute(name, namespace: namespace) ?? element.attribute(name))?.trimmed
    }

    private static func byID(_ name: String, _ elements: [XMLElement]) -> [String: XMLElement] {
        Dictionary(
            elements.compactMap { element in attribute(name, of: element).map { ($0, element) } },
            uniquingKeysWith: { first, _ in first })
    }
}
