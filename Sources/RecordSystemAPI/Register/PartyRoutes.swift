import HTTPTypes
import Texts

/// Questions about communication parties, answered from the address register (M-078, M-079, M-082).
enum PartyRoutes {
    static let party = JSONSchema.named(
        "CommunicationParty",
        .object([
            .init("herId", .herID, required: true), .init("name", .string(), required: true),
            .init("parentHerId", .nullable(.herID), "The organisation (level 1) a service or person belongs to."),
            .init("parentName", .nullable(.string())), .init("organisationNumber", .nullable(.string())),
            .init("kind", .oneOf(["organisation", "service", "person", "department"]), required: true),
            .init("isActive", .boolean, required: true),
            .init("hprNumber", .nullable(.string()), "Of a person, who has one HER-id for each place of practice."),
            .init("ediAddress", .nullable(.string()), "The mailbox."),
        ]))

    private static let reception = JSONSchema.named(
        "Reception",
        .object([
            .init("receives", .boolean, required: true, "Whether such a message would reach the party now."),
            .init(
                "obstacles", .array(obstacle), required: true, "Everything that stands in the way; empty if nothing."),
        ]))

    private static let obstacle = JSONSchema.named(
        "Obstacle",
        .object([
            .init("reason", .string(), required: true, "As a code."),
            .init("isTemporary", .boolean, required: true, "Whether a message would be taken and wait."),
            .init("sentence", .string(), required: true, "What it is and what to do."),
        ]))

    static let all: [Route] = [
        Route(
            method: .get, path: "/CommunicationParties", operationID: "searchParties",
            summary: "Parties by HER-id, organisation number or words of their names.",
            parameters: [
                .query("HerId", .herID, "The party with this HER-id."),
                .query("OrganisationNumber", .string(minimum: 9, maximum: 9), "All parties of this organisation."),
                .query(
                    "Name", .string(minimum: 2, maximum: 200),
                    "Parties whose names hold all these words; a person's HPR number is a word too."),
                .query("MaxResults", .integer(minimum: 1, maximum: 100), "At most so many; default 20."),
            ],
            answer: .init(status: .ok, note: "The parties.", schema: .array(party)),
            work: .recordSystem(PartyQuestions.search)),
        Route(
            method: .get, path: "/CommunicationParties/{herId}", operationID: "getParty", summary: "One party.",
            parameters: [.path("herId", .herID, "Its HER-id.")],
            answer: .init(status: .ok, note: "The party.", schema: party), work: .recordSystem(PartyQuestions.party)),
        Route(
            method: .get, path: "/CommunicationParties/{herId}/reception", operationID: "canReceive",
            summary: "Whether a party can receive a message of a type from one of the record system's HER-ids.",
            parameters: [
                .path("herId", .herID, "The receiver."),
                .query("SenderHerId", .herID, required: true, "The sender."),
                .query(
                    "Action", .string(minimum: 1, maximum: 100), required: true,
                    "The message type, as code list 8279 and eb:Action have it, such as DIALOG_INNBYGGER_TIMERESERVASJON."
                ),
            ],
            answer: .init(status: .ok, note: "The answer.", schema: reception), problems: [.herIDNotAllowed],
            work: .recordSystem(PartyQuestions.reception)),
    ]
}
