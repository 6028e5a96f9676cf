import Foundation
import GRDB
import TestSupport
import Testing

extension EndToEnd {
    /// Twenty municipalities' season in the demo, played once as a user would, and checked from outside.
    @Suite("The yearly report in the demo, run once", .serialized) struct ReportingDemoTests {
        private static func verdicts() async throws -> ReportingVerdicts {
            try #require(try await DemoRun.shared.value.report.reporting)
        }

        private static var kept: String { get async throws { "\(try await DemoRun.shared.value.kept)/reporting" } }

        @Test(
            "I-017 I-080 each of 22 submissions ends exactly where the scenario says, and the exit code says so"
        )
        func report() async throws {
            let run = try await DemoRun.shared.value
            let reporting = try await Self.verdicts()
            #expect(run.exitCode == 0 && run.report.ok && reporting.ok)
            #expect(reporting.year == 2016 && reporting.municipalities == 20 && reporting.submissions.count == 22)
            #expect(Set(reporting.submissions.map(\.municipality)).count == 20)
            for one in reporting.submissions {
                #expect(one.ok && one.countsAs == one.expected.countsAs, "\(one.municipality)")
                #expect(one.findings == one.expected.findings, "\(one.municipality)")
                #expect(one.receipts == 1 && one.notices == 1, "\(one.municipality)")
                #expect(one.time(of: one.expected.step) != nil, "\(one.municipality)")
            }
        }

        @Test(
            "I-006 I-065 an extract with a fault of nearly every kind is taken, and 7-Zip opens its list"
        )
        func faulty() async throws {
            let faulty = try #require(try await Self.verdicts().of("9902").first)
            #expect(faulty.countsAs == "ordinary" && faulty.openedBy == "7z")
            let list = try await Self.list(of: "sorvagen", among: faulty.lists)
            // The lines that begin with a control's number are the remarks.
            #expect(list.count(where: Self.isRemark) == faulty.findings)
            let controls = Set(list.filter(Self.isRemark).compactMap { $0.split(separator: ";").first })
            #expect(controls.count > 15, "\(controls.sorted())")
        }

        @Test(
            "I-005 I-072 an ordinary one is fetched from the portal, and `report open` opens it: every list there is"
        )
        func ordinary() async throws {
            let ordinary = try #require(try await Self.verdicts().of("9901").first)
            #expect(ordinary.countsAs == "ordinary" && ordinary.openedBy == "report open")
            let list = try await Self.list(of: "nordbygda", among: ordinary.lists)
            #expect(list.count(where: Self.isRemark) == ordinary.findings)
            // The same kinds of list, with remarks or without (I-005).
            let other = try #require(try await Self.verdicts().of("9902").first)
            let kinds = [ordinary, other].map { Set($0.lists.map { $0.dropFirst("9901".count) }) }
            #expect(kinds[0] == kinds[1])
        }

        @Test(
            "T-128 who corrects sends again after the first list, and the correction counts, with less to mend"
        )
        func corrected() async throws {
            let both = try await Self.verdicts().of("9903")
            try #require(both.count == 2)
            #expect(both.map(\.countsAs) == ["ordinary", "correction"])
            #expect(both.map(\.kind) == ["ordinary", "correction"])
            let told = try #require(both[0].time(of: "noticeSent"))
            #expect(try #require(both[1].time(of: "sent")) > told)
            #expect(try #require(both[0].findings) > (try #require(both[1].findings)))
        }

        @Test("I-003 what is sent after the last day is taken, marked late, and gets its list all the same")
        func late() async throws {
            let reporting = try await Self.verdicts()
            let late = try #require(reporting.of("9904").first)
            #expect(late.countsAs == "late" && late.kind == "ordinary")
            let sent = try #require(late.time(of: "sent"))
            let ordinary = reporting.submissions.filter { $0.countsAs == "ordinary" }.map { $0.time(of: "sent") }
            #expect(ordinary.count == 19 && ordinary.allSatisfy { $0.map { $0 < sent } ?? false })
            #expect(late.time(of: "noticeSent") != nil)
        }

        @Test("I-030 a test goes the whole way before the day of feedback and never counts; the real one after it does")
        func test() async throws {
            let reporting = try await Self.verdicts()
            let both = reporting.of("9905")
            #expect(
                Set(both.map(\.kind)) == ["test", "ordinary"] && Set(both.map(\.countsAs)) == ["test", "ordinary"])
            let test = try #require(both.first { $0.kind == "test" })
            let late = try #require(reporting.of("9904").first?.time(of: "sent"))
            #expect(try #require(test.time(of: "noticeSent")) < late)
            #expect(test.findings == nil)
            #expect(try #require(both.first { $0.kind == "ordinary" }).findings != nil)
        }

        @Test("I-023 the PIN of the letter logs in one municipality, and certificates all others")
        func logIns() async throws {
            let queue = try DatabaseQueue(path: "\(try await Self.kept)/trustee-store/trustee.sqlite")
            defer { try? queue.close() }
            let admitted = try await queue.read { database in
                try String.fetchAll(database, sql: "SELECT detail FROM audit WHERE action = 'login.admitted'")
            }
            let byPIN = admitted.filter { $0.contains("\"pin\"") }
            #expect(byPIN.count == 1 && byPIN.allSatisfy { $0.contains("9905") }, "\(byPIN)")
            #expect(admitted.count { $0.contains("\"certificate\"") } > 40)
        }

        @Test(
            "I-040 I-083 what every party had is in --keep, and openssl and 7-Zip confirm it as CHECK.md says"
        )
        func checkPage() async throws {
            let (run, kept) = (try await DemoRun.shared.value, try await Self.kept)
            func inside(_ folder: String) throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: "\(kept)/\(folder)")
            }
            #expect(try inside("extract").count == 22)
            #expect(try inside("sealed").count { !$0.hasSuffix(".p7s") } == 22)
            #expect(try inside("sealed").count { $0.hasSuffix(".receipt.p7s") } == 22)
            #expect(try Set(inside("feedback")).isSuperset(of: ["nordbygda.zip", "sorvagen.zip"]))
            for store in ["trustee", "register", "portal"] {
                #expect(try inside("\(store)-store").contains("\(store).sqlite"))
            }
            let blocks = try run.checkBlocks(in: "reporting")
            #expect(blocks.count == 6)
            let script = "set -e -o pipefail\ncd '\(kept)'\n" + blocks.joined(separator: "\n")
            let checked = try await Command.run("bash", ["-c", script])
            let said = String(decoding: checked.output, as: UTF8.self)
            #expect(checked.status == 0 && said == "All as it should be.\n", "\(said.suffix(600))")
            #expect(checked.errorText.isEmpty, "\(checked.errorText.suffix(600))")
            let planted = script.replacing("if test \"$wrong\"", with: "must false\nif test \"$wrong\"")
            let spoilt = try await Command.run("bash", ["-c", planted])
            let words = String(decoding: spoilt.output, as: UTF8.self)
            #expect(spoilt.status != 0 && words.contains("WRONG, this failed: false"))
        }

        @Test("I-032 no store, mail or list holds an identity number, however it is written; the extracts do")
        func identities() async throws {
            let kept = try await Self.kept
            let extract = try String(contentsOfFile: "\(kept)/extract/sorvagen-faulty.xml", encoding: .utf8)
            let all = extract.components(separatedBy: "<peFnr>").dropFirst().map { String($0.prefix(11)) }
            #expect(all.count > 50)
            for identity in [all[10], all[40]] {
                let planted = PlantedNumber(identity)
                #expect(planted.files(below: "\(kept)/extract").count == 1)
                for party in ["trustee-store", "register-store", "portal-store", "feedback", "mail", "sealed"] {
                    #expect(planted.files(below: "\(kept)/\(party)") == [])
                }
            }
        }

        @Test(
            "Ctrl-C or kill at any time ends all of it: 1, no process, no directory, and nobody is blamed",
            arguments: [
                ("Setting up", InterruptedDemo.Hearer.everybody), ("Each municipality", .demoAlone),
                ("The season opens", .everybody),
            ])
        func interrupted(sign: String, hearer: InterruptedDemo.Hearer) async throws {
            try await InterruptedDemo.run("reporting", at: sign, hearer: hearer).expectNothingLeft()
        }

        @Test("without 7-Zip the demo says what is missing before it begins, and makes nothing")
        func withoutSevenZip() async throws {
            let kept = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
            let run = try await Command.run(
                "/usr/bin/env", ["PATH=/nowhere", DemoRun.program, "demo", "--once", "--keep", kept])
            #expect(run.status == 69 && run.errorText.contains("Install the package 7zip"), "\(run.errorText)")
            #expect(!FileManager.default.fileExists(atPath: kept))
        }

        // MARK: - Lists

        /// The lines of an opened error list.
        private static func list(of town: String, among names: [String]) async throws -> [String] {
            let name = try #require(names.first { $0.hasSuffix("feilliste.csv") })
            return try String(contentsOfFile: "\(try await kept)/feedback/\(town)/\(name)", encoding: .utf8)
                .components(separatedBy: "\r\n")
        }

        private static func isRemark(_ line: String) -> Bool {
            line.contains(/^"?[KR]-[0-9]{3}"?;/)
        }
    }
}
