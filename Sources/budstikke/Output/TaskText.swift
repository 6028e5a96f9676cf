import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts

/// What needs a hand, in words and tables.
enum TaskText {
    static func overview(_ reply: OverviewQuestion.Reply, paint: Paint) -> String {
        let sentence = reply.ok ? paint.green(reply.sentence) : paint.yellow(reply.sentence)
        var text = paint.bold(TextTable.clean(reply.tenantName)) + "\n" + sentence + "\n"
        if !reply.groups.isEmpty {
            text += "\n"
            for group in reply.groups { text += line(group, paint) }
            text += "`budstikke task list` shows them one by one.\n"
        }
        for source in reply.silent { text += "  " + paint.yellow(TextTable.clean(source.sentence)) + "\n" }
        var sheet = FactSheet()
        sheet.add("Held back here", waiting(reply.held))
        sheet.add("Not confirmed yet", waiting(reply.waitingForTransport))
        sheet.add("Not answered yet", waiting(reply.waitingForApplication))
        for certificate in reply.certificates {
            sheet.add(
                "Certificate (\(certificate.purpose.rawValue))",
                certificate.daysLeft.map { $0 < 0 ? "expired \(-$0) days ago" : "\($0) days left" })
        }
        return text + "\n" + sheet.text
    }

    static func list(_ tasks: [TaskSummary]) -> String {
        var table = TextTable("NO.", "SINCE", "DUE", "TYPE", "PARTNER", "OWNER", "MESSAGE", "WHAT")
        for task in tasks {
            table.row(
                String(task.id), LocalTime.text(task.openedAt),
                task.end == nil ? LocalTime.text(task.dueAt) + (task.isOverdue ? " !" : "") : "closed", task.action,
                task.partner?.description, task.owner, task.serverID?.uuidString.lowercased(),
                task.endWords.map { "\(task.words) — \($0)" } ?? task.words)
        }
        return table.text(empty: "Nothing needs a hand.")
    }

    static func show(_ reply: TaskShow.Reply) -> String {
        let task = reply.task
        var sheet = FactSheet()
        sheet.add("Task", String(task.id))
        sheet.add("What", task.words)
        sheet.add("What it means", reply.explanation?.meaning)
        sheet.add("What to do", reply.explanation?.action)
        sheet.add("Who can", reply.explanation?.who)
        sheet.add("Message", task.serverID?.uuidString.lowercased())
        sheet.add("Type", task.action)
        sheet.add("Partner", task.partner.map { "HER-id \($0)" })
        sheet.add("Since", LocalTime.text(task.openedAt))
        sheet.add("Due", LocalTime.text(task.dueAt) + (task.isOverdue ? ", overdue" : ""))
        sheet.add("Owner", task.owner ?? "nobody yet")
        sheet.add("Closed", task.end.map { "\(LocalTime.text($0.at)) by \($0.by)" })
        sheet.add("What was done", task.endWords)
        let notes = reply.notes.map {
            "  \(LocalTime.text($0.at))  [\(TextTable.clean($0.by))]  \(TextTable.clean($0.text))\n"
        }
        return sheet.text + (notes.isEmpty ? "" : "\nNotes (Europe/Oslo)\n" + notes.joined())
    }

    static func owner(_ task: TaskSummary) -> String { TextTable.clean(task.owner ?? "nobody") }

    // MARK: - Private steps

    private static func line(_ group: TaskGroupSummary, _ paint: Paint) -> String {
        let partner = group.partnerName ?? group.partner.map { "HER-id \($0)" } ?? "an unknown party"
        let due = "due \(LocalTime.text(group.dueAt))"
        let head = "\(group.count) × \(group.action ?? "message"), \(partner): \(group.words)"
        let action = group.explanation.map { "     \(TextTable.clean($0.action)) \(TextTable.clean($0.who))\n" } ?? ""
        return "  \(TextTable.clean(head)) (\(group.isOverdue ? paint.red(due) : due))\n" + action
    }

    private static func waiting(_ receipts: WaitingReceipts) -> String {
        guard let oldest = receipts.oldest else { return "none" }
        let count = receipts.count == WaitingReceipts.most ? "\(WaitingReceipts.most) or more" : "\(receipts.count)"
        return "\(count), the oldest since \(LocalTime.text(oldest))"
    }
}
