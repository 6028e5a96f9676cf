import Commands
import Identifiers
import MunicipalNode
import Store

/// Tenants in words and tables.
enum TenantText {
    static func list(_ reply: TenantList.Reply) -> String {
        var table = TextTable("TENANT", "STAGE", "ORGANISATION", "NAME", "CONTROLLER")
        for tenant in reply.tenants {
            table.row(
                tenant.id.name, tenant.stage.rawValue, grouped(tenant.organisationNumber), tenant.name,
                tenant.controller)
        }
        return table.text(empty: "There is no tenant yet. `budstikke tenant add` leads through adding one.")
    }

    static func show(_ reply: TenantShow.Reply) -> String {
        var sheet = FactSheet()
        sheet.add("Tenant", reply.tenant.id.name)
        sheet.add("Name", reply.tenant.name)
        sheet.add("Organisation number", grouped(reply.tenant.organisationNumber))
        sheet.add("Controller", reply.tenant.controller)
        sheet.add("Stage", reply.tenant.stage.rawValue)
        for address in reply.addresses {
            let above = address.parent.map { " below \($0)" } ?? ""
            sheet.add("HER-id \(address.her)", "\(address.name)\(above), \(address.ediAddress)")
        }
        for system in reply.recordSystems {
            let whom = system.herIDs.map(\.description).joined(separator: ", ")
            sheet.add(
                "Record system", "\(system.name), for \(whom), \(system.folder.map { "in \($0)" } ?? "by the API")")
        }
        for certificate in reply.certificates where certificate.state == .active {
            let until = certificate.notAfter.map { " until \(LocalTime.day($0))" } ?? ""
            sheet.add("Certificate", "\(certificate.purpose.rawValue)\(until)")
        }
        let missing = reply.readiness.filter { $0.needed && !$0.done }
        let next = nextStage(reply.tenant.stage)
        if missing.isEmpty { return sheet.text + "\nNothing is missing for stage \(next).\n" }
        return sheet.text + "\nMissing for stage \(next):\n"
            + missing.map { item in
                let remedy = item.remedy.map { "      → \(TextTable.clean($0))\n" } ?? ""
                return "  - \(TextTable.clean(item.sentence))\n\(remedy)"
            }.joined()
    }

    static func promoted(_ reply: TenantPromote.Reply, note: String) -> String {
        reply.from == reply.tenant.stage
            ? "`\(reply.tenant.id)` is in stage \(reply.from.rawValue) already.\n"
            : "`\(reply.tenant.id)` goes from stage \(reply.from.rawValue) to \(reply.tenant.stage.rawValue)\(note).\n"
    }

    /// `983 544 622`.
    static func grouped(_ number: OrganisationNumber) -> String {
        let digits = Array(number.digits)
        return [0, 3, 6].map { String(digits[$0..<$0 + 3]) }.joined(separator: " ")
    }

    private static func nextStage(_ stage: Stage) -> String {
        switch stage {
        case .test: Stage.pilot.rawValue
        case .pilot, .production: Stage.production.rawValue
        }
    }
}
