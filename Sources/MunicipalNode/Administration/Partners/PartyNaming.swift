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
        let names = await Self.names(of: Set(parties.prefix(Self.most)), in: session)
        return Reply(names: names.map { Reply.Named(her: $0.key, name: $0.value) }.sorted { $0.her < $1.her })
    }

    static func names(of parties: Set<HERId>, in session: AdministrationSession) async -> [HERId: String] {
        let register = session.administration.register
        return await names(of: parties, until: patience) { try? await register.party($0)?.fullName }
    }

    /// How long the register may take for all names together.
    private static let patience: @Sendable () async -> Void = { try? await Task.sleep(for: .seconds(5)) }

    /// What partners are called, each asked for once and all at the same time. One that the register does not know, or does
    /// not tell in time, has no name: its number is shown then.
    static func names(
        of partners: Set<HERId>, until deadline: @escaping @Sendable () async -> Void,
        ask: @escaping @Sendable (HERId) async -> String?
    ) async -> [HERId: String] {
        guard !partners.isEmpty else { return [:] }
        return await withTaskGroup(of: (her: HERId, name: String?)?.self) { group in
            for her in partners { group.addTask { (her, await ask(her)) } }
            group.addTask {
                await deadline()
                return nil
            }
            var (names, waiting): ([HERId: String], Int) = ([:], partners.count)
            while waiting > 0, let told = await group.next(), let told {
                names[told.her] = told.name
                waiting -= 1
            }
            group.cancelAll()
            return names
        }
    }
}

extension CommunicationParty {
    /// The name with what it belongs to: services of all municipalities are called the same.
    var fullName: String { parentName.map { "\($0), \(name)" } ?? name }
}
