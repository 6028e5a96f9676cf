import AddressRegister
public import Identifiers

/// What parties are called, for lists: those that the register does not know, or cannot tell of now, are left out.
public struct PartyNaming: AdministrationRequest {
    public static let name = "party.names"
    /// More are not asked for.
    public static let most = 200

    public struct Reply: Codable, Sendable, Equatable {
        public struct Named: Codable, Sendable, Equatable {
            public let her: HERId
            public let name: String
        }
        public let names: [Named]
    }

    public var parties: [HERId]

    public init(parties: [HERId]) {
        self.parties = parties
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        var names: [Reply.Named] = []
        for her in parties.prefix(Self.most) {
            guard let party = try? await session.administration.register.party(her) else { continue }
            names.append(.init(her: her, name: party.fullName))
        }
        return Reply(names: names)
    }
}

extension CommunicationParty {
    /// The name with what it belongs to: services of all municipalities are called the same.
    var fullName: String { parentName.map { "\($0), \(name)" } ?? name }
}
