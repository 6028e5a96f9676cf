import Commands
import Foundation
import MunicipalNode

/// The state of information security as a document.
enum SecurityText {
    static func report(_ reply: SecurityReport.Reply, paint: Paint) -> String {
        var text = paint.bold(TextTable.clean(reply.tenantName)) + ", \(LocalTime.text(reply.at))\n\n"
        for control in reply.controls {
            let mark = control.isInOrder ? paint.green("ok      ") : paint.yellow("not ok  ")
            text += "\(mark)\(control.name): \(TextTable.clean(control.reason))\n"
            if let remedy = control.remedy { text += "        \(TextTable.clean(remedy))\n" }
        }
        for answer in reply.questions {
            text += "\n\(paint.bold(answer.words))\n\(TextTable.clean(answer.answer))\n"
            for line in answer.evidence { text += "  \(TextTable.clean(line))\n" }
        }
        for use in reply.inventory {
            text += "\n\(paint.bold(use.function))\n"
            var sheet = FactSheet()
            sheet.add("Algorithm", use.algorithm)
            sheet.add("Key length", use.keyLength)
            sheet.add("Place", use.location)
            sheet.add("Product", use.product)
            sheet.add("Key kept in", use.keyStorage)
            sheet.add("Protocol", use.protocolName)
            sheet.add("Lifetime", use.lifetime)
            sheet.add("Limits", use.limits)
            text += sheet.text
        }
        return text + "\nWhoever has gone through this signs it with `--seen \(reply.mark)`.\n"
    }

    static func signed(_ review: SecurityReview, note: String) -> String {
        let open = review.open.keys.map(\.rawValue).sorted().joined(separator: ", ")
        return "\(TextTable.clean(review.person)) has gone through the state of information security\(note).\n"
            + (open.isEmpty ? "" : "Not in order, and seen: \(open).\n")
    }
}
