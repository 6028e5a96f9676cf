import Foundation
import Identifiers
import Store

/// Deviations, their history, and the clocks that run.
enum DeviationChecks {
    typealias Check = StoreConformance.Check

    static let all = [opened, numbered, changed, raced, history, pages, clocks, figures, separate, rolledBack]

    private static let opened = Check("M-027 M-028 a deviation comes back as it was opened, with its messages and task")
    {
        stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        let task = try Expect.present(
            try await store.write {
                try $0.openTask(
                    MessageTask.Cause(step: "expired", reason: nil), for: message, at: stage.now, dueAt: stage.now)
            })
        var form = form(.lost, stage)
        form.texts = [.what: "Køen sto", .owner: "Kari"]
        form.moments = [.from: stage.later(-9_000), .until: stage.later(-10)]
        let deviation = try await store.write { [form] in
            try $0.openDeviation(form, about: [message.key], task: task.id, at: stage.now, by: "uid:1")
        }
        try Expect.equal(
            deviation,
            Deviation(
                number: 1, openedAt: stage.now, openedBy: "uid:1", form: form, messages: [message.key], task: task.id))
        try Expect.equal(try await store.read { try $0.deviation(1) }, .some(deviation))
        try Expect.equal(try await store.read { try $0.deviation(2) }, nil)
    }

    private static let numbered = Check("M-027 each tenant counts its deviations from 1") { stage in
        let stores = [try await stage.tenant(), try await stage.tenant(Stage.second)]
        var numbers: [[Int64]] = []
        for store in stores {
            numbers.append([
                try await open(.lost, in: store, stage).number, try await open(.other, in: store, stage).number,
            ])
        }
        try Expect.equal(numbers, [[1, 2], [1, 2]])
    }

    private static let changed = Check("M-027 state, form, links and end are changed; what was opened stays") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        let before = try await open(.disclosure, in: store, stage)
        var deviation = before
        deviation.state = .closed
        deviation.closedAt = stage.later(60)
        deviation.form = form(.breach, stage)
        deviation.form.texts[.cause] = "Feil i registeret"
        deviation.messages = [message.key]
        deviation.alarmedHours = 24
        try Expect.equal(try await store.write { [deviation] in try $0.update(deviation) }, true)
        let after = try Expect.present(try await store.read { try $0.deviation(before.number) })
        try Expect.equal(
            after,
            Deviation(
                number: 1, openedAt: before.openedAt, openedBy: before.openedBy, state: .closed, form: deviation.form,
                messages: [message.key], closedAt: stage.later(60), alarmedHours: 24, version: before.version + 1))
    }

    private static let raced = Check("M-027 who changes what another has changed meanwhile changes nothing") { stage in
        let store = try await stage.tenant()
        let seen = try await open(.lost, in: store, stage)
        var first = seen
        first.form.texts[.cause] = "den første"
        var second = seen
        second.form.texts[.cause] = "den andre"
        try Expect.equal(try await store.write { [first] in try $0.update(first) }, true)
        try Expect.equal(try await store.write { [second] in try $0.update(second) }, false)
        let stored = try await store.read { try $0.deviation(seen.number) }
        try Expect.equal(stored?.form.texts[.cause], "den første")
    }

    private static let history = Check("M-027 each step is kept with person, time and what was written, in order") {
        stage in
        let store = try await stage.tenant()
        let deviation = try await open(.lost, in: store, stage)
        let steps = [
            DeviationStep(
                at: stage.now, by: "uid:1", kind: .opened, state: .new,
                content: DeviationStep.Content(changes: [.what: "Køen sto"])),
            DeviationStep(at: stage.later(-5), by: "web:Kari", kind: .moved, state: .inProgress),
            DeviationStep(
                at: stage.later(9), by: "server", kind: .alarm, state: .inProgress,
                content: DeviationStep.Content(reason: "fordi", hours: 24)),
        ]
        try await store.write { for step in steps { try $0.append(step, toDeviation: deviation.number) } }
        try Expect.equal(try await store.read { try $0.steps(ofDeviation: deviation.number) }, steps)
        try Expect.equal(try await store.read { try $0.steps(ofDeviation: deviation.number + 1) }, [])
    }

    private static let pages = Check(
        "M-027 deviations are found by state, kind and message, newest first, a page at a time"
    ) {
        stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        for category in [Deviation.Category.lost, .delayed, .lost, .other] {
            _ = try await open(
                category, about: category == .delayed ? [message.key] : [], in: store, stage)
        }
        var closed = try Expect.present(try await store.read { try $0.deviation(4) })
        (closed.state, closed.closedAt) = (.closed, stage.now)
        _ = try await store.write { [closed] in try $0.update(closed) }
        func find(_ change: (inout DeviationQuery) -> Void) async throws -> [Int64] {
            var query = DeviationQuery()
            change(&query)
            return try await store.read { [query] in try $0.deviations(query).map(\.number) }
        }
        try Expect.equal(try await find { _ in }, [4, 3, 2, 1])
        try Expect.equal(try await find { $0.states = [.new, .measures] }, [3, 2, 1])
        try Expect.equal(try await find { $0.states = [.closed] }, [4])
        try Expect.equal(try await find { $0.states = [] }, [])
        try Expect.equal(try await find { $0.category = .lost }, [3, 1])
        try Expect.equal(try await find { $0.message = message.key }, [2])
        try Expect.equal(
            try await find {
                $0.before = 4
                $0.limit = 2
            }, [3, 2])
    }

    private static let clocks = Check("M-030 the clock of an unauthorised disclosure runs until something is decided") {
        stage in
        let store = try await stage.tenant()
        _ = try await open(.lost, in: store, stage)
        let late = try await open(.disclosure, discovered: stage.later(-10), in: store, stage)
        let early = try await open(.disclosure, discovered: stage.later(-99), in: store, stage)
        func running() async throws -> [Int64] { try await store.read { try $0.deviationClocks().map(\.number) } }
        try Expect.equal(
            try await store.read { try $0.deviationClocks() },
            [
                DeviationClock(number: early.number, discovered: stage.later(-99), alarmedHours: 0),
                DeviationClock(number: late.number, discovered: stage.later(-10), alarmedHours: 0),
            ])
        var notified = early
        notified.form.moments[.notified] = stage.now
        _ = try await store.write { [notified] in try $0.update(notified) }
        try Expect.equal(try await running(), [late.number])
        var spared = late
        spared.form.texts[.notNotified] = "Ingen har sett det"
        _ = try await store.write { [spared] in try $0.update(spared) }
        try Expect.equal(try await running(), [])
    }

    private static let figures = Check("each deviation is counted once, oldest first") { stage in
        let store = try await stage.tenant()
        try Expect.equal(try await store.read { try $0.deviationFigures() }, [])
        for category in [Deviation.Category.lost, .delayed] { _ = try await open(category, in: store, stage) }
        try Expect.equal(
            try await store.read { try $0.deviationFigures() },
            [Deviation.Category.lost, .delayed].map {
                DeviationFigure(category: $0, state: .new, openedAt: stage.now, closedAt: nil)
            })
    }

    private static let separate = Check("T-097 a deviation of one tenant is not there for another") { stage in
        let (one, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
        let deviation = try await open(.disclosure, in: one, stage)
        try Expect.equal(try await other.read { try $0.deviation(deviation.number) }, nil)
        try Expect.equal(try await other.read { try $0.deviations(DeviationQuery()) }, [])
        try Expect.equal(try await other.read { try $0.deviationClocks() }, [])
        try Expect.equal(try await other.write { try $0.update(deviation) }, false)
    }

    private static let rolledBack = Check("T-066 a deviation of a transaction that fails was never opened") { stage in
        struct Undo: Error {}
        let store = try await stage.tenant()
        let form = form(.lost, stage)
        do {
            try await store.write { transaction in
                _ = try transaction.openDeviation(form, about: [], task: nil, at: stage.now, by: "uid:1")
                throw Undo()
            }
        } catch is Undo {}
        try Expect.equal(try await store.read { try $0.deviations(DeviationQuery()) }, [])
    }

    private static func form(
        _ category: Deviation.Category, discovered: Date? = nil, _ stage: Stage
    ) -> DeviationForm {
        DeviationForm(category: category, discovered: discovered ?? stage.now, texts: [.what: "noe"])
    }

    private static func open(
        _ category: Deviation.Category, discovered: Date? = nil, about messages: [MessageKey] = [],
        in store: any TenantStore, _ stage: Stage
    ) async throws -> Deviation {
        let form = form(category, discovered: discovered, stage)
        return try await store.write {
            try $0.openDeviation(form, about: messages, task: nil, at: stage.now, by: "uid:1")
        }
    }
}
