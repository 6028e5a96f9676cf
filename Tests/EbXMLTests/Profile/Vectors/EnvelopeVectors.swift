import EbXML
import Foundation

/// HITS 1172 5.6 to 5.8: the envelope, its header and its parties.
extension ProfileVector {
    private static let start = "<eb:MessageHeader SOAP:mustUnderstand=\"1\" eb:version=\"2.0\">"
    private static let soap = "http://schemas.xmlsoap.org/soap/envelope/"
    private static let action = "<eb:Action>LOG_UTSKREVET</eb:Action>"
    private static let service = "<eb:Service eb:type=\"string\">S-LOG_UTSKREVET</eb:Service>"
    private static let timestamp = "<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp>"
    private static let messageID = "0d3f0000-0000-4000-8000-000000000001"

    /// An envelope without signature, of any text.
    private static func text(_ soap: String) -> @Sendable (ProfileMessage) -> ProfileMessage {
        { message in
            message.with {
                $0.isSigned = false
                $0.envelope.soap = soap
            }
        }
    }

    private static func frame(_ inside: String) -> String {
        "<SOAP:Envelope xmlns:SOAP=\"\(soap)\">\(inside)</SOAP:Envelope>"
    }

    static let envelope: [ProfileVector] = [
        .breaks("5.6-xmlversion", "XML 1.1") { $0.sending("<?xml version=\"1.0\"", "<?xml version=\"1.1\"") },
        .departs("78", .xmlDeclaration, "no declaration") {
            $0.sending("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
        },
        .departs("68", .encoding, "ISO-8859-1") { $0.sending("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"") },
        .breaks("86", "SOAP 1.2") { $0.altering(soap, "http://www.w3.org/2003/05/soap-envelope") },
        .breaks("86", "a document alone", text("<MsgHead xmlns=\"urn:example\"/>")),
        .breaks("16", "an end tag is missing") { $0.altering("</SOAP:Body>", "") },
        .breaks("16", "something after Body") { $0.writing("</SOAP:Envelope>", "<own/></SOAP:Envelope>") },
        .breaks("16", "Body before Header", in: .ping) {
            $0.writing("<SOAP:Body></SOAP:Body>", "").writing("<SOAP:Header>", "<SOAP:Body></SOAP:Body><SOAP:Header>")
        },
        .breaks("16", "mustUnderstand is no value of SOAP") {
            $0.writing("mustUnderstand=\"1\"", "mustUnderstand=\"yes\"")
        },
        .breaks("17", "Action before Service") { $0.writing(service + action, action + service) },
        .breaks("17", "two Timestamps") { $0.writing(timestamp, timestamp + timestamp) },
        .breaks("17", "an unknown child") { $0.writing("</eb:MessageData>", "<eb:Own/></eb:MessageData>") },
        .departs("17", .unqualifiedReference, "copies without namespace", in: .acknowledgment) {
            $0.writing("ds:", "")
        },
        .breaks("43", "no SOAP", text("<MsgHead xmlns=\"urn:example\"/>")),
        .breaks("2", "no header", text(frame("<SOAP:Body/>"))),
        .breaks("3", "no body", text(frame("<SOAP:Header/>"))),
        .breaks("100", "an own block") { $0.writing("</SOAP:Header>", "<x:Own xmlns:x=\"urn:x\"/></SOAP:Header>") },
        .breaks("100", "the manifest in the header", in: .ping) {
            $0.writing("</SOAP:Header>", "<eb:Manifest/></SOAP:Header>")
        },
        .breaks("101", "an own element") { $0.writing("</SOAP:Body>", "<x:Own xmlns:x=\"urn:x\"/></SOAP:Body>") },
        .breaks("101", "AckRequested in the body", in: .ping) {
            $0.writing("</SOAP:Body>", "<eb:AckRequested/></SOAP:Body>")
        },
        .departs("5.7.2-syncreply", .syncReply, "over mail") {
            $0.writing("</SOAP:Header>", "<eb:SyncReply/></SOAP:Header>")
        },
    ]

    static let messageHeader: [ProfileVector] = [
        .breaks("4", "no MessageHeader", text(frame("<SOAP:Header/><SOAP:Body/>"))),
        .breaks("8", "no version") { $0.writing(start, "<eb:MessageHeader SOAP:mustUnderstand=\"1\">") },
        .breaks("70", "3.0") { $0.writing(start, "<eb:MessageHeader SOAP:mustUnderstand=\"1\" eb:version=\"3.0\">") },
        .breaks("7", "no mustUnderstand") { $0.writing(start, "<eb:MessageHeader eb:version=\"2.0\">") },
        .breaks("69", "0") { $0.writing(start, "<eb:MessageHeader SOAP:mustUnderstand=\"0\" eb:version=\"2.0\">") },
        .departs("69", .mustUnderstandTrue, "true") {
            $0.writing(start, "<eb:MessageHeader SOAP:mustUnderstand=\"true\" eb:version=\"2.0\">")
        },
        .breaks("76", "no MessageId") { $0.writing("<eb:MessageId>\(messageID)</eb:MessageId>", "") },
        .breaks("76", "an empty MessageId") { $0.writing(messageID, " ") },
        .departs("102", .messageIDForm, "a running number") { $0.writing(messageID, "20261121.1") },
        .breaks("102", "a blank inside") { $0.writing(messageID, "20261121 1") },
        .keeps("102", "local@domain") { $0.writing(messageID, "20261121.1@hospital.example") },
        .breaks("77", "no Timestamp") { $0.writing(timestamp, "") },
        .breaks("11", "no CPAId") { $0.writing("<eb:CPAId>8090001_8090002</eb:CPAId>", "") },
        .breaks("11", "an empty CPAId") { $0.writing("8090001_8090002", " ") },
        .departs("12", .cpaIDForm, "a constant") { $0.writing("8090001_8090002", "GenericCPAId") },
        .departs("12", .cpaIDForm, "the higher one first") { $0.writing("8090001_8090002", "8090002_8090001") },
        .keeps("12", "a running number after it") { $0.writing("8090001_8090002", "8090001_8090002_7") },
        .keeps("12", "a UUID") { $0.writing("8090001_8090002", ProfileMessage.agreementID) },
        .keeps("12", "one partner's own") { $0.writing("8090001_8090002", "nav:12345") },
        .breaks("47", "no Service") { $0.writing(service, "") },
        .breaks("71", "an empty Service") { $0.writing("S-LOG_UTSKREVET<", " <") },
        .breaks("48", "no Action") { $0.writing(action, "") },
        .breaks("72", "an empty Action") { $0.writing(action, "<eb:Action> </eb:Action>") },
    ]

    static let parties: [ProfileVector] =
        party("From", "8090001", rules: ["10", "58", "25", "60", "14", "31"])
        + party("To", "8090002", rules: ["9", "59", "55", "61", "13", "56"])

    /// The same six rules for both sides.
    private static func party(_ side: String, _ her: String, rules: [String]) -> [ProfileVector] {
        let id = "<eb:PartyId eb:type=\"HER\">\(her)</eb:PartyId>"
        let kinds: [ProfileMessage.Kind] = [.business, .acknowledgment]
        return kinds.flatMap { kind -> [ProfileVector] in
            [
                .breaks(rules[0], "no \(side)", in: kind) { $0.writing("eb:\(side)>", "eb:Other>") },
                .breaks(rules[1], "no party", in: kind) { $0.writing(id, "") },
                .breaks(rules[2], "no value", in: kind) {
                    $0.writing(id, "<eb:PartyId eb:type=\"HER\"> </eb:PartyId>")
                },
                .breaks(rules[2], "an empty one more", in: kind) {
                    $0.writing(id, id + "<eb:PartyId eb:type=\"ENH\"></eb:PartyId>")
                },
                .breaks(rules[3], "an organisation number alone", in: kind) {
                    $0.writing(id, id.replacingOccurrences(of: "HER", with: "ENH"))
                },
                .breaks(rules[4], "two HER-ids", in: kind) {
                    $0.writing(id, id + id.replacingOccurrences(of: her, with: "8090009"))
                },
                .breaks(rules[4], "the same one twice", in: kind) { $0.writing(id, id + id) },
                .breaks(rules[5], "a letter", in: kind) {
                    $0.writing(id, id.replacingOccurrences(of: her, with: "\(her)a"))
                },
                .keeps(rules[3], "an organisation number beside it", in: kind) {
                    $0.writing(id, "<eb:PartyId eb:type=\"ENH\">999700020</eb:PartyId>" + id)
                },
            ]
        }
    }
}
