import Foundation
import Identifiers

/// Puts mail headers in front of a stored MIME entity (HITS 1172 §5.3: From, To, Message-ID, Date).
enum MailComposer {
    static func compose(
        entity: [UInt8], from: EDIAddress, to: EDIAddress, messageID: String, date: Date, subject: String
    ) -> [UInt8] {
        let safe = String(subject.unicodeScalars.filter { $0.isASCII && $0.value > 31 && $0.value < 127 })
        let head = """
            From: <\(from)>\r
            To: <\(to)>\r
            Subject: \(safe)\r
            Date: \(MailDate.format(date))\r
            Message-ID: <\(messageID)>\r

            """
        var mail = Array(head.utf8)
        mail.reserveCapacity(mail.count + entity.count)
        mail += entity
        return mail
    }
}

/// The date form of mail (RFC 5322 3.3), in UTC.
enum MailDate {
    static func format(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let day = "\(days[(part.weekday ?? 1) - 1]), \(two(part.day)) \(months[(part.month ?? 1) - 1])"
        return "\(day) \(part.year ?? 1970) \(two(part.hour)):\(two(part.minute)):\(two(part.second)) +0000"
    }
}
