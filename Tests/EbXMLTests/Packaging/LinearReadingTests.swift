import EbXML
import Foundation
import Glibc
import Identifiers
import MIME
import Testing

/// No text makes a reader slow: eight times the text costs about eight times the work, whatever stands in it.
@Suite("Readers take time in proportion to what they read", .serialized)
struct LinearReadingTests {
    /// A reader of short values, given long ones.
    struct Reader: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let read: @Sendable (String) -> Bool
    }

    static let readers = [
        Reader(testDescription: "HER-id") { HERId($0) != nil },
        Reader(testDescription: "organisation number") { OrganisationNumber($0) != nil },
        Reader(testDescription: "EDI address") { EDIAddress($0) != nil },
        Reader(testDescription: "timestamp") { XMLTimestamp.read($0) != nil },
        Reader(testDescription: "duration") { XMLDuration.read($0) != nil },
        Reader(testDescription: "CPAId") { if case .agreement = CPAIdentifier($0) { true } else { false } },
        Reader(testDescription: "MIME header") {
            (try? MIMEEntity.parse(Array("Content-Type: \($0)\r\n\r\n".utf8)))?.headers["X"] != nil
        },
        Reader(testDescription: "content type") {
            let entity = try? MIMEEntity.parse(Array("Content-Type: text/xml; a=\"\($0)\"\r\n\r\n".utf8))
            return ((try? entity?.contentType) ?? nil) != nil
        },
        Reader(testDescription: "multipart") {
            let mail = "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\r\n\($0)\r\n--b--\r\n"
            return (try? MIMEEntity.parse(Array(mail.utf8)).multipart())?.parts.isEmpty == true
        },
        Reader(testDescription: "mail") {
            if case .envelope = InboundMail.classify(Array($0.utf8)) { true } else { false }
        },
    ]

    private static let evil = [
        "a", "(", "[", "%", "\"", "\\", ".", "@", " ", "\t", "0", "-", "_", ":", "--b", "\r\n ", "\r\n--", "=\r\n",
        "P1D",
        "a@", "<", "æ\u{301}",
    ]

    @Test("T-019 a long run of any evil text is read, or refused, in proportion to its length", arguments: readers)
    func linear(_ reader: Reader) {
        for text in Self.evil {
            let short = Self.work(reader, String(repeating: text, count: 12_500 / max(1, text.utf8.count)))
            let long = Self.work(reader, String(repeating: text, count: 100_000 / max(1, text.utf8.count)))
            // Of eight times the text squares would make sixty-four; clocks are coarse, so that little counts as some.
            #expect(
                long < max(short, 200_000) * 24,
                "\(reader.testDescription), \(text.debugDescription): \(short) → \(long)")
        }
    }

    /// The least of several runs, in nanoseconds of this thread's own time: waiting for the processor is not counted.
    private static func work(_ reader: Reader, _ text: String) -> Int {
        (0..<4).map { _ in
            let before = threadTime()
            _ = reader.read(text)
            return threadTime() - before
        }.min() ?? 0
    }

    private static func threadTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
