import EbXML
import MIME
import Mail

/// MIME as a mailbox gives it: every part, delivery reports, and the hint that orders the work.
struct MailTarget: FuzzTarget {
    static let name = "mail"
    static let longest = 16_384

    init() {}

    func seeds() throws -> [[UInt8]] {
        let invented = try InventedMail()
        return try [invented.business(), invented.acknowledgment(), invented.deliveryReport]
            + [invented.nested, invented.quotedPrintable]
    }

    func examine(_ input: [UInt8]) throws {
        if let hint = ConversationHint.find(in: input) {
            try demand((1...200).contains(hint.conversation.utf8.count), "a hint has 1 to 200 octets")
        }
        guard let mail = try? MIMEEntity.parse(input) else { return }
        try demand(mail.body.endIndex == input.count, "the body runs to the end of the mail")
        try examine(mail)
        if let report = try? DeliveryStatus.parse(mail) {
            try demand(report.recipients.count <= MIMELimits.mail.maximumHeaderFields, "recipients are bounded")
        }
    }

    private func examine(_ entity: MIMEEntity) throws {
        try examine(entity.headers)
        if let content = try? entity.decodedBody() {
            try demand(content.count <= entity.body.count, "undoing a transfer encoding makes nothing longer")
            let encoded = Base64Transfer.encode(content)
            try demand((try? Base64Transfer.decode(encoded[...])) == content, "base64 gives back what went in")
        }
        guard let multipart = try? entity.multipart() else { return }
        try demand(multipart.parts.count <= MIMELimits.mail.maximumParts, "parts are bounded")
        var end = entity.body.startIndex
        for part in multipart.parts {
            try demand(part.depth == entity.depth + 1, "a part is one level below its multipart")
            try demand(part.body.startIndex >= end, "a part lies behind the part before it")
            try demand(part.body.endIndex <= entity.body.endIndex, "a part lies inside its multipart")
            end = part.body.endIndex
            try examine(part)
        }
        try rewrite(multipart.parts)
    }

    /// Fields that can be written are read again as they were.
    private func examine(_ headers: MIMEHeaders) throws {
        var writer = MIMEWriter()
        var written: [MIMEHeaders.Field] = []
        for field in headers.fields where (try? writer.field(field.name, field.value)) != nil { written.append(field) }
        let again = try demand(try? MIMEEntity.parse(writer.bytes), "a written header can be read")
        try demand(again.headers.fields == written, "a written header is read as it was")
        guard let type = try? headers.parameterized("Content-Type") else { return }
        // Names with an asterisk mean something else where they are read (RFC 2231).
        for (name, value) in type.parameters where !name.contains("*") {
            var writer = MIMEWriter()
            guard (try? writer.field("Content-Type", type.value, parameters: [name: value])) != nil else { continue }
            let again = try? MIMEEntity.parse(writer.bytes).contentType
            try demand(again?.value == type.value, "a written media type is read as it was")
            try demand(again?[name] == value, "a written parameter is read as it was")
        }
    }

    /// Parts written as base64 are read as they were.
    private func rewrite(_ parts: [MIMEEntity]) throws {
        let contents = parts.compactMap { try? $0.decodedBody() }
        var writer = MIMEWriter()
        try writer.field("Content-Type", "multipart/mixed", parameters: ["boundary": "=_invented"])
        try writer.multipart(
            boundary: "=_invented", parts: contents.map { MIMEPart(fields: [], content: $0, encoding: .base64) })
        let again = try MIMEEntity.parse(writer.bytes).parts().map { try $0.decodedBody() }
        try demand(again == contents, "written parts are read as they were")
    }
}
