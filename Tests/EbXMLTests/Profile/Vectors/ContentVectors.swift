import EbXML

/// HITS 1172 5.11 to 5.13: what may stand together, and answers.
extension ProfileVector {
    private static let header = "</SOAP:Header>"
    private static let body = "</SOAP:Body>"
    private static let acknowledgment = "<eb:Acknowledgment SOAP:mustUnderstand=\"1\" eb:version=\"2.0\"/>"
    private static let errorList = "<eb:ErrorList SOAP:mustUnderstand=\"1\" eb:version=\"2.0\"/>"
    private static let ackRequested = "<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"1\"/>"
    private static let manifest = "<eb:Manifest eb:version=\"2.0\"/>"
    private static let answered = "7a1d0000-0000-4000-8000-000000000001"
    private static let reference = "<eb:RefToMessageId>\(answered)</eb:RefToMessageId>"

    static let content: [ProfileVector] = [
        .breaks("5.11.1-nothing", "an Action that should carry something", in: .ping) {
            $0.writing(">Ping<", ">EPIKRISE<")
        },
        .breaks("5.11.2-body", "two elements") { $0.writing(body, "<eb:StatusRequest/>" + body) },
        .breaks("5.11.3-ack-err", "both", in: .acknowledgment) { $0.writing(header, errorList + header) },
        .breaks("5.11.3-ack-req", "both", in: .acknowledgment) { $0.writing(header, ackRequested + header) },
        .breaks("5.11.3-ack-man", "both", in: .acknowledgment) { $0.writing(body, manifest + body) },
        .breaks("5.11.3-err-req", "both", in: .errorList) { $0.writing(header, ackRequested + header) },
        .breaks("5.11.3-err-man", "both", in: .errorList) { $0.writing(body, manifest + body) },
        .breaks("5.11.3-once", "two AckRequested") { $0.writing(header, ackRequested + header) },
        .breaks("5.11.3-once", "two MessageHeader", in: .ping) { $0.writing(header, "<eb:MessageHeader/>" + header) },
    ]

    static let signals: [ProfileVector] = [
        .breaks("106", "a Service of health messages", in: .acknowledgment) {
            $0.writing(WrittenEnvelope.signalService, "S-EPIKRISE")
        },
        .breaks("107", "MessageError", in: .acknowledgment) { $0.writing(">Acknowledgment<", ">MessageError<") },
        .breaks("107", "a small letter", in: .acknowledgment) { $0.writing(">Acknowledgment<", ">acknowledgment<") },
        .breaks("108", "no reference", in: .acknowledgment) { $0.writing(reference, "") },
        .breaks("108", "an empty reference", in: .acknowledgment) { $0.writing(answered, "") },
        .departs("108", .messageIDForm, "a running number", in: .acknowledgment) { $0.writing(answered, "20261121.1") },
        .keeps("108", "local@domain", in: .acknowledgment) { $0.writing(answered, "1@north.example") },
        .departs("109", .refToMessageIDInAcknowledgment, "the same id", in: .acknowledgment) {
            $0.writing("</eb:MessageData>", reference + "</eb:MessageData>")
        },
        .breaks("109", "another id", in: .acknowledgment) {
            $0.writing("</eb:MessageData>", "<eb:RefToMessageId>1@north.example</eb:RefToMessageId></eb:MessageData>")
        },
        .breaks("115", "an error list beside it", in: .acknowledgment) { $0.writing(header, errorList + header) },
        .breaks("116", "no digest", in: .acknowledgment) { $0.writing("URI=\"\"", "URI=\"cid:other\"") },
        .breaks("116", "another digest than was sent", in: .acknowledgment) { _ in
            ProfileMessage.known(.acknowledgment).writing("AQID", "AQIE")
        },
        .departs("116", .unqualifiedReference, "without namespace", in: .acknowledgment) { $0.writing("ds:", "") },
        .departs("117", .receiptWithoutPartDigests, "a part is not confirmed", in: .acknowledgment) { _ in
            ProfileMessage.known(.acknowledgment).writing("cid:payload-1", "cid:payload-2")
        },
        .breaks("117", "another digest of a part", in: .acknowledgment) { _ in
            ProfileMessage.known(.acknowledgment).writing("BAUG", "BAUH")
        },
        .breaks("120", "a Service of health messages", in: .errorList) {
            $0.writing(WrittenEnvelope.signalService, "S-EPIKRISE")
        },
        .breaks("121", "Acknowledgment", in: .errorList) { $0.writing(">MessageError<", ">Acknowledgment<") },
        .breaks("122", "no reference", in: .errorList) { $0.writing(reference, "") },
        .departs("122", .messageIDForm, "a running number", in: .errorList) { $0.writing(answered, "20261121.1") },
        .breaks("123", "an Acknowledgment beside it", in: .errorList) { $0.writing(header, acknowledgment + header) },
        .breaks("5.14.2-signals", "AckRequested", in: .acknowledgment) { $0.writing(header, ackRequested + header) },
        .breaks("5.14.2-signals", "AckRequested", in: .errorList) { $0.writing(header, ackRequested + header) },
        .breaks("5.14.3-signals", "a manifest", in: .errorList) { $0.writing(body, manifest + body) },
        .breaks("5.14.3-signals", "a part", in: .acknowledgment) { message in
            message.with { $0.envelope.parts = [WrittenEnvelope.sealedPart] }
        },
    ]
}
