import Exchange
import Foundation
import Store
import TestSupport
import Testing

/// What counts as read by the record system.
@Suite struct TakenWatchTests {
    @Test("M-111 moving the file to taken is the read mark; a file that is gone is none, and is shown until it is back")
    func marks() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try await look(municipality, country) == 0, "it waits")

        // The folder's file system is not there, and an empty place of the same name is.
        let (inbox, aside) = ("\(municipality.folder)/in", "\(municipality.folder)/aside")
        try FileManager.default.moveItem(atPath: inbox, toPath: aside)
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: false)
        for _ in 0..<2 { #expect(try await look(municipality, country) == 0) }
        var received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.reason == "hand-over-uncertain")

        try FileManager.default.removeItem(atPath: inbox)
        try FileManager.default.moveItem(atPath: aside, toPath: inbox)
        #expect(try await look(municipality, country) == 0)
        received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.reason == nil)

        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: inbox).first { $0.hasSuffix(".xml") })
        try FileManager.default.moveItem(atPath: "\(inbox)/\(name)", toPath: "\(municipality.folder)/taken/\(name)")
        #expect(try await look(municipality, country) == 1)
        #expect(try await look(municipality, country) == 0, "once")
        let steps = try await municipality.steps(of: received)
        #expect(steps.suffix(3) == ["missing", "found", "taken"])
    }

    private func look(_ office: Office, _ country: Country) async throws -> Int {
        try await TakenWatch(context: office.context).look(at: office.system, now: country.clock.now())
    }
}
