import HTTPTypes
import Texts

/// The national interface's resources, and the dry run of a submission, which is ours.
enum MessageRoutes {
    /// What every national resource asks for.
    static let client: [Parameter] = [
        .header("api-version", .oneOf(["2", "2.0", "v2"]), required: true, "Version of the interface."),
        .header(
            "nhn-source-system", .string(minimum: 1, maximum: 200), required: true,
            "Name and version of the record system: `MyApplication, v1.337`. Told to partners in eb:Description."),
    ]

    static let id = Parameter.path("id", .uuid, "The message's id, as the server gave it.")

    private static let idempotencyKey = Parameter.header(
        "Idempotency-Key", .string(minimum: 1, maximum: 200),
        "The same key with the same request gives the same answer, however often it is sent, for a day.")

    static let reading: [Route] = [
        Route(
            method: .get, path: "/Messages", operationID: "getUnreadMessages",
            summary: "Unread messages. With `Prefer: wait=30` the answer waits so many seconds for the first.",
            parameters: [
                .query(
                    "ReceiverHerIds", .array(.herID, unique: true, maximum: 100), required: true,
                    "Messages to these of the record system's own HER-ids."),
                .query("SenderHerId", .herID, "Only messages from this one."),
                .query("BusinessDocumentId", .string(maximum: 100), "Only the message with this MsgId."),
                .query("IncludeMetadata", .boolean, "Whether to tell more than id and receiver; default false."),
                .query("MessagesToFetch", .integer(minimum: 1, maximum: 100), "At most so many; default 10."),
                .query(
                    "OrderBy", .oneOf(["Ascending", "Descending", "1", "2"]), "By GenDate; default Ascending."),
                .header("Prefer", .string(maximum: 200), "`wait=SECONDS` (RFC 7240), at most 60."),
            ] + client,
            answer: .init(status: .ok, note: "The messages.", schema: .array(MessageSchemas.message)),
            problems: [.herIDNotAllowed], work: .recordSystem(UnreadMessages.list)),
        Route(
            method: .get, path: "/Messages/{id}", operationID: "getMessage", summary: "One message.",
            parameters: [id] + client,
            answer: .init(status: .ok, note: "The message.", schema: MessageSchemas.message),
            work: .recordSystem(StoredDocument.describe)),
        Route(
            method: .get, path: "/Messages/{id}/business-document", operationID: "getBusinessDocument",
            summary: "The document of a message, byte for byte as it was sent.", parameters: [id] + client,
            answer: .init(status: .ok, note: "The document.", schema: MessageSchemas.businessDocument),
            work: .recordSystem(StoredDocument.content)),
        Route(
            method: .get, path: "/Messages/{id}/findings", operationID: "getFindings",
            summary: "What the server has found about a received document, and whether it came before.",
            parameters: [id], answer: .init(status: .ok, note: "The findings.", schema: MessageSchemas.findings),
            work: .recordSystem(StoredDocument.findings)),
        Route(
            method: .get, path: "/Messages/{id}/status", operationID: "getStatus",
            summary: "How a sent message fares with each receiver; nothing for a received one.",
            parameters: [id] + client,
            answer: .init(status: .ok, note: "One for each receiver.", schema: .array(MessageSchemas.status)),
            work: .recordSystem(MessageOutcome.status)),
        Route(
            method: .get, path: "/Messages/{id}/apprec", operationID: "getAppRecInfo",
            summary: "The application receipts for a sent message.", parameters: [id] + client,
            answer: .init(status: .ok, note: "One for each receiver.", schema: .array(MessageSchemas.appRecInfo)),
            work: .recordSystem(MessageOutcome.appRecs)),
        Route(
            method: .put, path: "/Messages/{id}/read/{herId}", operationID: "markAsRead",
            summary: "Marks a received message as read: it is in the record system's own store now.",
            parameters: [id, .path("herId", .herID, "The receiver.")] + client,
            answer: .init(status: .noContent, note: "It is marked, now or before."),
            problems: [.notReadable, .herIDNotAllowed], work: .recordSystem(UnreadMessages.markAsRead)),
    ]

    static let sending: [Route] = [
        Route(
            method: .post, path: "/Messages", operationID: "postMessage",
            summary: "Hands in a document to be sent. It is stored durably before this is answered.",
            parameters: [idempotencyKey] + client,
            body: .init(schema: MessageSchemas.postMessage, limit: RecordSystemAPI.largestBody, note: "The document."),
            answer: .init(status: .created, note: "The message's id.", schema: .uuid, isCreation: true),
            problems: [.documentRefused, .herIDNotAllowed, .idempotencyKeyReused], work: .recordSystem(Submission.post)),
        Route(
            method: .post, path: "/Messages/dry-run", operationID: "tryMessage",
            summary: "Tells what would become of a document, without sending or storing it.", parameters: client,
            body: .init(schema: MessageSchemas.postMessage, limit: RecordSystemAPI.largestBody, note: "The document."),
            answer: .init(status: .ok, note: "The verdict.", schema: DryRun.schema), problems: [.herIDNotAllowed],
            work: .recordSystem(DryRun.post)),
        Route(
            method: .post, path: "/Messages/{id}/apprec/{appRecSenderHerId}", operationID: "postAppRec",
            summary: "Answers a received message with an application receipt, which the server writes and sends.",
            parameters: [id, .path("appRecSenderHerId", .herID, "The receiver that answers."), idempotencyKey] + client,
            body: .init(schema: MessageSchemas.postAppRec, limit: 200_000, note: "The receipt."),
            answer: .init(status: .created, note: "The receipt's id.", schema: .uuid, isCreation: true),
            problems: [
                .herIDNotAllowed, .appRecNotPossible, .appRecAlreadySent, .idempotencyKeyReused, .documentRefused,
            ],
            work: .recordSystem(AppRecSubmission.post)),
    ]
}
