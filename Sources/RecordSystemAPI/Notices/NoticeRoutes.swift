import HTTPTypes
import Texts

/// What became of the messages a record system sent (M-108, M-112, M-113): to be shown to whoever sent them.
enum NoticeRoutes {
    static let notice = JSONSchema.named(
        "Notice",
        .object([
            .init("id", .uuid, required: true, "The notice's own id."),
            .init("messageId", .uuid, required: true, "The message's id, as POST /Messages gave it."),
            .init("businessDocumentId", .nullable(.string()), "The message's MsgId."),
            .init("receiverHerId", .nullable(.herID)),
            .init("outcome", .string(), required: true, "A step of the message's life, such as appRecRejected."),
            .init("needsAction", .boolean, required: true, "Whether a person has to do something."),
            .init("reason", .nullable(.string()), "Why, as a code."),
            .init("sentences", sentences, required: true, "To be shown to the user."),
            .init("appRecId", .nullable(.uuid), "The AppRec that said so, as a message of its own."),
            .init("at", .string(format: .dateTime), required: true),
        ]))

    static let sentences = JSONSchema.named(
        "Sentences",
        .object([
            .init("nb", .string(), required: true), .init("nn", .string(), required: true),
            .init("en", .string(), required: true),
        ]))

    static let all: [Route] = [
        Route(
            method: .get, path: "/Notices", operationID: "getUnreadNotices",
            summary: "Unread notices, oldest message first. With `Prefer: wait=30` the answer waits for the first.",
            parameters: [
                .query("SenderHerIds", .array(.herID, unique: true, maximum: 100), "About messages from these only."),
                .header("Prefer", .string(maximum: 200), "`wait=SECONDS` (RFC 7240), at most 60."),
            ],
            answer: .init(status: .ok, note: "At most 100.", schema: .array(notice)), problems: [.herIDNotAllowed],
            work: .recordSystem(UnreadNotices.list)),
        Route(
            method: .put, path: "/Messages/{id}/notices/{noticeId}/read", operationID: "markNoticeAsRead",
            summary: "Marks a notice as read.",
            parameters: [
                MessageRoutes.id, .path("noticeId", .uuid, "The notice's id."),
            ],
            answer: .init(status: .noContent, note: "It is marked, now or before."),
            work: .recordSystem(UnreadNotices.markAsRead)),
    ]
}
