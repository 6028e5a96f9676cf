import AddressRegister
import Exchange
import HTTPTypes
import Identifiers
import Texts

/// What a record system may ask about those it writes to.
enum PartyQuestions {
    static func search(_ call: APICall) async throws -> APIReply {
        let register = call.caller.exchange.register
        let limit = call.integer("MaxResults") ?? 20
        let found: [CommunicationParty]
        if let her = call.her("HerId") {
            found = [try await register.party(her)].compactMap(\.self)
        } else if let text = call.text("OrganisationNumber") {
            guard let number = OrganisationNumber(text) else {
                throw Problem(
                    .requestInvalid, faults: ["OrganisationNumber must be nine digits with the right check digit."])
            }
            found = try await register.parties(organisation: number)
        } else if let name = call.text("Name") {
            found = try await register.search(name, limit: limit)
        } else {
            throw Problem(.requestInvalid, faults: ["One of HerId, OrganisationNumber and Name must be given."])
        }
        return APIReply(.ok, .array(found.prefix(limit).map(\.json)))
    }

    static func party(_ call: APICall) async throws -> APIReply {
        guard let her = call.her("herId") else { throw Problem(.notFound) }
        // By itself: within the guard it makes Swift 6.3.1 crash when it optimises.
        let party = try await call.caller.exchange.register.party(her)
        guard let party else { throw Problem(.notFound) }
        return APIReply(.ok, party.json)
    }

    static func reception(_ call: APICall) async throws -> APIReply {
        guard let her = call.her("herId"), let sender = call.her("SenderHerId"), let action = call.text("Action")
        else { throw Problem(.notFound) }
        try call.caller.require([sender])
        let obstacles = try await ReceptionQuestion(context: call.caller.exchange).obstacles(
            between: sender, and: her, action: action, now: call.now)
        return APIReply(
            .ok,
            [
                "receives": .bool(obstacles.isEmpty),
                "obstacles": .array(
                    obstacles.map { obstacle in
                        let told = Texts.explanation(
                            of: obstacle.reason.rawValue, call.language, values: obstacle.detail)
                        return [
                            "reason": .string(obstacle.reason.rawValue), "isTemporary": .bool(obstacle.isTemporary),
                            "sentence": .string("\(told.what) \(told.action)"),
                        ]
                    }),
            ])
    }
}

extension CommunicationParty {
    fileprivate var json: JSONValue {
        [
            "herId": .integer(Int64(her.value)), "name": .string(name),
            "parentHerId": parentHER.map { .integer(Int64($0.value)) } ?? .null,
            "parentName": parentName.map(JSONValue.string) ?? .null,
            "hprNumber": hprNumber.map(JSONValue.string) ?? .null,
            "organisationNumber": organisationNumber.map { .string($0.digits) } ?? .null,
            "kind": .string(kind.rawValue), "isActive": .bool(isActive),
            "ediAddress": ediAddress.map { .string($0.text) } ?? .null,
        ]
    }
}
