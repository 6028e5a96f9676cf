/// A PostgreSQL database, read in one transaction that cannot write and sees one state of everything.
///
/// Each query is run through a cursor, so that rows come a few thousand at a time. The grammar of a cursor takes one
/// statement that selects and nothing else.
public final class PostgreSQLSource: RecordSource {
    private static let rowsAtATime = 2_000
    private let connection: PostgreSQLConnection
    private let parameters: SourceParameters

    /// Connects and begins the transaction.
    ///
    /// - Throws: ``SourceFault``.
    public init(
        _ settings: PostgreSQLSettings, parameters: SourceParameters, environment: [String: String]
    ) throws(SourceFault) {
        self.parameters = parameters
        connection = try PostgreSQLConnection(settings, environment: environment)
        for statement in [
            "SET default_transaction_read_only = on", "SET statement_timeout = '\(settings.statementTimeoutSeconds)s'",
            "SET DateStyle = 'ISO, YMD'", "SET IntervalStyle = 'iso_8601'", "SET extra_float_digits = 0",
            // All rows will be fetched.
            "SET cursor_tuple_fraction = 1",
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            // The first query fixes the state that is seen, and that the transaction only reads.
            "SELECT 1",
        ] { _ = try connection.ask(statement) }
    }

    public func read(
        _ table: SourceTable, columns: ([String]) throws -> Void, row give: (SourceRow) throws -> Void
    ) throws {
        guard case .query(let text) = table else {
            throw SourceFault(.queryRefused, "A database has queries and no files.")
        }
        // A query that fails would otherwise end the transaction, and the state that all see.
        _ = try connection.ask("SAVEPOINT before_query")
        do {
            try declare(text)
            try fetch(columns, give)
            _ = try connection.ask("CLOSE extract")
        } catch {
            _ = try? connection.ask("ROLLBACK TO SAVEPOINT before_query")
            throw error
        }
    }

    private func declare(_ text: String) throws {
        try ReadingStatement.check(text)
        let numbered = NumberedParameters(text)
        let values = try numbered.names.map { name in
            guard let value = parameters[name] else {
                throw SourceFault(
                    .queryRefused,
                    "The query asks for :\(name). There are :\(parameters.names.joined(separator: ", :")).")
            }
            return value
        }
        _ = try connection.ask("DECLARE extract NO SCROLL CURSOR FOR \(numbered.text)", values)
    }

    private func fetch(
        _ columns: ([String]) throws -> Void, _ give: (SourceRow) throws -> Void
    ) throws {
        var row = SourceRow()
        var number = 0
        while true {
            let result = try connection.ask("FETCH FORWARD \(Self.rowsAtATime) FROM extract")
            if number == 0 { try columns(result.columns) }
            for index in 0..<result.rowCount {
                number += 1
                row.begin(number: number)
                result.copy(index, into: &row)
                try give(row)
            }
            if result.rowCount < Self.rowsAtATime { return }
        }
    }
}
