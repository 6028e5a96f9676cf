public import Certificates
public import Identifiers

/// One party of an agreement: PartyInfo (ebXML CPPA 2.0 8.4).
public struct AgreementParty: Sendable, Equatable {
    public let name: String?
    /// PartyId of type `HER`, one or more.
    public let herIDs: [HERId]
    /// Every PartyId, as it stood; older agreements have `orgnummer` beside `ENH`.
    public let partyIDs: [PartyID]
    public let roles: [AgreementRole]
    public let certificates: [AgreementCertificate]
    public let channels: [AgreementChannel]

    /// The mailbox: the first `mailto:` endpoint that is an address.
    public var ediAddress: EDIAddress? { channels.lazy.compactMap(\.ediAddress).first }

    /// Certificates for signing: by their key usage, since agreements name the wrong one often enough.
    public var signingCertificates: [Certificate] {
        certificates.compactMap(\.certificate).filter { $0.usages.contains(.nonRepudiation) }
    }

    /// Certificates for encryption: by their key usage.
    public var encryptionCertificates: [Certificate] {
        certificates.compactMap(\.certificate).filter {
            !$0.usages.isDisjoint(with: [.keyEncipherment, .dataEncipherment, .keyAgreement])
        }
    }

    /// ReliableMessaging of the mail channel, else of the first channel that has any.
    public var retransmission: RetransmissionPolicy? {
        let mail = channels.first { $0.ediAddress != nil && $0.retransmission != nil }
        return (mail ?? channels.first { $0.retransmission != nil })?.retransmission
    }

    /// Whether mail or HTTPS can bring this action to the party: over a channel of its own, or over any when it names none.
    func isReachable(for action: AgreementAction) -> Bool {
        let named = channels.filter { action.channels.contains($0.id) }
        return (named.isEmpty ? channels : named).contains(where: \.isUsable)
    }

    /// The bindings of a service. `S-` before the code is not compared: agreements leave it out for some services.
    func bindings(for service: String, role: String?) -> [AgreementRole] {
        let wanted = Self.bare(service)
        return roles.filter { binding in
            Self.bare(binding.service) == wanted && (role.map { $0 == binding.role } ?? true)
        }
    }

    private static func bare(_ service: String) -> Substring {
        service.hasPrefix("S-") ? service.dropFirst(2) : service[...]
    }
}

/// CollaborationRole with its ServiceBinding: what a party may do in one process.
public struct AgreementRole: Sendable, Equatable {
    /// ProcessSpecification/@name and @version.
    public let process: String
    public let version: String
    /// Role/@name, the value of eb:Role.
    public let role: String
    /// The value of eb:Service, and its type.
    public let service: String
    public let serviceType: String?
    public let canSend: [AgreementAction]
    public let canReceive: [AgreementAction]
}

/// ThisPartyActionBinding: one Action, the formats of its document, and the channels it goes by.
public struct AgreementAction: Sendable, Equatable {
    /// The value of eb:Action.
    public let action: String
    /// NamespaceSupported of the parts in its package, in order; envelope schemas included.
    public let formats: [DocumentFormat]
    /// ChannelId, zero or more; none means the party's default channel.
    public let channels: [String]

    /// Whether documents of a namespace belong to it; a package without namespaces says nothing, and takes all.
    func accepts(_ namespace: String?) -> Bool {
        guard let namespace, !formats.isEmpty else { return true }
        return formats.contains { $0.namespace == namespace }
    }
}

/// NamespaceSupported: the namespace of a document and its version.
public struct DocumentFormat: Sendable, Equatable, Hashable {
    public let namespace: String
    public let version: String
}

/// Certificate: id and DER. `certificate` is nil when the octets are none.
public struct AgreementCertificate: Sendable, Equatable {
    public let id: String
    public let der: [UInt8]
    public let certificate: Certificate?
}
