import Foundation
import NationalIdentity
import SealedSubmission
import Trustee

/// Pseudonyms for a population that the trustee has never seen.
struct VaultStage {
    let ground: ReportGround
    let persons: Int

    /// Persons asked for at once, as for a part of a submission.
    private static let batch = 131_072

    func run() async throws -> StageFigures {
        var figures = StageFigures()
        let store = try await TrusteeStore.open(directory: ground.path("vault"), masterKey: ground.masterKey(.trustee))
        guard let register = RegisterName("iplos") else { throw BenchError("no register") }
        let vault = try await store.vault(for: register)
        var population = Population()
        var left = persons
        while left > 0 {
            let batch = population.next(min(left, Self.batch))
            left -= batch.count
            _ = try await figures.step("pseudonyms \(left)") { try await vault.pseudonyms(for: batch) }
        }
        let stored = try await vault.count()
        guard stored == persons else { throw BenchError("\(stored) pseudonyms for \(persons) persons") }
        return figures
    }
}

/// Invented identity numbers, no two alike: month + 80, day by day and number by number.
private struct Population {
    private var day = 0
    private var individual = 0

    mutating func next(_ count: Int) -> [NationalIdentity] {
        var found: [NationalIdentity] = []
        found.reserveCapacity(count)
        while found.count < count {
            if let identity = number() { found.append(identity) }
            individual += 1
            if individual == 500 { (day, individual) = (day + 1, 0) }
        }
        return found
    }

    /// Born in the 1900s: individual numbers from 000 to 499; nil where no check digits fit.
    private func number() -> NationalIdentity? {
        let (year, month, date) = (40 + day / 336 % 60, day / 28 % 12 + 1, day % 28 + 1)
        var digits = [
            date / 10, date % 10, (month + 80) / 10, (month + 80) % 10, year / 10, year % 10, individual / 100,
            individual / 10 % 10, individual % 10,
        ]
        for weights in [[3, 7, 6, 1, 8, 9, 4, 5, 2], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]] {
            let check = (11 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
            guard check < 10 else { return nil }
            digits.append(check)
        }
        return try? NationalIdentity(digits.map { UInt8(48 + $0) }, in: .test)
    }
}
