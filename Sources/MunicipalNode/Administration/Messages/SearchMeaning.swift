import AddressRegister
import Foundation
public import Identifiers
public import Store
import Texts

/// What somebody means by what they wrote in the one field that takes anything (U-01, U-07).
public enum SearchMeaning: Codable, Sendable, Equatable {
    /// Any id of a message.
    case id(String)
    case partner(HERId, name: String?)
    /// One of the tenant's own addresses.
    case own(HERId, name: String?)
    /// A type of message: `eb:Action`.
    case action(String)
    case state(MessageState)
    case application(ApplicationState)
    /// Several parties have the name or the organisation number: one must be chosen.
    case several([FoundParty])
    /// No party has the name, and no id looks so.
    case nothing
    /// The address register does not answer, so that a name means nothing now.
    case registerSilent
    /// What may be the identity number of a patient: it is not searched for, and not written down.
    case identityNumber

    /// A party of the address register's.
    public struct FoundParty: Codable, Sendable, Equatable {
        public let her: HERId
        public let name: String
        /// What it belongs to.
        public let parentName: String?
    }
}

/// Reads the field, with the address register for names and organisation numbers.
struct SearchField: Sendable {
    /// Characters; no id of ours is longer.
    static let longest = 200
    /// Parties that are shown to choose from.
    static let mostParties = 20

    let text: String

    init(_ text: String) {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.lowercased().hasPrefix("urn:uuid:") { text = String(text.dropFirst(9)) }
        // As mails and registries write ids.
        self.text = String(text.prefix(Self.longest)).trimmingCharacters(in: CharacterSet(charactersIn: "<>{} "))
    }

    /// nil for an empty field.
    func meaning(in session: AdministrationSession, of tenant: Tenant) async throws -> SearchMeaning? {
        guard !text.isEmpty else { return nil }
        if UUID(uuidString: text) == nil, PatientNumber.mayStand(in: text) { return .identityNumber }
        if let her = HERId(Self.withoutPrefix(text)) { return try await party(her, in: session, of: tenant) }
        if let meaning = state() { return meaning }
        if let number = OrganisationNumber(text.filter { !$0.isWhitespace }) {
            do {
                return try await Self.meaning(of: session.administration.register.parties(organisation: number))
            } catch { return .registerSilent }
        }
        if try await isKnownAction(in: session, of: tenant) { return .action(text.uppercased()) }
        // Ids of all systems have figures or an at-sign in them, and no spaces; names of parties are not so long.
        if UUID(uuidString: text) != nil || text.contains("@") || (text.count >= 20 && !text.contains(" ")) {
            return .id(text)
        }
        if isAction { return .action(text.uppercased()) }
        let looksLikeID = text.contains(where: \.isNumber) && !text.contains(" ")
        do {
            let parties = try await session.administration.register.search(text, limit: Self.mostParties)
            return parties.isEmpty ? looksLikeID ? .id(text) : .nothing : Self.meaning(of: parties)
        } catch { return looksLikeID ? .id(text) : .registerSilent }
    }

    // MARK: - Private steps

    /// Nine digits are an organisation number where their check digit is right; a HER-id is shorter.
    private static func withoutPrefix(_ text: String) -> String {
        let lower = text.lowercased()
        let prefix = ["her-id", "herid", "her"].first { lower.hasPrefix($0) }
        let rest = text.dropFirst(prefix?.count ?? 0).trimmingCharacters(in: .whitespaces.union([":"]))
        return rest.count < 9 ? rest : ""
    }

    private func party(
        _ her: HERId, in session: AdministrationSession, of tenant: Tenant
    ) async throws -> SearchMeaning {
        let own = try await session.read(tenant) { try $0.record(OwnAddress.self, id: her.description) }
        if let own { return .own(her, name: own.name) }
        return .partner(her, name: try? await session.administration.register.party(her)?.name)
    }

    /// A state by its name in any language, or by its code.
    private func state() -> SearchMeaning? {
        func isMeant(_ code: String) -> Bool {
            ([code] + Language.allCases.map { Texts.state(code, $0) }).contains { $0.lowercased() == text.lowercased() }
        }
        if let state = MessageState.allCases.first(where: { isMeant($0.rawValue) }) { return .state(state) }
        return ApplicationState.allCases.first { isMeant($0.rawValue) }.map(SearchMeaning.application)
    }

    /// A type of which the tenant has a message.
    private func isKnownAction(in session: AdministrationSession, of tenant: Tenant) async throws -> Bool {
        guard text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), text.contains(where: \.isLetter) else {
            return false
        }
        var query = MessageQuery()
        query.action = text.uppercased()
        query.limit = 1
        let asked = query
        return try await !session.read(tenant) { try $0.messages(asked) }.isEmpty
    }

    /// `DIALOG_HELSEFAGLIG`: words of capitals with underscores between them.
    private var isAction: Bool {
        text.contains("_") && text.uppercased().allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
    }

    private static func meaning(of parties: [CommunicationParty]) -> SearchMeaning {
        guard parties.count != 1 else { return .partner(parties[0].her, name: parties[0].name) }
        return parties.isEmpty
            ? .nothing
            : .several(
                parties.prefix(mostParties).map {
                    SearchMeaning.FoundParty(her: $0.her, name: $0.name, parentName: $0.parentName)
                })
    }
}
