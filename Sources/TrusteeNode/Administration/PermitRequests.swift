import CommandOutcome
import ControlSocket
import Cryptography
public import Foundation
import Trustee

/// The number of a request that was made.
public struct RequestMade: Codable, Sendable, Equatable {
    public let request: Int64
    /// Who asks, by log-in.
    public let requestedBy: String

    init(_ number: Int64, by peer: ControlPeer) {
        request = number
        requestedBy = peer.person
    }
}

/// What a request is for, by the command that it belongs to.
public enum RequestKind: String, Codable, Sendable {
    case mapping, rekey, identity

    init(_ purpose: PermitPurpose) {
        switch purpose {
        case .pseudonymOfIdentity, .identityOfPseudonym: self = .mapping
        case .rekey: self = .rekey
        case .identityChange: self = .identity
        }
    }

    var purposes: Set<PermitPurpose> { Set(PermitPurpose.allCases.filter { RequestKind($0) == self }) }
}

/// Requests of every kind that nobody has allowed yet.
public struct OpenRequestsQuestion: TrusteeRequest {
    public static let name = "request.list"

    /// A request that waits for another person.
    public struct Waiting: Codable, Sendable, Equatable {
        public let number: Int64
        public let kind: RequestKind
        public let purpose: String
        public let requestedBy: String
        public let requestedAt: Date
        public let expiresAt: Date
        public let reason: String
        /// SHA-256 of the file that is to be taken, 64 hexadecimal digits; nil where there is none.
        public let file: String?
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let requests: [Waiting]
    }

    public init() {}

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        Reply(
            requests: try await Permits(store: administration.store).open(at: administration.now).map {
                Waiting(
                    number: $0.number, kind: RequestKind($0.purpose), purpose: $0.purpose.rawValue,
                    requestedBy: ControlPeer.person(of: $0.requestedBy), requestedAt: $0.requestedAt,
                    expiresAt: $0.expiresAt, reason: $0.reason,
                    file: $0.file.map(Hexadecimal.encode))
            })
    }
}

/// Allows what another person has asked for.
public struct RequestApproval: TrusteeRequest {
    public static let name = "request.approve"

    public struct Reply: Codable, Sendable, Equatable {
        public let request: Int64
        public let approvedBy: String
    }

    let number: Int64
    let kind: RequestKind
    let dryRun: Bool

    /// - Parameter kind: what this person means to allow; a request for anything else is refused.
    public init(_ number: Int64, _ kind: RequestKind, dryRun: Bool) {
        self.number = number
        self.kind = kind
        self.dryRun = dryRun
    }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let person = try administration.peer.oneOfTwoPersons()
        let permits = Permits(store: administration.store, faults: administration.faults)
        if dryRun {
            let open = try await permits.open(at: administration.now).first { $0.number == number }
            guard let open else {
                throw AdministrationError("unknown", "No such request waits to be allowed.", exit: .noInput)
            }
            guard RequestKind(open.purpose) == kind else { throw PermitRefusal.otherPurpose }
        } else if let refusal = try await permits.approve(
            number, for: kind.purposes, by: person, at: administration.now)
        {
            throw refusal
        }
        return Reply(request: number, approvedBy: administration.peer.person)
    }
}

/// Asks for a new generation of pseudonyms; another person must allow it.
public struct RekeyRequest: TrusteeRequest {
    public typealias Reply = RequestMade

    public static let name = "rekey.request"

    let reason: String

    public init(reason: String) { self.reason = reason }

    public func answer(in administration: TrusteeAdministration) async throws -> RequestMade {
        let person = try administration.peer.oneOfTwoPersons()
        let number = try await administration.rekey().request(
            reason: reason, by: person, at: administration.now
        ).get()
        return RequestMade(number, by: administration.peer)
    }
}

/// Begins the change of pseudonyms that another person has allowed. The service makes the map and delivers it, beside
/// everything else that it does.
public struct RekeyBeginning: TrusteeRequest {
    public static let name = "rekey.begin"

    public struct Reply: Codable, Sendable, Equatable {
        /// The new one.
        public let generation: Int
    }

    let number: Int64

    public init(_ number: Int64) { self.number = number }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let person = try administration.peer.oneOfTwoPersons()
        let generation = try await administration.rekey().begin(
            permit: number, by: person, at: administration.now
        ).get()
        administration.changed()
        return Reply(generation: generation)
    }
}

extension TrusteeAdministration {
    fileprivate func rekey() throws -> Rekey {
        Rekey(
            store: store, register: configuration.register.name, organisation: configuration.register.organisation,
            signer: try TrustFiles.signer(configuration), faults: faults)
    }
}
