import EbXML
import Foundation
import Testing

@Suite("HITS 1172: each rule by its number")
struct ProfileRuleTests {
    @Test("A message of each kind keeps every rule", arguments: ProfileMessage.Kind.allCases)
    func good(_ kind: ProfileMessage.Kind) throws {
        for message in [ProfileMessage.good(kind), .known(kind)] {
            let breaches = ProfileExamination(try message.subject()).breaches
            #expect(breaches.map { "\($0.rule.id) \($0.outcome)" } == [])
        }
    }

    @Test("A rule accepts what keeps it and refuses what breaks it", arguments: RuleCase.all)
    func judged(_ tested: RuleCase) throws {
        let rule = tested.rule
        let vectors = ProfileVector.all.filter { $0.rule == rule.id }
        for vector in vectors {
            let examination = ProfileExamination(try vector.message().subject(), rules: [rule])
            #expect(examination.entries.map(\.outcome) == [vector.outcome], "\(vector.what)")
        }
        #expect(vectors.contains { $0.outcome != .kept }, "no refusing vector")
        #expect(try isKept(rule, vectors), "no accepting vector")
    }

    /// By one of the good messages, or by a vector of its own.
    private func isKept(_ rule: ProfileRule, _ vectors: [ProfileVector]) throws -> Bool {
        if vectors.contains(where: { $0.outcome == .kept }) { return true }
        return try ProfileMessage.Kind.allCases.contains { kind in
            try ProfileExamination(ProfileMessage.known(kind).subject(), rules: [rule]).entries
                .contains { $0.outcome == .kept }
        }
    }

    @Test("Every rule is judged, kept elsewhere, or says why not")
    func standings() {
        for rule in ProfileRules.all {
            switch rule.standing {
            case .judged: break
            case .kept(let reason), .open(let reason): #expect(reason.count > 40 && reason.hasSuffix("."), "\(rule.id)")
            }
        }
    }

    @Test("The catalogue is whole: 124 numbers, two of them twice, each rule once and in three languages")
    func whole() {
        let rules = ProfileRules.all
        #expect(Set(rules.map(\.id)).count == rules.count)
        #expect(rules.filter { $0.number != nil }.count == 126)
        #expect(Set(rules.compactMap(\.number)).count == 124)
        #expect(rules.filter { $0.number == nil }.count == 28)
        for rule in rules {
            #expect(rule.text.nb.hasSuffix(".") && rule.text.nn.hasSuffix(".") && rule.text.en.hasSuffix("."))
            #expect(rule.text.nb != rule.text.en && rule.text.nn != rule.text.en)
        }
        #expect(ProfileVector.all.allSatisfy { vector in rules.contains { $0.id == vector.rule } })
    }

    @Test("A rule that calls for an error list has a code, and one that cannot be answered has none of use")
    func codes() {
        for rule in ProfileRules.all where rule.answer == .errorList || rule.answer == .warningList {
            #expect(rule.code != nil, "\(rule.id)")
        }
        #expect(ProfileRules.rule("102")?.reference == "HITS 1172 r.102")
        #expect(ProfileRules.rule("5.11.2-body")?.reference == "HITS 1172 5.11.2")
        #expect(ProfileRules.rule("54b")?.number == 54)
    }

    @Test("4.2.5 the same message gives the same examination")
    func repeated() throws {
        let bytes = try ProfileMessage.good(.business).writing("8090001_8090002", "GenericCPAId").bytes()
        let first = ProfileExamination(ProfileSubject(entity: bytes))
        let second = ProfileExamination(ProfileSubject(entity: bytes))
        #expect(first.entries.map(\.outcome) == second.entries.map(\.outcome))
        #expect(first.breaches.map(\.rule.id) == ["12"])
        #expect(first.accepts(tolerating: [.cpaIDForm]))
        #expect(!first.accepts(tolerating: []))
    }

    @Test("A departure without a rule's number is told by its name", arguments: UnnumberedVector.all)
    func unnumbered(_ vector: UnnumberedVector) throws {
        let names = ProfileExamination(try vector.message().subject()).departures
        #expect(names.contains(vector.tolerance))
        #expect(
            try !ProfileExamination(ProfileMessage.good(vector.kind).subject()).departures
                .subtracting([.stringService, .noActor]).contains(vector.tolerance))
    }

    @Test("Every departure has a vector, and only exceptions have a name to be allowed by")
    func tolerances() {
        let found = ProfileVector.all.compactMap { vector -> Tolerance? in
            if case .departs(let tolerance) = vector.outcome { tolerance } else { nil }
        }
        #expect(Set(found + UnnumberedVector.all.map(\.tolerance)) == Set(Tolerance.allCases))
        for tolerance in Tolerance.allCases {
            #expect((tolerance.standing == .exception) == (tolerance.exception != nil))
        }
    }

    @Test("A SOAP Fault and a delivery report are sorted out before any rule is asked (4.2.2)")
    func sortedOut() throws {
        let fault = ProfileExamination(ProfileSubject(entity: try SOAPFault(code: .client, reason: "No.").pack()))
        #expect(fault.sortedOut == .fault && fault.entries.isEmpty)
        let report = "MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"
        let bounce = ProfileExamination(ProfileSubject(entity: Array(report.utf8)))
        #expect(bounce.sortedOut == .deliveryReport && bounce.entries.isEmpty)
        #expect(ProfileExamination(try ProfileMessage.good(.ping).subject()).sortedOut == nil)
    }

    @Test("No cut and no changed octet of a message stops the rules")
    func hostile() throws {
        let bytes = try ProfileMessage.good(.business).bytes()
        for index in stride(from: 0, to: bytes.count, by: 23) {
            _ = ProfileExamination(ProfileSubject(entity: Array(bytes.prefix(index))))
            var changed = bytes
            changed[index] ^= 0x15
            _ = ProfileExamination(ProfileSubject(entity: changed))
        }
    }
}
