import ControlReport
import Foundation
import Identifiers
import IplosContent
import SealedSubmission
import TestSupport
import Testing

@testable import Register

@Suite("Controls")
struct ControlsTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    /// Sends and controls, and gives the lists by the ends of their names.
    private func controlled(_ plan: DeliveryPlan) throws -> [String: String] {
        let delivery = try scene.delivery(plan)
        try scene.sendAndControl(delivery)
        return try files(delivery.id)
    }

    private func files(_ id: SubmissionID) throws -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: try scene.store.feedbackFiles(of: id).map {
                (String($0.name.split(separator: "_").last!), String(decoding: $0.bytes, as: UTF8.self))
            })
    }

    private func plan(_ persons: [InventedPerson], seed: UInt8 = 1, year: Int = 2016) -> DeliveryPlan {
        DeliveryPlan {
            $0.seed = seed
            $0.sequence = Int(seed)
            $0.year = year
            $0.persons = persons
        }
    }

    private func rows(_ files: [String: String], of control: String) -> [Substring] {
        (files["feilliste.csv"] ?? "").split(separator: "\r\n").filter { $0.hasPrefix("\"\(control)\"") }
    }

    @Test("I-005 a submission without faults gets its lists and tables too")
    func noFaults() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        let submission = try scene.store.submission(delivery.id)
        #expect(submission?.state == .controlled && submission?.findings == 0)
        let names = try scene.store.feedbackFiles(of: delivery.id).map(\.name)
        #expect(names.contains("9901-00_2016_feilliste.csv") && names.contains("9901-00_2016_kontrolltabeller.xlsx"))
        for table in ["mottakere", "diagnoser", "registrert", "indikatorer", "bistandsbehov", "ukjente-virksomheter"] {
            #expect(names.contains("9901-00_2016_kontrolltabell-\(table).csv"))
        }
    }

    @Test("what cannot be controlled yet is refused, and what was controlled stays as it is")
    func states() throws {
        let delivery = try scene.delivery()
        #expect(throws: RegisterError.unknown) { try scene.control(delivery.id) }
        try scene.send(delivery)
        #expect(throws: RegisterError.wrongState) { try scene.control(delivery.id) }
        try scene.join(delivery.id)
        let first = try scene.control(delivery.id)
        #expect(try scene.control(delivery.id, now: scene.now + 60) == first)
    }

    @Test("the extract's own controls name the row by the local number")
    func ownControls() throws {
        let files = try controlled(plan([InventedPerson(41) { $0.hasFunctions = false }, InventedPerson(42)]))
        #expect(rows(files, of: "K-213").count == 1 && rows(files, of: "K-213")[0].contains("\"41\""))
    }

    @Test("I-009 an organisation number that is not in the list is a row and a table; one that is, is not")
    func providers() throws {
        let numbers = SyntheticOrganisations.numbers(9)
        try scene.store.keep(
            Scene.municipality(
                "9901", scene.north.organisation, mailbox: "postmottak@nordbygda.kommune.example",
                providers: ProviderList(dated: scene.now, numbers: [numbers[7]])))
        let files = try controlled(
            plan([
                InventedPerson(1) { $0.provider = numbers[7].digits },
                InventedPerson(2) { $0.provider = numbers[8].digits },
                InventedPerson(3) { $0.provider = numbers[8].digits + "0" },
            ]))
        // Two services each.
        #expect(rows(files, of: "R-101").count == 4)
        let table = try #require(files["kontrolltabell-ukjente-virksomheter.csv"])
        #expect(table.contains("\"\(numbers[8])\";4") && !table.contains(numbers[7].digits))
    }

    @Test("a table of unknown numbers is no longer than a municipality can open; its last row says how many more")
    func manyProviders() throws {
        func table(_ count: Int) throws -> ControlTable {
            let numbers = (0..<count).map { ("\(100_000_000 + $0)", 2) }
            let tables = ControlTables(
                now: Tally(), before: nil, year: 2016, rule: .own1,
                unknownProviders: Dictionary(uniqueKeysWithValues: numbers), providersDated: nil
            ).all()
            return try #require(tables.first { $0.id == "ukjente-virksomheter" })
        }
        let most = ControlTables.mostProviders
        #expect(most + 2 < 5_000, "rows that a reader takes, the heading and the last one among them")
        #expect(try table(most).rows.count == most)
        let cut = try table(most + 3).rows
        #expect(cut.count == most + 1 && cut.last?.label.nb == "3 numre til er ikke med i tabellen")
        #expect(cut.last?.cells == [.count(6)])
    }

    @Test("without a list of providers nothing is compared, and the table says so")
    func noProviders() throws {
        let files = try controlled(
            plan([InventedPerson(1) { $0.provider = SyntheticOrganisations.numbers(9)[8].digits }]))
        #expect(rows(files, of: "R-101").isEmpty)
        #expect(files["kontrolltabeller.html"]?.contains("ingen liste for kommunen") == true)
    }

    @Test("the same person twice is told for both local numbers, and by no pseudonym")
    func doubles() throws {
        let files = try controlled(plan([InventedPerson(11), InventedPerson(12) { $0.who = 11 }, InventedPerson(13)]))
        let found = rows(files, of: "R-102")
        #expect(found.count == 2 && found[0].contains("\"11\"") && found[1].contains("\"12\""))
        #expect(found.allSatisfy { !$0.contains("\"13\"") })
    }

    @Test("I-033 a person without a pseudonym is listed with the reason and counts in no figure", arguments: 1...8)
    func reasons(code: Int) throws {
        let files = try controlled(plan([InventedPerson(1) { $0.reason = UInt8(code) }, InventedPerson(2)]))
        let found = rows(files, of: "R-103")
        #expect(found.count == 1 && found[0].contains("\"1\""))
        #expect(files["kontrolltabell-mottakere.csv"]?.contains("\"Mottakere i alt\";1;") == true)
        #expect(try scene.store.submission(DeliveryPlan().id)?.withoutPseudonym == 1)
    }

    @Test("a person whom five municipalities report is probably invented; four are not enough")
    func testPersons() throws {
        for number in 4...7 {
            try scene.store.keep(
                Scene.municipality(
                    "990\(number)", scene.north.organisation, mailbox: "postmottak@nordbygda.kommune.example"))
        }
        for number in 4...6 {
            let delivery = try scene.delivery(
                DeliveryPlan {
                    $0.seed = UInt8(number)
                    $0.municipality = "990\(number)"
                })
            try scene.send(delivery)
            try scene.join(delivery.id)
        }
        #expect(rows(try controlled(DeliveryPlan { $0.municipality = "9907" }), of: "R-104").isEmpty)
        let fifth = try controlled(DeliveryPlan { $0.seed = 20 })
        #expect(rows(fifth, of: "R-104").count == 3)
    }

    @Test("a great change from last year is told, a small one is not")
    func changes() throws {
        func persons(_ count: Int, diagnosis: String? = "A04") -> [InventedPerson] {
            (1...count).map { InventedPerson($0) { $0.diagnosis = diagnosis } }
        }
        _ = try controlled(plan(persons(100), year: 2015))
        let few = try controlled(plan(persons(70, diagnosis: nil), seed: 2))
        #expect(rows(few, of: "R-202").count == 1 && rows(few, of: "R-202")[0].contains("Fant 70 mottakere"))
        #expect(rows(few, of: "R-201").count == 2)
        #expect(rows(few, of: "R-203").isEmpty)
        #expect(few["kontrolltabell-mottakere.csv"]?.contains("\"Mottakere i alt\";70;100;-30,0") == true)
        let alike = try controlled(plan(persons(95), seed: 3))
        for control in ["R-201", "R-202", "R-203"] { #expect(rows(alike, of: control).isEmpty) }
        let other = try controlled(
            plan(persons(95).map { $0.with { $0.services = [(3, "4.50"), (6, nil)] } }, seed: 4))
        #expect(rows(other, of: "R-203").count == 2)
    }

    @Test("rows beyond the limit are counted and not listed")
    func limit() throws {
        let delivery = try scene.delivery(plan((1...12).map { InventedPerson($0) { $0.hasFunctions = false } }))
        try scene.send(delivery)
        try scene.join(delivery.id)
        let submission = try Controls(store: scene.store, rowsPerControl: 5).run(delivery.id, now: scene.now)
        let files = try files(delivery.id)
        #expect(rows(files, of: "K-213").count == 5)
        #expect(rows(files, of: "R-901").first?.contains("7 rader til") == true)
        #expect((submission.findings ?? 0) >= 12)
    }

    @Test("I-043 every page says that it is sensitive and exempt from disclosure, and a test says so too")
    func marking() throws {
        let files = try controlled(DeliveryPlan { $0.kind = .test })
        for name in ["feilliste.html", "kontrolltabeller.html"] {
            #expect(files[name]?.contains("unntatt offentlighet") == true)
            #expect(files[name]?.contains("TEST") == true)
        }
    }
}

extension InventedPerson {
    func with(_ change: (inout InventedPerson) -> Void) -> InventedPerson {
        var person = self
        change(&person)
        return person
    }
}
