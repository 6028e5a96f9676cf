import Foundation
import Identifiers
import Keys
import Register
import TestSupport
import Testing
import Trustee

@testable import Simulation

extension EndToEnd {
    /// Power cuts at every place between two effects on the disk, on the real programs (T-127).
    ///
    /// Each cut gets a submission of its own, of the same extract: whatever is cut, its lists are the same in the end, it
    /// has one receipt, and every mail one Message-ID. A new place that nothing passes fails here.
    @Suite("Power cuts at the parties of the yearly report", .serialized) struct PartyCrashTests {
        /// Places that only what two persons do together passes: the trustee's own tests cut its program there.
        private static let ofTwoPersons: Set = [
            "permitRequested", "permitApproved", "lookupUsed", "rekeyBegun", "rekeyCopied", "rekeyMapWritten",
            "rekeyActivated",
        ]

        @Test("T-127 the trustee, cut at each place from the manifest to the delivery, goes on where it was")
        func trustee() async throws {
            let places = CrashPoint.allCases.map(\.rawValue).filter { !Self.ofTwoPersons.contains($0) }
            try await cut(.trustee, at: places)
        }

        /// A mail that waits may pass a place as soon as the register is there: passings count once it can be reached. The
        /// join has a place after each two hundred persons. A change of pseudonyms is cut in the engine's own tests.
        @Test("T-127 the register, cut at each place from the map to the mails, goes on where it was")
        func register() async throws {
            let places = FaultPoints.Point.allCases.map(\.rawValue).filter { $0 != "beforeRekeyed" }
            try await cut(.register, at: places, counting: ":1:ready", persons: 250)
        }

        private func cut(
            _ party: ReportingGround.Party, at places: [String], counting: String = "", persons: Int = 30
        ) async throws {
            try await ReportingRun.with(1) { run in
                let town = run.towns[0]
                let extract = try await run.chain.extract(
                    of: town, name: "like", persons: persons, seed: 5,
                    faults: ["noServices", "missingOrganisationNumber"])
                var all = [try await run.chain.seal(extract, of: town, kind: "test")]
                try await run.deliver(all[0], of: town)
                for place in places {
                    await run.chain.end(party)
                    try await run.chain.start(
                        party, log: "serve-\(place).log", environment: ["BUDSTIKKE_CRASH_AT": place + counting])
                    let sealed = try await run.chain.seal(extract, of: town, kind: "test")
                    all.append(sealed)
                    try await deliver(sealed, of: town, whileCutting: party, at: place, run)
                    try await run.wait(for: "register.controlled", of: sealed, of: town)
                }
                for sealed in all { try await run.wait(for: "register.receiptSent", of: sealed, of: town) }
                for party in [ReportingGround.Party.trustee, .register] { await run.chain.end(party) }
                try judge(all, run)
                print("Measured: \(party.rawValue) cut at \(places.count) places")
            }
        }

        /// Lays a report down as often as the line breaks, and starts the party again when it was cut off.
        private func deliver(
            _ sealed: ReportingChain.Sealed, of town: ReportingTown, whileCutting party: ReportingGround.Party,
            at place: String, _ run: ReportingRun
        ) async throws {
            var isArmed = true
            var isDelivered = false
            let end = ContinuousClock.now + .seconds(60)
            while isArmed || !isDelivered {
                if isArmed, !run.chain.isRunning(party) {
                    #expect(run.chain.log(of: party).contains("cut at \(place)\n"), "\(run.chain.log(of: party))")
                    try await run.chain.start(party)
                    isArmed = false
                }
                if !isDelivered {
                    do {
                        try await run.deliver(sealed, of: town)
                        isDelivered = true
                    } catch  where isArmed { continue }
                }
                guard ContinuousClock.now < end else { throw ReportingRun.NeverCame(what: "a cut at \(place)") }
                try await Task.sleep(for: .milliseconds(20))
            }
        }

        private func judge(_ all: [ReportingChain.Sealed], _ run: ReportingRun) throws {
            let directory = run.chain.ground.directory(of: .register)
            let store = try RegisterStore(
                directory: "\(directory)/data", masterKey: MasterKey(file: "\(directory)/master.key"))
            // What names no submission must not differ between them.
            let lists = try all.map { sealed in
                try store.feedbackFiles(of: sealed.submission).filter {
                    [".csv", ".svg"].contains(where: $0.name.hasSuffix)
                }
            }
            #expect(try store.verifyAudit().brokenAt == nil)
            try store.close()
            #expect(lists[0].count > 10)
            for (sealed, files) in zip(all, lists) { #expect(files == lists[0], "\(sealed.submission)") }
            // A mail that went twice went under one Message-ID, with the same octets.
            let letters = Dictionary(grouping: run.chain.post.letters, by: \.messageID)
            for (id, copies) in letters { #expect(Set(copies.map(\.data)).count == 1, "\(id)") }
            for sealed in all {
                let about = letters.values.filter { copies in
                    copies.first?.bodies.contains {
                        String(decoding: $0, as: UTF8.self).contains(sealed.submission.text)
                    } == true
                }
                #expect(about.count == 1, "one receipt about \(sealed.submission)")
            }
        }
    }
}
