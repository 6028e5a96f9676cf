/// The bodies of the national interface, with its names and fields.
enum MessageSchemas {
    static let message = JSONSchema.named(
        "Message",
        .object([
            .init("id", .nullable(.uuid), "The server's own id, used in the addresses under `/Messages/{id}`."),
            .init("contentType", .nullable(.string())),
            .init("receiverHerId", .nullable(.herID)),
            .init("senderHerId", .nullable(.herID), "Left out when IncludeMetadata is false."),
            .init("businessDocumentId", .nullable(.string()), "MsgId; left out when IncludeMetadata is false."),
            .init("businessDocumentGenDate", .nullable(.string(format: .dateTime)), "GenDate; left out likewise."),
            .init("isAppRec", .nullable(.boolean), "Left out likewise."),
        ]))

    static let businessDocument = JSONSchema.named(
        "GetBusinessDocumentResponse",
        .object([
            .init("businessDocument", .string(minimum: 1), required: true, "The document, in base64."),
            .init("contentType", .string(minimum: 1), required: true),
            .init("contentTransferEncoding", .string(minimum: 1), required: true),
        ]))

    static let findings = JSONSchema.named(
        "DeliveryFindings",
        .object([
            .init(
                "remarks",
                .array(
                    .named(
                        "Remark",
                        .object([
                            .init("code", .string(), required: true),
                            .init(
                                "appRecError", .nullable(.string()), required: true,
                                "The error of code list 8221 to reject the document with, where that is demanded or allowed."
                            ),
                            .init("sentences", NoticeRoutes.sentences, required: true),
                        ]))), required: true),
            .init(
                "repeats", .nullable(.uuid), required: true,
                "The earlier message with the same document: ignore this one, without another receipt."),
        ]))

    static let deliveryState = JSONSchema.named(
        "DeliveryState", .oneOf(["Unconfirmed", "Acknowledged", "Rejected"]))

    static let appRecStatus = JSONSchema.named("AppRecStatus", .oneOf(["Ok", "Rejected", "OkErrorInMessagePart"]))

    static let appRecError = JSONSchema.named(
        "AppRecError",
        .object([
            .init("errorCode", .nullable(.string(maximum: 20)), required: true, "Code list 8221, such as E10."),
            .init("details", .nullable(.string(maximum: 2000)), required: true, "An explanation; may be empty."),
            .init("description", .nullable(.string(maximum: 400)), "The code list's own words."),
            .init("oid", .nullable(.string(maximum: 100)), "The code list; 2.16.578.1.12.4.1.1.8221 when left out."),
        ]))

    static let status = JSONSchema.named(
        "StatusInfo",
        .object([
            .init("receiverHerId", .herID, required: true),
            .init("transportDeliveryState", deliveryState, required: true),
            .init("appRecStatus", .nullable(appRecStatus), "null until the receiver has answered."),
        ]))

    static let appRecInfo = JSONSchema.named(
        "ApprecInfo",
        .object([
            .init("receiverHerId", .herID, required: true),
            .init("appRecStatus", .nullable(appRecStatus), "null until the receiver has answered."),
            .init("appRecErrorList", .nullable(.array(appRecError))),
        ]))

    static let overrides = JSONSchema.named(
        "EbXmlInfo",
        .object(
            EnvelopeOverrides.names.map { .init($0, .nullable(.string(maximum: 256))) } + [
                .init("useSenderLevel1HerId", .nullable(.boolean)), .init("compressPayload", .nullable(.boolean)),
            ]))

    static let postMessage = JSONSchema.named(
        "PostMessageRequest",
        .object([
            .init("businessDocument", .string(minimum: 1), required: true, "The whole XML document, in base64."),
            .init("contentType", .string(minimum: 1, maximum: 100), required: true, "application/xml"),
            .init("contentTransferEncoding", .string(minimum: 1, maximum: 20), required: true, "base64"),
            .init("ebXmlOverrides", .nullable(overrides), "What the envelope shall say instead of what it would."),
            .init(
                "receiverHerIdsSubset", .nullable(.array(.herID, maximum: 100)),
                "Only these of the document's receivers get it."),
        ]))

    /// A status as a request may write it: by its name or its number in code list 8258, as the national service reads it.
    static let writtenAppRecStatus = JSONSchema.oneOf([
        "Ok", "Rejected", "OkErrorInMessagePart", "1", "2", "3", 1, 2, 3,
    ])

    static let postAppRec = JSONSchema.named(
        "PostAppRecRequest",
        .object([
            .init(
                "appRecStatus", writtenAppRecStatus, required: true, "1 = Ok, 2 = Rejected, 3 = OkErrorInMessagePart"),
            .init("appRecErrorList", .nullable(.array(appRecError, maximum: 50)), "At least one when rejected."),
            .init("ebXmlOverrides", .nullable(overrides)),
        ]))
}
