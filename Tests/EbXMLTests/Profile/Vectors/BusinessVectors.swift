import EbXML

/// HITS 1172 5.14, 5.15: what carries a document, what is said of it, and the document itself.
extension ProfileVector {
    private static let ack = "<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"true\"/>"
    private static let schema = "<eb:Schema eb:location=\"urn:example:discharge\" eb:version=\"1.6\"/>"
    private static let system = "\"MSH-system\":\"Budstikke\""
    private static let version = "\"MSH-versjon\":\"1.0\""
    private static let json = "{\(system),\(version)}"

    static let business: [ProfileVector] = [
        .departs("74", .duplicateEliminationMissing, "missing") {
            $0.writing("<eb:DuplicateElimination></eb:DuplicateElimination>", "")
        },
        .departs("75", .ackRequestedMissing, "missing") { $0.writing(ack, "") },
        .breaks("94", "false") { $0.writing("eb:signed=\"true\"", "eb:signed=\"false\"") },
        .breaks("94", "0") { $0.writing("eb:signed=\"true\"", "eb:signed=\"0\"") },
        .breaks("94", "not said") { $0.writing(" eb:signed=\"true\"", "") },
        .keeps("94", "1") { $0.writing("eb:signed=\"true\"", "eb:signed=\"1\"") },
        .breaks("5.14.2-mu-missing", "missing") {
            $0.writing("AckRequested SOAP:mustUnderstand=\"1\"", "AckRequested")
        },
        .breaks("5.14.2-mu-false", "0") {
            $0.writing("AckRequested SOAP:mustUnderstand=\"1\"", "AckRequested SOAP:mustUnderstand=\"0\"")
        },
        .departs("5.14.2-mu-false", .mustUnderstandTrue, "true") {
            $0.writing("AckRequested SOAP:mustUnderstand=\"1\"", "AckRequested SOAP:mustUnderstand=\"true\"")
        },
        .breaks("5", "1.0") { $0.writing("<eb:Manifest eb:version=\"2.0\">", "<eb:Manifest eb:version=\"1.0\">") },
        .breaks("5", "not said") { $0.writing("<eb:Manifest eb:version=\"2.0\">", "<eb:Manifest>") },
        .breaks("6", "no reference") { $0.writing("eb:Reference", "eb:Other") },
        .breaks("27", "no part") { $0.with { $0.envelope.parts = [] } },
        .breaks("27", "the envelope alone") { $0.with { $0.isBare = true } },
        .breaks("23", "another part") { $0.writing("cid:payload-1", "cid:payload-2") },
        .keeps("23", "percent-encoded") { $0.writing("cid:payload-1", "cid:payload%2D1") },
        .breaks("5.14.3-href", "empty") { $0.writing("cid:payload-1", "") },
    ]

    static let description: [ProfileVector] = [
        .breaks("265", "an empty location") { $0.writing("urn:example:discharge", "") },
        .breaks("265", "no eb:Schema") { $0.writing(schema, "") },
        .breaks("266", "an empty version") { $0.writing("eb:version=\"1.6\"", "eb:version=\"\"") },
        .breaks("266", "no number") { $0.writing("eb:version=\"1.6\"", "eb:version=\"v-x\"") },
        .breaks("267", "not on the list") { _ in
            ProfileMessage.known(.business).writing("urn:example:discharge", "urn:own")
        },
        .breaks("268", "another version") { _ in
            ProfileMessage.known(.business).writing("eb:version=\"1.6\"", "eb:version=\"1.5\"")
        },
        .breaks("269", "another Action") { _ in
            ProfileMessage.known(.business).writing("LOG_UTSKREVET<", "LOG_INNLAGT<")
        },
        .breaks("269", "another Service") { _ in
            ProfileMessage.known(.business).writing("S-LOG_UTSKREVET<", "S-EPIKRISE<")
        },
        .keeps("269", "a receipt under the Service of what it answers") { _ in
            ProfileMessage.known(.business).writing("<eb:Action>LOG_UTSKREVET<", "<eb:Action>APPREC<")
                .knowing { $0.catalogue = ["urn:example:discharge": .init(versions: ["1.6"], actions: ["APPREC"])] }
        },
        .breaks("270", "another document inside") { message in
            message.knowing { $0.plaintexts = [ProfileMessage.document(namespace: "urn:example:other")] }
        },
        .keeps("270", "in a MsgHead") { message in
            let head =
                "<MsgHead xmlns=\"urn:head\"><Document><RefDoc><Content><D xmlns=\"urn:example:discharge\"/>"
                + "</Content></RefDoc></Document></MsgHead>"
            return message.knowing { $0.plaintexts = [Array(head.utf8)] }
        },
        .breaks("271", "the key is missing") { $0.writing(json, "{\(version)}") },
        .breaks("271", "no JSON", in: .acknowledgment) { $0.writing(json, "Budstikke 1.0") },
        .breaks("272", "the key is missing", in: .errorList) { $0.writing(json, "{\(system)}") },
        .breaks("273", "an empty text") { $0.writing(system, "\"MSH-system\":\"\"") },
        .breaks("273", "a number") { $0.writing(system, "\"MSH-system\":1") },
        .breaks("273", "an object") { $0.writing(system, "\"MSH-system\":{}") },
        .breaks("274", "an empty text") { $0.writing(version, "\"MSH-versjon\":\" \"") },
        .breaks("274", "a number") { $0.writing(version, "\"MSH-versjon\":1.0") },
        .breaks("279", "only the server") { $0.writing(schema, "") },
        .breaks("279", "only the document") {
            $0.writing("<eb:Description xml:lang=\"no\">\(json)</eb:Description>", "")
        },
    ]

    private static func holding(_ plaintext: [UInt8]) -> @Sendable (ProfileMessage) -> ProfileMessage {
        { message in message.knowing { $0.plaintexts = [plaintext] } }
    }

    static let payload: [ProfileVector] = [
        .breaks("263", "XML under the same media type") { $0.with { $0.envelope.parts[0].body = "PGEvPg==" } },
        .departs(
            "264", .plaintextWithoutMIME, "not said",
            holding(ProfileMessage.document(fields: "Content-Type: application/xml\r\n"))),
        .departs("264", .plaintextWithoutMIME, "the bare document", holding(Array("<a/>".utf8))),
        .breaks(
            "259b", "x-uuencode", holding(ProfileMessage.document(fields: "Content-Transfer-Encoding: x-uuencode\r\n"))),
        .departs(
            "5.15.1-type-missing", .plaintextWithoutMIME, "not said",
            holding(ProfileMessage.document(fields: "Content-Transfer-Encoding: binary\r\n"))),
        .departs("5.15.1-type-missing", .plaintextWithoutMIME, "gzip", holding([0x1F, 0x8B, 8, 0])),
        .breaks("5.15.1-type", "text/xml", holding(ProfileMessage.document(fields: "Content-Type: text/xml\r\n"))),
    ]
}
