import AddressRegister
import Foundation
import Identifiers
import Synchronization
import TestSupport
import Testing

@Suite("The register's memory")
struct CachingRegisterTests {
    /// A clock that is set by hand.
    private final class Clock: Sendable {
        private let time = Mutex(RegisterSamples.now)
        var now: Date { time.withLock(\.self) }
        func advance(hours: Double) { time.withLock { $0 += hours * 3_600 } }
    }

    private let clock = Clock()
    private let upstream: ScriptedRegister
    private let register: CachingRegister

    init() throws {
        upstream = ScriptedRegister([try RegisterSamples.party(90_100)], agreement: [1])
        register = CachingRegister(upstream, ages: .init(usable: 48 * 3_600)) { [clock] in clock.now }
    }

    @Test("HISD 1177 an answer is used for 12 hours, then asked for again") func fresh() async throws {
        let her = try RegisterSamples.her(90_100)
        for _ in 0..<3 { _ = try await register.party(her) }
        clock.advance(hours: 12)
        _ = try await register.party(her)
        #expect(await upstream.questions == 1)
        clock.advance(hours: 0.001)
        try await upstream.set(RegisterSamples.party(90_100, name: "Nytt navn"))
        #expect(try await register.party(her)?.name == "Nytt navn")
        #expect(await upstream.questions == 2)
    }

    @Test("M-062 T-082 while the register is down an answer is used up to its age, then the message is held")
    func stale() async throws {
        let her = try RegisterSamples.her(90_100)
        _ = try await register.party(her)
        await upstream.set(down: true)
        clock.advance(hours: 48)
        #expect(try await register.party(her) != nil)
        #expect(await register.status().downSince == clock.now)
        clock.advance(hours: 0.001)
        let error = await #expect(throws: RegisterError.self) { try await register.party(her) }
        #expect(error?.code == .unavailable)
        await upstream.set(down: false)
        #expect(try await register.party(her) != nil)
        #expect(await register.status().downSince == nil)
    }

    @Test("T-082 an unknown party while the register is down is unavailable, never absent") func unknownWhileDown()
        async throws
    {
        await upstream.set(down: true)
        await #expect(throws: RegisterError.self) { try await register.party(RegisterSamples.her(90_200)) }
        await #expect(throws: RegisterError.self) {
            try await register.agreement(between: RegisterSamples.her(1), and: RegisterSamples.her(2))
        }
    }

    @Test("A party that is not there is asked for each time; one that is gone is forgotten") func absence() async throws
    {
        let her = try RegisterSamples.her(90_200)
        #expect(try await register.party(her) == nil)
        try await upstream.set(RegisterSamples.party(90_200))
        #expect(try await register.party(her) != nil)
        await upstream.remove(her)
        clock.advance(hours: 13)
        #expect(try await register.party(her) == nil)
        await upstream.set(down: true)
        await #expect(throws: RegisterError.self) { try await register.party(her) }
    }

    @Test("Agreements and whole organisations are remembered too, from either side") func others() async throws {
        let (one, other) = (try RegisterSamples.her(1), try RegisterSamples.her(2))
        #expect(try await register.agreement(between: one, and: other)?.xml == [1])
        #expect(try await register.agreement(between: other, and: one)?.xml == [1])
        for _ in 0..<2 {
            #expect(try await register.parties(organisation: SyntheticOrganisations.hospital.number).count == 1)
        }
        #expect(await upstream.questions == 2)
        await register.forget()
        _ = try await register.agreement(between: one, and: other)
        #expect(await upstream.questions == 3)
    }

    @Test("Of equal questions at one time one is asked") func coalesced() async throws {
        let her = try RegisterSamples.her(90_100)
        try await withThrowingTaskGroup(of: CommunicationParty?.self) { group in
            for _ in 0..<20 { group.addTask { try await register.party(her) } }
            for try await party in group { #expect(party != nil) }
        }
        #expect(await upstream.questions == 1)
    }

    @Test("Whoever waits for another's answer gets one although the other is cancelled") func cancelled() async throws {
        let upstream = HeldRegister(try RegisterSamples.party(90_100))
        let register = CachingRegister(upstream) { RegisterSamples.now }
        let her = try RegisterSamples.her(90_100)
        let first = Task { try await register.party(her) }
        await upstream.isAsked()
        let second = Task { try await register.party(her) }
        first.cancel()
        await upstream.goOn()
        #expect(try await second.value != nil)
        await #expect(throws: RegisterError.self) { try await first.value }
        #expect(try await register.party(her) != nil, "what the second got is remembered")
    }

    @Test("No configuration makes an answer fresh for more than 12 hours") func ages() {
        #expect(CachingRegister.Ages(fresh: 1e9, usable: 0).fresh == 12 * 3_600)
        #expect(CachingRegister.Ages(fresh: 1e9, usable: 0).usable == 12 * 3_600)
    }
}

/// A register whose first answer is held back until it is told to go on, and fails when the question is cancelled.
private actor HeldRegister: AddressRegister {
    private let known: CommunicationParty
    private var isFirst = true
    private var asked: CheckedContinuation<Void, Never>?
    private var held: CheckedContinuation<Void, Never>?

    init(_ known: CommunicationParty) { self.known = known }

    /// Returns once the first question is held.
    func isAsked() async { if held == nil { await withCheckedContinuation { asked = $0 } } }

    func goOn() { held?.resume() }

    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        if isFirst {
            isFirst = false
            await withCheckedContinuation { continuation in
                held = continuation
                asked?.resume()
            }
        }
        if Task.isCancelled { throw RegisterError(.unavailable) }
        return known
    }

    func agreement(between one: HERId, and other: HERId) -> RegisteredAgreement? { nil }
    func parties(organisation: OrganisationNumber) -> [CommunicationParty] { [known] }
    func search(_ text: String, limit: Int) -> [CommunicationParty] { [] }
}
