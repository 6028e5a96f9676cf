import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts

/// Messages in words and tables.
enum MessageText {
    static func list(_ messages: [MessageSummary]) -> String {
        var table = TextTable("NO.", "TIME", "WAY", "TYPE", "FROM", "TO", "STATE", "ANSWER", "ID")
        for message in messages {
            table.row(
                String(message.key), LocalTime.text(message.createdAt), message.direction == .outgoing ? "out" : "in",
                message.action ?? message.kind.rawValue, message.fromHER?.description, message.toHER?.description,
                message.state.rawValue, message.application == .notExpected ? "" : message.application.rawValue,
                message.serverID.uuidString.lowercased())
        }
        return table.text(empty: "No message fits.")
    }

    static func show(_ reply: MessageShow.Reply, paint: Paint) -> String {
        let message = reply.message
        var sheet = FactSheet()
        sheet.add("Message", message.serverID.uuidString.lowercased())
        sheet.add("Way", message.direction.rawValue)
        sheet.add("Type", message.action ?? message.kind.rawValue)
        sheet.add("From", party(message.fromHER, message.ediFrom))
        sheet.add("To", party(message.toHER, message.ediTo))
        sheet.add("Record system", message.recordSystem)
        sheet.add("State", "\(reply.stateWords) (\(message.state.rawValue))")
        if message.application != .notExpected {
            sheet.add("Answer", "\(reply.applicationWords) (\(message.application.rawValue))")
        }
        sheet.add("MsgId", message.msgID)
        sheet.add("MessageId", message.messageID)
        sheet.add("ConversationId", message.conversationID)
        sheet.add("Answers", message.refToMessageID ?? message.originalMsgID)
        sheet.add("Agreement", message.cpaID)
        sheet.add("Receipt due", message.transportDueAt.map(LocalTime.text))
        sheet.add("Answer due", message.applicationDueAt.map(LocalTime.text))
        return sheet.text + explanation(reply, paint) + timeline(reply, paint) + rest(reply, paint)
    }

    static func inbox(_ reply: InboxList.Reply) -> String {
        var table = TextTable("ID", "SINCE", "RECORD SYSTEM", "TYPE", "FROM", "FOR")
        for item in reply.items {
            table.row(
                item.offer.id.uuidString.lowercased(), LocalTime.text(item.offer.at), item.offer.recordSystem,
                item.message.action, item.message.fromHER?.description, item.offer.receiver.description)
        }
        return table.text(empty: "Nothing waits: the record systems have read everything.")
    }

    static func sent(_ reply: SendDocument.Reply, note: String, tenant: TenantID? = nil) -> String {
        guard let id = reply.serverID?.uuidString.lowercased() else {
            return "The document would be submitted as `\(reply.recordSystem)`\(note).\n"
        }
        return
            "Submitted as `\(reply.recordSystem)`: \(id)\nFollow it with `budstikke message show \(id)\(option(tenant))`.\n"
    }

    static func testSent(_ reply: SendTest.Reply, note: String, tenant: TenantID? = nil) -> String {
        guard let id = reply.serverID?.uuidString.lowercased() else {
            return "A test message would be sent from HER-id \(reply.her) to itself\(note).\n"
        }
        return "A test message is on its way from HER-id \(reply.her) to itself: \(id)\n"
            + "Follow it with `budstikke message show \(id)\(option(tenant))`.\n"
    }

    // MARK: - Private steps

    private static func option(_ tenant: TenantID?) -> String { tenant.map { " --tenant \($0)" } ?? "" }

    private static func party(_ her: HERId?, _ address: String?) -> String? {
        her.map { her in address.map { "HER-id \(her), \($0)" } ?? "HER-id \(her)" } ?? address
    }

    private static func explanation(_ reply: MessageShow.Reply, _ paint: Paint) -> String {
        guard let told = reply.explanation else { return "" }
        let lines = [told.what, told.meaning, told.action, told.who].map { "  \(TextTable.clean($0))\n" }
        return "\n" + paint.yellow("\(told.code)\n") + lines.joined()
    }

    private static func timeline(_ reply: MessageShow.Reply, _ paint: Paint) -> String {
        if reply.timeline.isEmpty { return "" }
        let lines = reply.timeline.map { step in
            let detail = step.detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            let tail = detail.isEmpty ? "" : "  \(TextTable.clean(detail))"
            return "  \(LocalTime.text(step.at))  \(step.words)  [\(TextTable.clean(step.actor))]\(tail)\n"
        }
        return "\n" + paint.bold("Timeline") + " (Europe/Oslo)\n" + lines.joined()
    }

    private static func rest(_ reply: MessageShow.Reply, _ paint: Paint) -> String {
        var text = ""
        if !reply.attempts.isEmpty {
            text += "\n" + paint.bold("Attempts") + "\n"
            for attempt in reply.attempts {
                text +=
                    "  \(attempt.number)  \(LocalTime.text(attempt.at))  \(attempt.outcome ?? "under way")  "
                    + TextTable.clean(attempt.mailMessageID) + "\n"
            }
        }
        if !reply.receivers.isEmpty {
            text += "\n" + paint.bold("Receivers") + "\n"
            for receiver in reply.receivers {
                text += "  HER-id \(receiver.receiver)  \(receiver.words)  \(LocalTime.text(receiver.at))\n"
            }
        }
        if !reply.offers.isEmpty {
            text += "\n" + paint.bold("Record systems") + "\n"
            for offer in reply.offers {
                text +=
                    "  \(offer.recordSystem)  \(offer.state.rawValue)  \(LocalTime.text(offer.at))  "
                    + offer.id.uuidString.lowercased() + "\n"
            }
        }
        if !reply.related.isEmpty {
            text += "\n" + paint.bold("Related") + "\n"
            for other in reply.related {
                text +=
                    "  \(LocalTime.text(other.createdAt))  \(other.direction == .outgoing ? "out" : "in")  "
                    + "\(other.kind.rawValue)  \(other.state.rawValue)  \(other.serverID.uuidString.lowercased())\n"
            }
        }
        return text
    }
}
