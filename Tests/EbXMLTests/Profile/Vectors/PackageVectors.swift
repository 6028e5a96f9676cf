import EbXML

/// HITS 1172 5.5: the mail, the package and its parts.
extension ProfileVector {
    private static let from = "From: edi@hospital.example\r\n"
    private static let to = "To: edi@north.example\r\n"
    private static let date = "Date: Sat, 21 Nov 2026 09:30:00 +0000\r\n"
    private static let messageID = "Message-ID: <1@hospital.example>\r\n"
    private static let related = "multipart/related; type=\"text/xml\"; start=\"<soap>\"; boundary"
    private static let textXML = "Content-Type: text/xml; charset=UTF-8\r\n"
    private static let eightBit = "Content-Transfer-Encoding: 8bit\r\n"
    private static let sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"

    static let mail: [ProfileVector] = [
        .breaks("18", "no From") { $0.sending(from, "") },
        .breaks("18", "no From", in: .acknowledgment) { $0.sending(from, "") },
        .breaks("19", "no To") { $0.sending(to, "") },
        .breaks("80", "From is empty") { $0.sending(from, "From: \r\n") },
        .breaks("81", "To is empty") { $0.sending(to, "To: \r\n") },
        .breaks("250", "no Message-ID") { $0.sending(messageID, "") },
        .breaks("20", "no Date") { $0.sending(date, "") },
        .breaks("251", "an empty Message-ID") { $0.sending(messageID, "Message-ID: <>\r\n") },
        .breaks("83", "Date is empty") { $0.sending(date, "Date: \r\n") },
    ]

    static let package: [ProfileVector] = [
        .breaks("5.5.2-parse", "the boundary is nowhere") {
            $0.sending("boundary=\"frontier\"", "boundary=\"nowhere\"")
        },
        .departs("21", .mimeVersion, "no MIME-Version") { $0.sending("MIME-Version: 1.0\r\n", "") },
        .departs("82", .mimeVersion, "MIME 2.0") { $0.sending("MIME-Version: 1.0", "MIME-Version: 2.0") },
        .keeps("82", "a comment after it") { $0.sending("MIME-Version: 1.0", "MIME-Version: 1.0 (by hand)") },
        .departs("22", .soapAction, "no SOAPAction") { $0.sending("SOAPAction: \"ebXML\"\r\n", "") },
        .departs("51", .soapAction, "small letters") { $0.sending("\"ebXML\"", "\"ebxml\"") },
        .departs("51", .soapAction, "without quotation marks") { $0.sending("\"ebXML\"", "ebXML") },
        .breaks("252", "text/plain", in: .acknowledgment) { $0.sending("text/xml;", "text/plain;") },
        .breaks("252", "no content type", in: .acknowledgment) { $0.sending(textXML, "") },
        .breaks("66", "multipart/mixed") { $0.sending("multipart/related", "multipart/mixed") },
        .breaks("66", "application/soap+xml", in: .ping) { $0.sending("text/xml;", "application/soap+xml;") },
        .departs("253", .relatedType, "another type") {
            $0.sending("type=\"text/xml\";", "type=\"application/xop+xml\";")
        },
        .departs("253", .relatedType, "no type") { $0.sending("type=\"text/xml\"; ", "") },
        .departs("5.5.2.2-start", .missingStart, "start names no part") {
            $0.sending("start=\"<soap>\"", "start=\"<other>\"")
        },
    ]

    static let parts: [ProfileVector] = [
        .breaks("67", "no text/xml part") { $0.sending(textXML, "Content-Type: application/octet-stream\r\n") },
        .breaks("255", "application/soap+xml") { $0.sending(textXML, "Content-Type: application/soap+xml\r\n") },
        .departs("256", .charset, "another charset") { $0.sending("charset=UTF-8", "charset=iso-8859-1") },
        .departs("256", .charset, "no charset", in: .errorList) { $0.sending("; charset=UTF-8", "") },
        .keeps("256", "quoted and small") { $0.sending("charset=UTF-8", "charset=\"utf-8\"") },
        .departs("257", .transferEncoding, "none said") { $0.sending(eightBit, "") },
        .departs("258", .transferEncoding, "7bit") { $0.sending(eightBit, "Content-Transfer-Encoding: 7bit\r\n") },
        .breaks("258", "x-uuencode") { $0.sending(eightBit, "Content-Transfer-Encoding: x-uuencode\r\n") },
        .departs("259", .eightBitParts, "binary") { $0.sending("Encoding: base64", "Encoding: binary") },
        .breaks("259", "x-uuencode") { $0.sending("Encoding: base64", "Encoding: x-uuencode") },
        .departs("260", .attachmentMediaType, "no smime-type") {
            $0.sending(sealed, "Content-Type: application/pkcs7-mime\r\n")
        },
        .departs("260", .attachmentMediaType, "the older name") {
            $0.sending(sealed, "Content-Type: application/x-pkcs7-mime; smime-type=enveloped-data\r\n")
        },
        .departs("260", .attachmentMediaType, "just octets") {
            $0.sending(sealed, "Content-Type: application/octet-stream\r\n")
        },
        .breaks("260", "signed only") { $0.sending("enveloped-data", "signed-data") },
        .breaks("260", "not encrypted") { $0.sending(sealed, "Content-Type: application/xml\r\n") },
    ]
}
