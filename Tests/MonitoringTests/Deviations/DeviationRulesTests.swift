import Foundation
import Identifiers
import Store
import Testing
import Texts

@testable import Monitoring

@Suite("How a deviation goes from its discovery to its end")
struct DeviationRulesTests {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)

    static func deviation(
        _ state: Deviation.State = .new, _ category: Deviation.Category = .delayed,
        texts: [DeviationField: String] = [:], moments: [DeviationField: Date] = [:]
    ) -> Deviation {
        Deviation(
            number: 7, openedAt: now, openedBy: "uid:1", state: state,
            form: DeviationForm(category: category, discovered: now, texts: texts, moments: moments),
            closedAt: state == .closed ? now : nil)
    }

    static let known: [DeviationField: String] = [.cause: "Feil adresse", .prevention: "Ny kontroll"]

    private func refusal(
        _ deviation: Deviation, to state: Deviation.State, reason: String? = nil
    ) -> DeviationRules.Refusal? {
        do {
            _ = try DeviationRules.move(deviation, to: state, reason: reason, at: Self.now, by: "uid:1")
            return nil
        } catch { return error }
    }

    @Test(
        "M-027 each step leads to the next state and no other",
        arguments: Deviation.State.allCases, Deviation.State.allCases)
    func steps(from: Deviation.State, to: Deviation.State) throws {
        let next: [Deviation.State: Deviation.State] = [
            .new: .inProgress, .inProgress: .measures, .measures: .closed, .closed: .inProgress,
        ]
        let before = Self.deviation(from, texts: Self.known, moments: [.restored: Self.now])
        guard next[from] == to else {
            #expect(refusal(before, to: to, reason: "fordi") == .notNext([try #require(next[from])]))
            return
        }
        let (after, step) = try DeviationRules.move(
            before, to: to, reason: "fordi", at: Self.now + 9, by: "web:Kari")
        #expect(after.state == to && after.closedAt == (to == .closed ? Self.now + 9 : nil))
        #expect(step.at == Self.now + 9 && step.by == "web:Kari" && step.state == to)
        #expect(step.kind == (from == .closed ? .reopened : .moved))
        #expect(step.content.reason == (from == .closed ? "fordi" : nil))
    }

    @Test("M-027 a closed deviation is opened again only with a reason", arguments: [nil, "", "  \n"])
    func reason(_ reason: String?) {
        #expect(refusal(Self.deviation(.closed), to: .inProgress, reason: reason) == .reasonNeeded)
        #expect(refusal(Self.deviation(.closed), to: .inProgress, reason: "nytt tilfelle") == nil)
    }

    @Test(
        "M-029 cannot close without cause, normal state restored and preventive measure",
        arguments: [DeviationField.restored, .cause, .prevention])
    func incomplete(without field: DeviationField) {
        var deviation = Self.deviation(.measures, texts: Self.known, moments: [.restored: Self.now])
        #expect(refusal(deviation, to: .closed) == nil)
        deviation.form.texts[field] = nil
        deviation.form.moments[field] = nil
        #expect(refusal(deviation, to: .closed) == .incomplete([field]))
    }

    @Test("M-030 an unauthorised disclosure cannot close without a decision about notifying the authority")
    func undecided() {
        var deviation = Self.deviation(
            .measures, .disclosure, texts: Self.known, moments: [.restored: Self.now])
        #expect(refusal(deviation, to: .closed) == .incomplete([.notified]))
        deviation.form.texts[.reference] = "AR-1"
        #expect(refusal(deviation, to: .closed) == .incomplete([.notified]))
        deviation.form.moments[.notified] = Self.now
        #expect(refusal(deviation, to: .closed) == nil)
        deviation.form.texts[.reference] = nil
        #expect(refusal(deviation, to: .closed) == .incomplete([.reference]))
        deviation.form.moments[.notified] = nil
        deviation.form.texts[.notNotified] = "Ingen har sett det"
        #expect(refusal(deviation, to: .closed) == nil)
    }

    @Test("M-030 N-40 the clock counts 72 hours from discovery, and its alarms come at 24, 48 and 66 hours, each once")
    func clock() {
        func clock(_ hours: Double, alarmed: Int = 0) -> AuthorityClock {
            AuthorityClock(
                DeviationClock(number: 1, discovered: Self.now, alarmedHours: alarmed), now: Self.now + hours * 3_600)
        }
        #expect(clock(0).dueAt == Self.now + 259_200 && clock(0).hoursLeft == 72 && !clock(72).isOver)
        #expect(clock(72.01).isOver && clock(80).hoursLeft == 0 && clock(66.5).hoursLeft == 5)
        let due = [0, 23.99, 24, 47.99, 48, 65.99, 66, 500].map { clock($0).dueAlarm }
        #expect(due == [nil, nil, 24, 24, 48, 48, 66, 66])
        #expect(clock(30, alarmed: 24).dueAlarm == nil && clock(48, alarmed: 24).dueAlarm == 48)
        #expect(clock(100, alarmed: 66).dueAlarm == nil)
    }

    @Test("N-40 the authority's fields come in its order, whatever is known", arguments: Language.allCases)
    func authority(language: Language) {
        var deviation = Self.deviation(.new, .disclosure, texts: [.what: "Feil mottaker", .mainCause: "Menneskelig"])
        deviation.form.moments[.from] = Self.now - 3_600
        let lines = AuthorityReport.lines(deviation, language)
        #expect(
            lines.map(\.field) == [
                "mainCause", "period", "discovered", "affected", "what", "how", "data", "relation", "whereabouts",
                "consequences", "measures", "informing", "contact",
            ])
        #expect(lines.allSatisfy { !$0.label.isEmpty } && Set(lines.map(\.label)).count == lines.count)
        #expect(lines[0].value == "Menneskelig" && lines[4].value == "Feil mottaker" && lines[5].value == "")
        #expect(lines[1].value.hasPrefix(DeviationMoment.text(Self.now - 3_600) + " – "))
        let text = AuthorityReport.text(deviation, language)
        let places = lines.map { text.range(of: $0.label + ":\n")?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }

    @Test(
        "M-127 the partner is told ids, times and what was wrong, and nothing that anybody wrote",
        arguments: Language.allCases)
    func notice(language: Language) throws {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .business, state: .sent, at: Self.now)
        (message.msgID, message.messageID) = ("msg-1", "ebxml-1@nord.example")
        (message.fromHER, message.toHER) = (HERId(80_001), HERId(80_900))
        for category in Deviation.Category.allCases {
            let deviation = Self.deviation(.new, category, texts: [.what: "hemmelig", .cause: "hemmelig"])
            let text = try #require(PartnerNotice.text(deviation, about: [message], language))
            for part in ["msg-1", "ebxml-1@nord.example", "80900", DeviationMoment.text(Self.now)] {
                #expect(text.contains(part))
            }
            #expect(!text.contains("hemmelig"))
            #expect(PartnerNotice.text(deviation, about: [], language) == nil)
        }
    }

    @Test("M-127 each of two partners has a letter of its own, which says nothing of what went to the other")
    func twoPartners() throws {
        let messages = [80_900, 80_901].map { her in
            var message = StoredMessage(
                serverID: UUID(), direction: .outgoing, kind: .business, state: .sent, at: Self.now)
            (message.fromHER, message.toHER, message.msgID) = (HERId(80_001), HERId(her), "msg-\(her)")
            return message
        }
        let text = try #require(PartnerNotice.text(Self.deviation(.new, .misdirected), about: messages, .en))
        let letters = text.components(separatedBy: "HER-id 8090").dropFirst()
        #expect(letters.count == 2)
        for letter in letters {
            let (own, other) = letter.hasPrefix("0:") ? ("80900", "80901") : ("80901", "80900")
            #expect(letter.contains("msg-\(own)") && !letter.contains(other))
        }
    }

    @Test("each language has a word of its own for every field, kind, state and step", arguments: Language.allCases)
    func words(language: Language) {
        let labels = DeviationField.allCases.map { DeviationText.label($0, language) }
        let states = Deviation.State.allCases.map { DeviationText.state($0, language) }
        let kinds = Deviation.Category.allCases.map { DeviationText.category($0, language) }
        let steps = DeviationStep.Kind.allCases.map { DeviationText.step($0, language, hours: 24) }
        for words in [labels, states, kinds, steps] {
            #expect(Set(words).count == words.count && words.allSatisfy { !$0.isEmpty && !$0.contains("{") })
        }
    }

    @Test("moments are read as people write them, by the Norwegian clock, and nothing else is")
    func moments() {
        let wanted = Date(timeIntervalSince1970: 1_796_043_900)  // 2026-11-30T13:05:00Z
        for text in [
            "2026-11-30 14:05", "2026-11-30T14:05", " 30.11.2026 14.05 ", "30.11.2026 kl. 14:05",
            "2026-11-30T13:05:00Z",
        ] {
            #expect(DeviationMoment.read(text) == wanted, "\(text)")
        }
        #expect(DeviationMoment.text(wanted) == "2026-11-30 14:05")
        #expect(DeviationMoment.read("30.11.2026") == wanted - 14 * 3_600 - 300)
        for text in ["", "i går", "2026-11-31 14:05", "30.11.26 14:05", "30.11.2026 25.00", "14:05", "30.11.2026 1 2"] {
            #expect(DeviationMoment.read(text) == nil, "\(text)")
        }
    }

    @Test("M-027 statistics count by month, kind and state, with the median time until closed")
    func statistics() {
        func figure(_ category: Deviation.Category, _ month: Double, closedAfter hours: Double?) -> DeviationFigure {
            let opened = Self.now - month * 31 * 86_400
            return DeviationFigure(
                category: category, state: hours == nil ? .new : .closed, openedAt: opened,
                closedAt: hours.map { opened + $0 * 3_600 })
        }
        #expect(DeviationStatistics.rows([]) == [] && DeviationStatistics.medianHours([]) == nil)
        let figures = [
            figure(.delayed, 1, closedAfter: 10), figure(.delayed, 0, closedAfter: 1),
            figure(.delayed, 0, closedAfter: 5), figure(.delayed, 0, closedAfter: nil),
            figure(.misdirected, 0, closedAfter: 30),
        ]
        let rows = DeviationStatistics.rows(figures)
        #expect(rows.map(\.category) == [.misdirected, .delayed, .delayed] && rows.map(\.count) == [1, 3, 1])
        #expect(rows.map(\.month) == ["2026-09", "2026-09", "2026-08"])
        #expect(rows[1].states == [.new: 1, .closed: 2] && rows[1].medianHours == 3)
        #expect(DeviationStatistics.medianHours(figures) == 7.5)
        #expect(DeviationStatistics.medianHours([figure(.lost, 0, closedAfter: nil)]) == nil)
    }
}
