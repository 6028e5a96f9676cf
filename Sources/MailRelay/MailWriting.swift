import Cryptography
import Foundation
import Identifiers
import MIME

/// Writes a mail as it goes over the line: plain text and HTML of the same words (RFC 2046 5.1.4).
///
/// The same mail gives the same octets each time, so that a repetition after a crash is one to every reader.
enum MailWriting {
    /// - Throws: `MIMEError` for a mail that cannot be written, such as one with a line break in an address.
    static func write(_ mail: RelayedMail) throws -> [UInt8] {
        let boundary = "b-" + Hexadecimal.encode(SHA256.digest(Array(mail.messageID.utf8)).prefix(16))
        var writer = MIMEWriter(reserving: 4096 + 2 * (mail.plain.utf8.count + mail.html.utf8.count))
        try writer.field("From", "\(encodedWords(mail.senderName)) <\(mail.from)>")
        try writer.field("To", mail.to)
        try writer.field("Subject", encodedWords(mail.subject))
        try writer.field("Date", date(mail.date))
        try writer.field("Message-ID", "<\(mail.messageID)>")
        // Nobody's out-of-office answer is wanted (RFC 3834 5).
        try writer.field("Auto-Submitted", "auto-generated")
        try writer.field("MIME-Version", "1.0")
        try writer.field("Content-Type", "multipart/alternative", parameters: ["boundary": boundary])
        try writer.multipart(boundary: boundary, parts: [part(mail.plain, "plain"), part(mail.html, "html")])
        return writer.bytes
    }

    private static func part(_ text: String, _ kind: String) -> MIMEPart {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return MIMEPart(
            fields: [.init(name: "Content-Type", value: "text/\(kind); charset=utf-8")], content: Array(lines.utf8),
            encoding: .base64)
    }

    /// Plain when it is ASCII without anything that needs quoting, else encoded words of whole characters, each at most
    /// 75 octets (RFC 2047 2).
    static func encodedWords(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 32
                || byte == 45
        }
        if isPlain, !text.isEmpty { return text }
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for character in text {
            let bytes = Array(String(character).utf8)
            if word.count + bytes.count > 42, !word.isEmpty {
                words.append(word)
                word = []
            }
            word += bytes
        }
        return (words + [word]).map { "=?utf-8?B?\(Base64.encode($0))?=" }.joined(separator: " ")
    }

    /// RFC 5322 3.3, in UTC.
    private static func date(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss"
        return formatter.string(from: date) + " +0000"
    }
}
