public import Identifiers
import MIME

/// Where a SOAP Fault about a mail goes: Reply-To, else From, else Sender (HITS 1172 4.2.2.3).
///
/// A stranger's claim. There is none for a mail that a machine sent by itself, that came over a mailing list, that has
/// an empty return path or no Message-ID: answering those is how mail loops begin (T-059, RFC 3834 2).
public struct FaultAddress: Sendable, Equatable {
    public let mailbox: EDIAddress
    /// The mail's own Message-ID without angle brackets, for In-Reply-To of the fault (HITS 1172 4.2.3.2).
    public let mailMessageID: String
    /// The mails it answers, by Message-ID: one that answers a mail of ours is never answered.
    public let answers: [String]

    /// Reads the header of a stored mail; nil when it is not to be answered.
    public init?(mail: [UInt8]) {
        guard let entity = try? MIMEEntity.parse(mail, limits: .mail) else { return nil }
        self.init(entity.headers)
    }

    init?(_ headers: MIMEHeaders) {
        guard !MailThread.isAutomatic(headers), let mailbox = MailThread.returnAddress(headers),
            let id = headers["Message-ID"].flatMap({ MailThread.ids(in: $0).first }),
            id.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
        else { return nil }
        self.mailbox = mailbox
        mailMessageID = id
        answers = MailThread.references(headers)
    }
}
