import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("What a submission counts as")
struct SeasonTests {
    private static let identities = SyntheticNumbers.digits(2)

    /// 15 January 2017, 24:00 in Oslo.
    private static let deadline = Date(timeIntervalSince1970: 1_484_521_200)

    @Test("I-003 one second before the end of the last day is ordinary, the next one is late")
    func lastSecond() async throws {
        #expect(try await tag(at: Self.deadline - 0.1) == .ordinary)
        #expect(try await tag(at: Self.deadline) == .late)
    }

    @Test("I-004 before the season and after it nothing but tests is taken, with the phase as the reason")
    func closed() async throws {
        let early = Self.deadline - 14 * 86_400 - 1
        #expect(try await tag(at: early + 1) == .ordinary)
        #expect(try await tag(at: early, kind: .test) == .test)
        let june = Self.deadline + 150 * 86_400
        #expect(try await tag(at: june, kind: .test) == .test)
        for moment in [early, june] {
            let outcome = try await send(at: moment)
            guard case .refused(.season(let phase)) = outcome else { throw Crash() }
            #expect(!phase.takesSubmissions)
        }
    }

    @Test("I-004 the end of the upload decides, not its beginning")
    func arrival() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        _ = try await intake.begin(
            sealed.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Self.deadline - 60)
        _ = try await sealed.send(to: intake, now: Self.deadline + 60)
        #expect(try await store.status(for: Stage.admission(), now: Stage.now, round: .morning).map(\.tag) == [.late])
    }

    @Test("I-004 after the last day who has submitted before corrects; a test before makes nobody so")
    func correction() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let wishes: [(SubmissionKind, Int, Date)] = [
            (.test, 9, Self.deadline - 100), (.ordinary, 1, Self.deadline + 10), (.correction, 1, Self.deadline + 20),
            (.test, 10, Self.deadline + 30),
        ]
        for (kind, sequence, moment) in wishes {
            let wish = SealedByMunicipality.Wish(kind: kind, sequence: sequence)
            let sealed = try SealedByMunicipality(Self.identities, stage, wish)
            guard case .received = try await sealed.send(to: intake, now: moment) else { throw Crash() }
        }
        let status = try await store.status(for: Stage.admission(), now: Stage.now, round: .morning).sorted {
            $0.arrivedAt! < $1.arrivedAt!
        }
        #expect(status.map(\.tag) == [.test, .late, .correction, .test])
    }

    @Test("T-128 a replayed older number is refused by name, also when it was begun before; a test outranks nothing")
    func sequences() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        func sealed(_ sequence: Int, _ kind: SubmissionKind = .ordinary) throws -> SealedByMunicipality {
            try SealedByMunicipality(
                Self.identities, stage, SealedByMunicipality.Wish(kind: kind, sequence: sequence))
        }
        guard case .received = try await sealed(50, .test).send(to: intake) else { throw Crash() }
        let second = try sealed(2)
        _ = try await intake.begin(
            second.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        guard case .received = try await sealed(3).send(to: intake) else { throw Crash() }
        #expect(try await second.send(to: intake) == .refused(.sequenceNotAbove(3)))
        #expect(try await sealed(3).send(to: intake) == .refused(.sequenceNotAbove(3)))
        #expect(try await sealed(1).send(to: intake) == .refused(.sequenceNotAbove(3)))
        guard case .received = try await sealed(4).send(to: intake) else { throw Crash() }
        let sender = Stage.admission()
        #expect(try await store.highestSequence(for: sender, year: Stage.year, kind: .ordinary) == 4)
        #expect(try await store.highestSequence(for: sender, year: Stage.year, kind: .test) == 50)
        #expect(try await store.highestSequence(for: sender, year: Stage.year, kind: .correction) == 0)
    }

    @Test("I-034 a clock that is set back makes no arrival earlier than the one before")
    func monotonic() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        for (sequence, moment) in [(1, Stage.now), (2, Stage.now - 7_200)] {
            let wish = SealedByMunicipality.Wish(sequence: sequence)
            _ = try await SealedByMunicipality(Self.identities, stage, wish).send(to: intake, now: moment)
        }
        #expect(
            try await store.status(for: Stage.admission(), now: Stage.now, round: .morning).map(\.arrivedAt) == [
                Stage.now, Stage.now,
            ])
    }

    private func tag(at moment: Date, kind: SubmissionKind = .ordinary) async throws -> ReceiptKind? {
        let outcome = try await send(at: moment, kind: kind)
        guard case .received(let receipt) = outcome else { throw Crash() }
        let stage = try Stage()
        return try stage.signers.open(receipt, as: SubmissionReceipt.self).document.kind
    }

    private func send(at moment: Date, kind: SubmissionKind = .ordinary) async throws -> CompleteOutcome {
        let stage = try Stage()
        let store = try await stage.filled()
        let sealed = try SealedByMunicipality(
            Self.identities, stage, SealedByMunicipality.Wish(kind: kind))
        return try await sealed.send(to: stage.intake(store), now: moment)
    }
}
