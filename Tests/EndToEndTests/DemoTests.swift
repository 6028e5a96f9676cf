import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The demo, run once as a user would, and checked from outside: by its own report, and by programs that are not ours.
    @Suite("U-53 the demo, run once", .serialized)
    struct DemoTests {
        @Test("every message ends where the scenario says, and the report is one object with the agreed keys")
        func report() async throws {
            let run = try await DemoRun.shared.value
            #expect(run.exitCode == 0)
            #expect(run.report.schemaVersion == 1)
            #expect(run.report.ok)
            for message in run.report.messages {
                #expect(message.transport == message.expected.transport)
                #expect(message.application == message.expected.application)
                #expect(!message.steps.isEmpty)
            }
            let actions = Set(run.report.messages.compactMap(\.action))
            #expect(actions.isSuperset(of: ["LOG_INNLAGT", "UTSKRIVNINGSRAPPORT", "DIALOG_SVAR", "APPREC"]))
        }

        @Test("M-107 the message whose receipt was lost was sent again as the same envelope, and handed over once")
        func resent() async throws {
            let run = try await DemoRun.shared.value
            let ready = try #require(run.report.messages.first { $0.action == "LOG_UTSKRIVNINGSKLAR" })
            #expect(ready.attempts >= 2)
            let mails = run.manifest.mails.filter { $0.messageId == ready.messageId && $0.kind == "payload" }
            #expect(mails.count >= 2)
            let entities = try mails.map { try run.entity(of: $0.file) }
            #expect(Set(entities).count == 1)
            let document = try #require(run.manifest.documents.first { $0.messageId == ready.messageId })
            #expect(document.delivered.count == 1)
            let lost = run.manifest.mails.filter(\.lost)
            #expect(lost.map(\.refToMessageId) == [ready.messageId])
        }

        @Test("M-054 T-049 xmlsec1 and openssl confirm every mail by the commands in CHECK.md")
        func checkPage() async throws {
            let run = try await DemoRun.shared.value
            let blocks = try run.checkBlocks()
            #expect(blocks.count > 20)
            let script = "set -e\ncd '\(run.kept)'\n" + blocks.joined(separator: "\n")
            let checked = try await Command.run("bash", ["-c", script])
            #expect(checked.status == 0, "\(checked.errorText.suffix(600))")
        }

        @Test("M-054 xmlsec1 refuses a mail in which one character was altered")
        func alteredMail() async throws {
            let run = try await DemoRun.shared.value
            let blocks = try run.checkBlocks()
            let lines = try #require(blocks.dropFirst().first).split(separator: "\n").map(String.init)
            let opening = try #require(blocks.first)
            let verify = try #require(lines.first { $0.hasPrefix("xmlsec1") })
            let alter = "sed -i 's/<eb:MessageId>./<eb:MessageId>!/' soap.xml"
            let script = "set -e\ncd '\(run.kept)'\n\(opening)\n\(lines[0])\n\(alter)\n\(verify)"
            #expect(try await Command.run("bash", ["-c", script]).status != 0)
        }

        @Test("every mail of ours keeps every rule of HITS 1172, with nothing tolerated and nothing to remark")
        func validated() async throws {
            let run = try await DemoRun.shared.value
            // One mail in the story is rubbish from a stranger.
            let files = run.manifest.mails.filter { $0.kind != "other" }.map { "\(run.kept)/\($0.file)" }
            let checked = try await Command.run(DemoRun.program, ["validate", "--strict"] + files)
            #expect(checked.status == 0)
            let words = String(decoding: checked.output, as: UTF8.self).split(separator: "\n")
            #expect(words.count { $0.contains(": accepted") } == files.count)
            #expect(words.allSatisfy { $0.contains(": accepted") || $0.contains("rules judged") }, "no remark")
            let rubbish = run.manifest.mails.filter { $0.kind == "other" }.map { "\(run.kept)/\($0.file)" }
            #expect(try await Command.run(DemoRun.program, ["validate"] + rubbish).status == 1)
        }

        @Test("validate ends with 1 for a mail in which one character was altered, and says so as text, JSON and JUnit")
        func alteredMailValidated() async throws {
            let run = try await DemoRun.shared.value
            let mail = try #require(run.manifest.mails.first { $0.kind == "payload" })
            let text = try String(contentsOfFile: "\(run.kept)/\(mail.file)", encoding: .utf8)
                .replacingOccurrences(of: "<eb:MessageId>", with: "<eb:MessageId>!")
            let file = "\(run.kept)/altered.eml"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            for (option, words) in [
                ("-q", "refused   HITS 1172 r.50"), ("--json", "\"rule\":\"50\""), ("--junit", "<failure"),
            ] {
                let checked = try await Command.run(DemoRun.program, ["validate", option, file])
                #expect(checked.status == 1)
                #expect(String(decoding: checked.output, as: UTF8.self).contains(words))
            }
            #expect(try await Command.run(DemoRun.program, ["validate", "\(run.kept)/nowhere.eml"]).status == 66)
        }

        @Test("--keep with a directory that holds something ends with 73, and touches nothing")
        func keepRefuses() async throws {
            let run = try await DemoRun.shared.value
            let again = try await Command.run(DemoRun.program, ["demo", "--once", "--keep", run.kept])
            #expect(again.status == 73)
            #expect(again.output.isEmpty)
        }

        @Test("Ctrl-C in the middle of the story, which the servers hear too, is no fault: 1, and all of it ends")
        func interrupted() async throws {
            let run = try await InterruptedDemo.run("exchange", at: "LOG_INNLAGT")
            #expect(run.words.hasPrefix("Making keys"), "\(run.words.suffix(600))")
            run.expectNothingLeft()
        }

        @Test("nothing is left behind: no server, no directory")
        func leavesNothing() async throws {
            let run = try await DemoRun.shared.value
            #expect(run.leftDirectories.isEmpty)
        }
    }
}
