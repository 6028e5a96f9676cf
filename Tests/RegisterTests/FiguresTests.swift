import IplosContent
import Testing

@testable import Register

@Suite("Figures")
struct FiguresTests {
    /// The tally of persons as the controls would count them.
    private func tally(_ persons: [PersonRecord], year: Int = 2016) throws -> Tally {
        var head = ExtractHead(revision: .v3_0)
        head[.iiKomnr] = "9901"
        head[.iiFraDato] = "\(year)0101"
        head[.iiTilDato] = "\(year)1231"
        let checked = try #require(HeadCheck().check(head).head)
        var check = PersonCheck(head: checked)
        var counting = TallyCounting(rule: .own1)
        var findings: [Finding] = []
        for person in persons { counting.add(PersonFacts(check.check(person, findings: &findings))) }
        return counting.tally
    }

    private func tally(_ change: (inout InventedPerson) -> Void) throws -> Tally {
        try tally([InventedPerson(1, change).record(year: 2016)])
    }

    /// One person with one service whose fields are changed.
    private func service(_ type: Int, _ fields: [IplosField: String]) throws -> Tally {
        var person = InventedPerson(1) { $0.services = [] }.record(year: 2016)
        person.beginRow(.service)
        var values: [IplosField: String] = [
            .tjPeID: "1", .tjTjID: "1", .tjTjenType: "\(type)", .tjSoknadDato: "20160101", .tjVedtDato: "20160102",
            .tjVedtak: "2", .tjFraDato: "20160103", .tjTilDato: "99991231",
        ]
        values.merge(fields) { $1 }
        for (field, text) in values.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            person.append(field, text.utf8)
        }
        return try tally([person])
    }

    @Test("a service counts when it is granted, begun and not ended before the year")
    func counting() throws {
        let cases: [(Int, [IplosField: String], Bool, Bool)] = [
            (15, [:], true, true), (15, [.tjVedtak: "1"], false, false), (15, [.tjVedtak: ""], false, false),
            (15, [.tjFraDato: ""], false, false), (15, [.tjTilDato: "20160630"], true, false),
            (15, [.tjTilDato: "20161231"], true, true), (15, [.tjTilDato: "20151231"], false, false),
            (15, [.tjTilDato: ""], true, true), (6, [.tjVedtak: "", .tjVedtDato: ""], true, true),
            (6, [.tjVedtak: "1"], false, false),
        ]
        for (type, fields, inYear, atEnd) in cases {
            let tally = try service(type, fields)
            #expect(tally[.persons] == 1)
            #expect((tally[.recipients] == 1) == inYear, "\(type) \(fields)")
            #expect((tally[.recipientsAtEnd] == 1) == atEnd, "\(type) \(fields)")
        }
    }

    @Test("who died in the year counts in it and not at its end; who died before counts not at all")
    func deaths() throws {
        func tally(_ death: String) throws -> Tally {
            var person = InventedPerson(1).record(year: 2016)
            person.append(.peDodDato, death.utf8)
            return try self.tally([person])
        }
        let inYear = try tally("20160701"), before = try tally("20151224"), last = try tally("20161231")
        #expect(inYear[.recipients] == 1 && inYear[.recipientsAtEnd] == 0)
        #expect(before[.recipients] == 0)
        #expect(last[.recipientsAtEnd] == 1)
    }

    @Test("someone with several services of a group counts once in it")
    func once() throws {
        let tally = try tally { $0.services = [(1, "1.00"), (2, "1.00"), (15, "4.50"), (6, nil), (6, nil)] }
        #expect(tally[.indicator(.homeServices)] == 1 && tally[.indicator(.activation)] == 1)
        #expect(tally[.indicator(.both)] == 1 && tally[.service(6)] == 1)
    }

    @Test("hours are those of who lives at home; 35.5 is many, and only more than 35.5 is in the share")
    func hours() throws {
        let home = try tally { $0.services = [(15, "30.50"), (1, "5.00"), (6, nil)] }
        #expect(home[.indicator(.hoursSum)] == 3_550 && home[.indicator(.nursingSum)] == 3_050)
        #expect(home[.indicator(.highHours)] == 1 && home[.indicator(.highHoursAtHome)] == 0)
        let more = try tally { $0.services = [(15, "35.51")] }
        #expect(more[.indicator(.highHoursAtHome)] == 1)
        let less = try tally { $0.services = [(15, "35.49")] }
        #expect(less[.indicator(.highHours)] == 0)
        let institution = try tally { $0.services = [(21, nil), (1, "40.00")] }
        #expect(institution[.indicator(.hoursPersons)] == 0 && institution[.indicator(.institution)] == 1)
    }

    @Test("an individual plan counts only for who has another service than the excepted ones")
    func plan() throws {
        #expect(try tally { $0.services = [(15, "1.00")] }[.indicator(.individualPlan)] == 1)
        #expect(try tally { $0.services = [(21, nil)] }[.indicator(.individualPlan)] == 0)
    }

    @Test("each long-term resident and each at home is counted with what is registered")
    func registered() throws {
        let long = try tally { $0.services = [(21, nil)] }
        #expect(long[.living(.longTerm)] == 1 && long[.registered(.function, .longTerm)] == 1)
        #expect(long[.registered(.dentist, .longTerm)] == 0 && long[.registered(.doctor, .longTerm)] == 1)
        let home = try tally { $0.diagnosis = nil }
        #expect(home[.living(.home)] == 1 && home[.registered(.diagnosis, .home)] == 0)
    }

    @Test("age groups meet without gap", arguments: [(17, "0-17"), (18, "18-49"), (49, "18-49"), (50, "50-66")])
    func lowAges(age: Int, group: String) { #expect(AgeGroup(age).rawValue == group) }

    @Test("age groups go on without end", arguments: [(66, "50-66"), (79, "67-79"), (89, "80-89"), (90, "90+")])
    func highAges(age: Int, group: String) {
        #expect(AgeGroup(age).rawValue == group)
        #expect(AgeGroup(nil) == .unknown && AgeGroup(-1) == .unknown)
    }
}

@Suite("Need for assistance, a rule of our own")
struct AssistanceNeedTests {
    private let rule = AssistanceNeedRule.own1

    private func all(_ value: Int) -> [Int: Int] { Dictionary(uniqueKeysWithValues: (1...18).map { ($0, value) }) }

    @Test(
        "the same value everywhere",
        arguments: [(1, "some"), (2, "some"), (3, "medium"), (4, "extensive"), (5, "extensive")])
    func uniform(value: Int, need: String) { #expect(rule.need(all(value)).rawValue == need) }

    @Test("full help in the house alone is medium, and with oneself extensive")
    func domains() {
        var house = all(1), self_ = all(1)
        for type in [2, 6, 9] { house[type] = 5 }
        for type in [5, 7, 8, 10, 11, 12] { self_[type] = 5 }
        #expect(rule.need(house) == .medium && rule.need(self_) == .extensive)
    }

    @Test("means of 2.50 and 3.50 are the limits")
    func limits() {
        var functions = all(1)
        for (type, value) in zip([5, 7, 8, 10, 11, 12], [2, 2, 2, 3, 3, 3]) { functions[type] = value }
        #expect(rule.need(functions) == .medium)
        functions[12] = 2
        #expect(rule.need(functions) == .some)
        for (type, value) in zip([5, 7, 8, 10, 11, 12], [3, 3, 3, 4, 4, 4]) { functions[type] = value }
        #expect(rule.need(functions) == .extensive)
        functions[12] = 3
        #expect(rule.need(functions) == .medium)
    }

    @Test("fewer than six scored functions are unstated; sight and hearing do not help")
    func unstated() {
        #expect(rule.need([:]) == .unstated)
        #expect(rule.need([1: 3, 5: 3, 7: 3, 8: 3, 10: 3, 13: 3, 14: 3]) == .unstated)
        #expect(rule.need([1: 3, 5: 3, 7: 3, 8: 3, 10: 3, 11: 3]) == .medium)
    }

    @Test("one scored function alone does not speak for its domain")
    func thin() {
        var functions = Dictionary(uniqueKeysWithValues: [5, 7, 8, 10, 11, 12].map { ($0, 1) })
        functions[1] = 5
        #expect(rule.need(functions) == .some)
    }
}
