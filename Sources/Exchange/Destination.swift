import AddressRegister
import EbXML
import Foundation
import Identifiers
import Store
import Texts

/// Where an envelope goes: a mailbox, or a partner's HTTP address.
enum Destination: Equatable {
    case mailbox(EDIAddress)
    case http(HTTPAddress)

    /// As it is kept with a message.
    init?(_ text: String) {
        if let address = HTTPAddress(text) {
            self = .http(address)
        } else if let address = EDIAddress(text) {
            self = .mailbox(address)
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .mailbox(let address): address.text
        case .http(let address): address.text
        }
    }

    /// What is in service or out of it as one: the exchange that serves an own address, or the partner's server.
    func line(from own: EDIAddress) -> String {
        switch self {
        case .mailbox: own.text
        case .http(let address): address.origin
        }
    }

    /// The mail domain, or the host, by which an address belongs to a stage (M-121).
    func belongs(to domain: String) -> Bool {
        switch self {
        case .mailbox(let address): address.domain == domain
        case .http(let address): address.host == domain || address.host.hasSuffix("." + domain)
        }
    }
}

extension Destination {
    /// Why a message waits while another finds out whether the line is back.
    var outOfReach: ReasonCode {
        switch self {
        case .mailbox: .mailServerUnavailable
        case .http: .partnerUnreachable
        }
    }

    /// The reasons that end when some line is back.
    static let outages: [ReasonCode] = [
        .mailServerUnavailable, .partnerUnreachable, .partnerCertificateUntrusted, .partnerCertificateName,
        .clientCertificateRefused, .partnerTLSFailed,
    ]
}

extension ExchangeLimits {
    /// Whether a tenant in this stage may send there: not to what belongs to another stage only (M-121).
    func allows(_ destination: Destination, in stage: Stage) -> Bool {
        let isOthers = stageDomains.contains { $0.key != stage && $0.value.contains(where: destination.belongs) }
        return !isOthers || stageDomains[stage]?.contains(where: destination.belongs) == true
    }
}

extension PartyLookup {
    /// Where messages to a party go: what was entered by hand first, then the agreement's first endpoint over HTTP if
    /// that comes before any mailbox, then the mailbox in the register. nil when there is none of them.
    func destination(of party: CommunicationParty, from own: HERId?, at now: Date) async throws -> Destination? {
        if let address = context.settings.current.partners[party.her]?.httpAddress { return .http(address) }
        if let own {
            let agreement = try await AgreementLookup(context: context).between(own, party.her, at: now)?.agreement
            if case .http(let address) = agreement?.counterpart(of: own)?.endpoint { return .http(address) }
        }
        return party.ediAddress.map { .mailbox($0) }
    }
}
