import CommandOutcome
import Foundation
import Identifiers
import Monitoring
import Store
import TestSupport
import Testing
import Texts

@testable import MunicipalNode

@Suite("Administration of deviations")
struct DeviationAdministrationTests {
    static let fields: [DeviationField: String] = [
        .category: "disclosure", .discovered: DeviationMoment.text(Installation.now - 3_600),
        .what: "Sendt til feil legekontor",
    ]

    static func open(
        in installation: Installation, _ more: [DeviationField: String] = [:]
    ) async throws -> DeviationSummary {
        try await installation.ask(
            DeviationOpen(tenant: nil, fields: fields.merging(more) { $1 })
        ).deviation
    }

    private func change(
        _ number: Int64, _ fields: [DeviationField: String] = [:], to state: Deviation.State? = nil,
        reason: String? = nil, version: Int64? = nil
    ) -> DeviationChange {
        var change = DeviationChange(tenant: nil, number: number, fields: fields)
        (change.state, change.reason, change.version) = (state, reason, version)
        return change
    }

    @Test("M-027 M-029 M-030 a deviation goes from discovery to its end, each step with person and time, on record")
    func wholeWay() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let message = try await installation.insert(
            StoredMessage(
                serverID: UUID(), direction: .outgoing, kind: .business, state: .sent, at: Installation.now))
        let opened = try await Self.open(in: installation, [.messages: message.serverID.uuidString])
        #expect(opened.number == 1 && opened.state == .new && opened.openedBy == "uid:1000")
        #expect(opened.clock?.hoursLeft == 70 && opened.clock?.isOver == false)
        let overview = try await installation.ask(OverviewQuestion(tenant: nil))
        #expect(!overview.ok && overview.sentence.contains("70 hele timer igjen"))
        #expect(!overview.sentence.contains("Alt er i orden") && overview.clocks.map(\.number) == [1])
        try await installation.ask(change(1, to: .inProgress))
        #expect(await installation.refusal(change(1, to: .closed))?.code == "deviation-not-next")
        try await installation.ask(change(1, [.immediate: "Ringte dem", .owner: "Kari"], to: .measures))
        let early = await installation.refusal(change(1, to: .closed))
        #expect(early?.code == "deviation-fields")
        #expect(
            early?.details == ["restored: missing", "cause: missing", "prevention: missing", "notified: missing"])
        let last: [DeviationField: String] = [
            .restored: DeviationMoment.text(Installation.now), .cause: "Feil i registeret", .prevention: "Ny kontroll",
            .notified: DeviationMoment.text(Installation.now), .reference: "AR-1",
        ]
        #expect(try await installation.ask(change(1, last, to: .closed), dryRun: true).deviation.state == .closed)
        #expect(try await installation.ask(DeviationShow(tenant: nil, number: 1)).deviation.state == .measures)
        let closed = try await installation.ask(change(1, last, to: .closed)).deviation
        #expect(closed.state == .closed && closed.closedAt == Installation.now && closed.clock == nil)
        #expect(try await installation.ask(DeviationList(tenant: nil)).deviations.isEmpty)
        #expect(await installation.refusal(change(1, [.cause: "x"]))?.code == "deviation-closed")
        #expect(await installation.refusal(change(1))?.code == "deviation-closed")
        #expect(await installation.refusal(change(1, to: .inProgress))?.code == "reason-needed")
        let again = try await installation.ask(
            change(1, [.cause: "Feil hos oss"], to: .inProgress, reason: "Det hendte igjen")
        ).deviation
        #expect(again.state == .inProgress && again.closedAt == nil)

        let shown = try await installation.ask(DeviationShow(tenant: nil, number: 1))
        #expect(
            shown.history.map(\.kind) == [.opened, .moved, .changed, .moved, .changed, .moved, .reopened, .changed])
        #expect(shown.history.allSatisfy { $0.by == "uid:1000" && $0.at == Installation.now })
        #expect(shown.history[2].changes == [.immediate: "Ringte dem", .owner: "Kari"])
        #expect(shown.history[6].reason == "Det hendte igjen" && shown.messages == [message.serverID])
        #expect(shown.authority?.count == 13 && shown.partnerNotice != nil)
        let records = try await installation.ask(AuditShow(tenant: nil)).records.filter {
            $0.action.hasPrefix("deviation.")
        }
        #expect(records.map(\.action) == ["deviation.open"] + Array(repeating: "deviation.change", count: 4))
        #expect(records[2].detail == ["deviation": "1", "state": "measures", "fields": "owner immediate"])
        #expect(records.allSatisfy { !"\($0.detail)".contains("Ringte") && !"\($0.detail)".contains("legekontor") })
    }

    @Test(
        "M-027 what cannot stand in a field is refused with the field's name, and nothing is opened",
        arguments: [
            (DeviationField.category, "", "missing"), (.category, "tull", "notAKind"), (.discovered, "", "missing"),
            (.discovered, "i går", "notATime"), (.discovered, "2099-01-01 10:00", "inTheFuture"),
            (.what, " ", "missing"), (.messages, "ingen", "unknownMessage"), (.task, "9", "unknownTask"),
            (.cause, "Gjelder 15907412345, ring", "namesPatient"), (.owner, "159074 12345", "namesPatient"),
            (.messages, "15907412345", "namesPatient"), (.messages, "159074 12345", "namesPatient"),
            (.task, "15907412345", "namesPatient"),
        ])
    func refused(field: DeviationField, text: String, problem: String) async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let request = DeviationOpen(tenant: nil, fields: Self.fields.merging([field: text]) { $1 })
        let refusal = await installation.refusal(request)
        #expect(refusal?.code == "deviation-fields" && refusal?.details == ["\(field.rawValue): \(problem)"])
        #expect(!"\(String(describing: refusal))".contains("15907412345"))
        #expect(try await installation.ask(DeviationList(tenant: nil)).deviations.isEmpty)
    }

    @Test("M-027 texts have an end, and what ends before it begins is refused; all that is wrong is told at once")
    func severalFaults() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let long = String(repeating: "a", count: DeviationDraft.longestText + 1)
        let refusal = await installation.refusal(
            DeviationOpen(
                tenant: nil,
                fields: Self.fields.merging([
                    .cause: long, .owner: String(long.prefix(DeviationDraft.longestLine + 1)),
                    .from: "2026-01-02 10:00", .until: "2026-01-02 09:59",
                ]) { $1 }))
        #expect(refusal?.details == ["until: endsBeforeItBegins", "owner: tooLong", "cause: tooLong"])
    }

    @Test("M-027 whoever has seen an older version changes nothing; a reason names no patient; no such deviation")
    func guarded() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let seen = try await Self.open(in: installation)
        try await installation.ask(change(1, [.cause: "den første"], version: seen.version))
        #expect(
            await installation.refusal(change(1, [.cause: "den andre"], version: seen.version))?.code
                == "deviation-changed")
        #expect(await installation.refusal(change(2))?.code == "deviation-unknown")
        #expect(await installation.refusal(DeviationShow(tenant: nil, number: 2))?.code == "deviation-unknown")
        try await installation.ask(
            change(1, [.restored: "2026-01-01", .prevention: "p", .notNotified: "n"], to: .inProgress))
        try await installation.ask(change(1, to: .measures))
        try await installation.ask(change(1, to: .closed))
        #expect(
            await installation.refusal(change(1, to: .inProgress, reason: "Gjelder 159074-12345"))?.code
                == "reason-names-patient")
        #expect(try await installation.ask(DeviationShow(tenant: nil, number: 1)).deviation.state == .closed)
    }

    @Test("M-028 a list shows a page, kind, state and the deviations about a message; export takes all, on record")
    func lists() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let message = try await installation.insert(
            StoredMessage(
                serverID: UUID(), direction: .outgoing, kind: .business, state: .sent, at: Installation.now))
        for number in 0..<25 {
            _ = try await Self.open(
                in: installation,
                number == 3 ? [.messages: message.serverID.uuidString, .category: "lost"] : [.category: "delayed"])
        }
        var list = DeviationList(tenant: nil)
        list.limit = 20
        let first = try await installation.ask(list)
        #expect(first.deviations.map(\.number) == (6...25).reversed().map { Int64($0) } && first.next == 6)
        list.before = first.next
        let rest = try await installation.ask(list)
        #expect(rest.deviations.count == 5 && rest.next == nil)
        list.before = nil
        list.message = message.serverID.uuidString
        #expect(try await installation.ask(list).deviations.map(\.number) == [4])
        list.message = nil
        list.category = .lost
        #expect(try await installation.ask(list).deviations.map(\.number) == [4])
        let page = try await installation.ask(DeviationExport(tenant: nil))
        let end = try await installation.ask(DeviationExport(tenant: nil, before: page.next))
        #expect(page.deviations.count == 20 && end.deviations.count == 5 && end.next == nil)
        #expect(try await installation.ask(DeviationExport(tenant: nil, only: 4)).deviations.count == 1)
        let exports = try await installation.ask(AuditShow(tenant: nil)).records.filter {
            $0.action == DeviationExport.name
        }
        #expect(
            exports.map(\.detail) == [["from": "6", "to": "25"], ["from": "1", "to": "5"], ["from": "4", "to": "4"]])
        let count = try await installation.ask(DeviationCount(tenant: nil))
        #expect(count.count == 25 && count.states == [.new: 25] && count.rows.count == 2)
        let csv = String(decoding: count.csv(.nb), as: UTF8.self)
        #expect(csv.hasPrefix("\u{FEFF}\"Måned\";") && csv.contains("\"Forsinket\";\"24\";\"24\";\"0\""))
        #expect(csv.split(separator: "\r\n").count == 4)
    }

    @Test("what people wrote stands nowhere on disk as it was written, and a refused identity number not at all")
    func atRest() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let number = SyntheticPerson.number(3).identityNumber
        _ = try await Self.open(in: installation, [.cause: "Skrevet på avviket"])
        #expect(await installation.refusal(change(1, [.cause: "Gjelder \(number)"])) != nil)
        for text in ["Skrevet på avviket", "Sendt til feil legekontor", number] {
            try expectNowhere(Data(text.utf8), below: installation.directory.path("data"))
        }
        #expect(
            try await installation.ask(DeviationShow(tenant: nil, number: 1)).form.texts[.cause]
                == "Skrevet på avviket")
    }
}
