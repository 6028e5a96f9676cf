import Identifiers
import SQLiteAccess
import SealedSubmission

extension RegisterStore {
    /// From so many municipalities in a year nobody gets services.
    private static let tooManyMunicipalities = 5

    /// The ordinals of each person that a submission has more than once, in the order of their first ordinals.
    func doubles(in submission: Submission) throws -> [[Int]] {
        try database.read { connection in
            let found = try connection.all(
                """
                SELECT r.person, r.ordinal FROM records r
                WHERE r.submission = ? AND r.person IN (
                    SELECT person FROM records WHERE submission = ? AND person IS NOT NULL
                    GROUP BY person HAVING count(*) > 1)
                ORDER BY r.ordinal
                """,
                [submission.key, submission.key]
            ) { (person: try $0.required($0.bytes(0)), ordinal: try $0.required($0.count(1))) }
            return Dictionary(grouping: found, by: \.person).values.map { $0.map(\.ordinal) }
                .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        }
    }

    /// The ordinals of persons whom very many municipalities have reported in the year: most probably invented ones.
    ///
    /// That a neighbour has reported a person too is no fault and is told to nobody.
    func widespread(in submission: Submission) throws -> [Int] {
        try database.read {
            try $0.all(
                """
                SELECT r.ordinal FROM records r
                WHERE r.submission = ? AND r.person IS NOT NULL AND (
                    SELECT count(DISTINCT s.municipality) FROM records o JOIN submissions s ON s.key = o.submission
                    WHERE o.person = r.person AND s.year = ? AND (s.kind = 'test') = ?) >= ?
                ORDER BY r.ordinal
                """,
                [submission.key, submission.year, submission.kind == .test, Self.tooManyMunicipalities]
            ) { try $0.required($0.count(0)) }
        }
    }
}
