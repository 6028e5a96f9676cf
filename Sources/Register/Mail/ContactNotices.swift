import Foundation
import Identifiers
import Letters
import SQLiteAccess
import SealedSubmission

/// Mails that tell both the contact that was and the one that is of a change after sending: who did not ask for it is to
/// notice it.
struct ContactNotices: Sendable {
    let queue: MailQueue

    /// A change whose mails are not in the queue gets them, and never twice.
    func write(now: Date, in connection: Connection) throws {
        let changes = try connection.all(
            """
            SELECT s.id, c.number, c.persons FROM contact_changes c JOIN submissions s ON s.key = c.submission
            WHERE NOT EXISTS (SELECT 1 FROM mails m WHERE m.reference = 'contact/' || s.id || '/' || c.number || '/new')
            ORDER BY c.submission, c.number
            """
        ) { row in
            let id = try row.required(row.text(0).flatMap { SubmissionID($0) })
            let number = try row.required(row.count(1))
            let persons = try ChangedContacts.open(
                try row.required(row.bytes(2)), of: id, number: number, keys: queue.keys)
            return (id: id, number: number, persons: persons)
        }
        for change in changes {
            guard let submission = try RegisterStore.submission(change.id, in: connection),
                let municipality = try RegisterStore.municipality(submission.unit, in: connection)
            else { throw RegisterError.damaged }
            let texts = MailTexts(settings: queue.settings, language: municipality.language)
            let (old, new) = (change.persons.before.contact.email, change.persons.after.contact.email)
            let text = texts.contactChanged(for: municipality, submission: submission, to: new)
            for (part, address) in [("old", old), ("new", new)]
            where part == "new" || old.lowercased() != new.lowercased() {
                let order = MailOrder(
                    reference: "contact/\(change.id)/\(change.number)/\(part)", kind: .contactChanged,
                    unit: submission.unit, to: address, text: text)
                _ = try queue.add(order, now: now, to: connection)
            }
        }
    }
}

extension MailTexts {
    /// - Parameter address: the new contact's; shown but for most of its name.
    func contactChanged(for municipality: Municipality, submission: Submission, to address: String) -> MailText {
        let name = MailText.foreign(municipality.name)
        let (unit, year) = (submission.unit, submission.year)
        let domain = address.firstIndex(of: "@").map { String(address[$0...]) } ?? ""
        let masked = MailText.foreign("\(address.prefix(1))…\(domain)")
        let subject = Phrase(
            "Ny kontakt for innsendingen for \(year) fra \(name) (\(unit))",
            "Ny kontakt for innsendinga for \(year) frå \(name) (\(unit))",
            "New contact for the submission for \(year) from \(name) (\(unit))")
        let what = Phrase(
            "Kontakten for innsending nummer \(submission.sequence) er endret i sendemodulen. "
                + "E-post om innsendingen går fra nå til \(masked).",
            "Kontakten for innsending nummer \(submission.sequence) er endra i sendemodulen. "
                + "E-post om innsendinga går frå no til \(masked).",
            "The contact of submission number \(submission.sequence) was changed in the send module. "
                + "Mail about the submission goes to \(masked) from now on.")
        let action = Phrase(
            "Har ikke kommunen bedt om dette, ta kontakt med oss med én gang.",
            "Har ikkje kommunen bede om dette, ta kontakt med oss med ein gong.",
            "If the municipality did not ask for this, contact us at once.")
        return MailText(
            language: language, subject: subject[language],
            blocks: [.paragraph(what[language]), .paragraph(action[language])] + footer)
    }
}
