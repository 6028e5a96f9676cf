import EbXML
import HTTPTransport
import MIME

/// A request or response from a partner's server, turned into the entity that is stored and read.
///
/// Input: Content-Type, SOAPAction and Content-Transfer-Encoding, a line each, then the body.
struct HTTPEntityTarget: FuzzTarget {
    static let name = "http-entity"
    static let longest = 16_384

    private let mails: [[UInt8]]

    init() throws {
        let invented = try InventedMail()
        mails = try [invented.business(), invented.acknowledgment(), invented.fault()]
    }

    func seeds() throws -> [[UInt8]] {
        try mails.map { mail in
            let entity = try HTTPEntity(stored: mail)
            let lines = [entity.contentType, entity.soapAction ?? "", ""].map { $0 + "\n" }
            return Array(lines.joined().utf8) + entity.body
        }
    }

    func examine(_ input: [UInt8]) throws {
        if let sent = try? HTTPEntity(stored: input) {
            try demand(sent.body.count <= input.count, "what is sent is no longer than what was stored")
        }
        let lines = input.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
        guard lines.count == 4 else { return }
        let fields = lines.prefix(3).map { String(decoding: $0, as: UTF8.self) }
        let received = HTTPEntity(
            contentType: fields[0], soapAction: fields[1].isEmpty ? nil : fields[1],
            transferEncoding: fields[2].isEmpty ? nil : fields[2], body: Array(lines[3]))
        guard let received else { return }
        let stored = received.stored(answering: "1@x.example")
        let entity = try demand(try? MIMEEntity.parse(stored), "what is stored can be read")
        try demand(Array(entity.body) == received.body, "the body is stored as it came")
        let names = entity.headers.fields.map(\.name)
        let ours: Set = ["MIME-Version", "In-Reply-To", "SOAPAction", "Content-Type", "Content-Transfer-Encoding"]
        try demand(Set(names).count == names.count && ours.isSuperset(of: names), "no field is smuggled in")
        try demand(entity.headers["In-Reply-To"] == "<1@x.example>", "the answer is that of the attempt")
        _ = received.isMessage
        _ = InboundMail.classify(entity)
    }
}
