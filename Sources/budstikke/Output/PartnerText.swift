import Commands
import Foundation
import Identifiers
import MunicipalNode

/// Partners in words and tables.
enum PartnerText {
    static func list(_ reply: PartnerList.Reply) -> String {
        var table = TextTable("HER-ID", "SOURCE", "NAME", "EDI ADDRESS", "REMARK")
        for partner in reply.manual {
            table.row(
                partner.her.description, "by hand", partner.name, partner.ediAddress?.text,
                partner.disabled ? "disabled: \(partner.reason)" : partner.reason)
        }
        for party in reply.registered {
            table.row(
                party.her.description, "register", party.name, party.ediAddress?.text, party.active ? "" : "not active")
        }
        return table.text(empty: "No partner is entered by hand.")
    }

    static func show(_ reply: PartnerShow.Reply) -> String {
        var sheet = FactSheet()
        sheet.add("HER-id", reply.her.description)
        if let party = reply.registered {
            sheet.add("Name", party.name)
            sheet.add("Organisation number", party.organisationNumber.map(TenantText.grouped))
            sheet.add("Below HER-id", party.parent?.description)
            sheet.add("In the register", party.active ? "active" : "not active")
            sheet.add("EDI address", party.ediAddress?.text ?? "none")
            sheet.add("Signing", party.signingCertificate.map(certificate) ?? "no certificate")
            sheet.add("Encryption", party.encryptionCertificate.map(certificate) ?? "no certificate")
        } else {
            sheet.add("In the register", reply.registerAnswered ? "no" : "not known: the register does not answer")
        }
        if let manual = reply.manual {
            sheet.add("By hand", manual.disabled ? "disabled" : "entered")
            sheet.add("Reason", manual.reason)
            if let address = manual.httpAddress { sheet.add("Posted to", address.text) }
            for (name, end) in manual.exceptions.sorted(by: { $0.key < $1.key }) {
                sheet.add("Exception", "\(name) until \(LocalTime.day(end))")
            }
        }
        for agreement in reply.agreements {
            let end = agreement.end.map { ", ends \(LocalTime.day($0))" } ?? ""
            let origin = agreement.importedBy.map { "imported by \($0)" } ?? "the register's"
            sheet.add(
                agreement.counts ? "Agreement that counts" : "Other agreement",
                "\(agreement.cpaID), \(origin) of \(LocalTime.day(agreement.gotAt))\(end). \(agreement.reason)")
        }
        if reply.agreements.isEmpty { sheet.add("Agreement", "none; the rule for parties without one holds") }
        for (name, use) in reply.departures.sorted(by: { $0.key < $1.key }) {
            let times = use.count == 1 ? "once" : "\(use.count) times"
            sheet.add("Departs from the profile", "\(name), \(times), last \(LocalTime.day(use.last))")
        }
        for difference in reply.differences { sheet.add("Difference", difference) }
        return sheet.text
    }

    private static func certificate(_ judged: JudgedCertificate) -> String {
        let verdict = judged.trusted ? "trusted" : judged.refusal ?? "not trusted"
        return "\(judged.serialNumber), until \(LocalTime.day(judged.notAfter)), \(verdict)"
    }
}
