import Identifiers
import OsloCalendar
public import Store
public import Texts

/// What the authority (Datatilsynet) asks about a breach of personal data, in the order of its form (N-40), as text to copy and
/// as data.
public enum AuthorityReport {
    public struct Line: Sendable, Equatable, Codable {
        /// A stable name.
        public let field: String
        public let label: String
        /// Empty when it is not known yet: the form may be sent stepwise.
        public let value: String
    }

    /// In the authority's order: none is left out, whatever is known.
    public static func lines(_ deviation: Deviation, _ language: Language) -> [Line] {
        let form = deviation.form
        func line(_ name: String, _ label: String, _ value: String?) -> Line {
            Line(field: name, label: label, value: value ?? "")
        }
        func text(_ field: DeviationField) -> Line {
            line(field.rawValue, DeviationText.label(field, language), form.texts[field])
        }
        return [
            text(.mainCause),
            line("period", DeviationText.period.text(language), period(form, language)),
            line(
                DeviationField.discovered.rawValue, DeviationText.label(.discovered, language),
                OsloTime.text(at: form.discovered)),
            text(.affected), text(.what), text(.how), text(.data), text(.relation), text(.whereabouts),
            text(.consequences), text(.measures), text(.informing), text(.contact),
        ]
    }

    /// One paragraph for each line.
    public static func text(_ deviation: Deviation, _ language: Language) -> String {
        lines(deviation, language).map { line in
            "\(line.label):\n\(line.value.isEmpty ? DeviationText.notKnownYet.text(language) : line.value)\n"
        }.joined(separator: "\n")
    }

    private static func period(_ form: DeviationForm, _ language: Language) -> String? {
        let (from, until) = (form.moments[.from], form.moments[.until])
        guard from != nil || until != nil else { return nil }
        let unknown = DeviationText.notKnownYet.text(language)
        return [from, until].map { $0.map { OsloTime.text(at: $0) } ?? unknown }.joined(separator: " – ")
    }
}

/// A text for the partner about messages that went wrong between us (M-127): their ids, their times and what was wrong,
/// and nothing that anybody wrote, so that no patient can be in it.
public enum PartnerNotice {
    /// One letter after the other, each for the party that its messages were exchanged with and about no other's; nil when
    /// no message is linked.
    public static func text(
        _ deviation: Deviation, about messages: [StoredMessage], _ language: Language
    ) -> String? {
        guard !messages.isEmpty else { return nil }
        let partners = Dictionary(grouping: messages) { ($0.direction == .outgoing ? $0.toHER : $0.fromHER) }
        return partners.sorted { ($0.key?.value ?? 0) < ($1.key?.value ?? 0) }.map { partner, messages in
            let head = partners.count > 1 ? ["HER-id \(partner?.description ?? "–"):", ""] : []
            return (head + letter(deviation, about: messages, language)).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private static func letter(
        _ deviation: Deviation, about messages: [StoredMessage], _ language: Language
    ) -> [String] {
        var lines = [
            DeviationText.noticeHead.text(language, values: ["number": "\(deviation.number)"]), "",
            DeviationText.notice(deviation.form.category).text(language), "",
        ]
        for message in messages {
            lines.append("\(message.action ?? "–"), \(OsloTime.text(at: message.createdAt))")
            for (name, id) in [("MsgId", message.msgID), ("MessageId", message.messageID)] {
                if let id { lines.append("  \(name): \(id)") }
            }
            for (name, her) in [("HER-id ←", message.fromHER), ("HER-id →", message.toHER)] {
                if let her { lines.append("  \(name) \(her)") }
            }
        }
        return lines + ["", DeviationText.noticeEnd.text(language)]
    }
}
