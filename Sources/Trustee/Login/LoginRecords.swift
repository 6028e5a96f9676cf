import Foundation
import Identifiers
import SQLiteAccess

/// The stored counters of wrong PINs.
enum LoginRecords {
    static func counter(
        _ municipality: MunicipalityNumber?, season: Int, in connection: Connection
    ) throws -> LoginCounter {
        guard let municipality else { return LoginCounter() }
        return try connection.first(
            "SELECT wrong, in_a_row, last_wrong FROM login_counters WHERE municipality = ? AND season = ?",
            [municipality.digits, season]
        ) { row in
            LoginCounter(
                wrong: Int(try row.required(row.integer(0))), inARow: Int(try row.required(row.integer(1))),
                lastWrong: try row.required(row.date(2)))
        } ?? LoginCounter()
    }

    /// What is no municipality's number is counted only by the hour.
    static func put(
        _ counter: LoginCounter, _ municipality: MunicipalityNumber?, season: Int, in connection: Connection
    ) throws {
        guard let municipality else { return }
        try connection.run(
            """
            INSERT INTO login_counters (municipality, season, wrong, in_a_row, last_wrong) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (municipality, season) DO UPDATE
            SET wrong = excluded.wrong, in_a_row = excluded.in_a_row, last_wrong = excluded.last_wrong
            """,
            [municipality.digits, season, counter.wrong, counter.inARow, counter.lastWrong])
    }

    static func hour(of now: Date) -> Int64 { Int64((now.timeIntervalSince1970 / 3_600).rounded(.down)) }

    static func wrong(inHour hour: Int64, in connection: Connection) throws -> Int {
        try connection.first("SELECT wrong FROM login_hours WHERE hour = ?", [hour]) {
            Int(try $0.required($0.integer(0)))
        } ?? 0
    }

    /// Keeps this hour's count and forgets those of days ago.
    static func put(wrong: Int, inHour hour: Int64, in connection: Connection) throws {
        try connection.run("DELETE FROM login_hours WHERE hour < ?", [hour - 48])
        try connection.run(
            "INSERT INTO login_hours (hour, wrong) VALUES (?, ?) ON CONFLICT (hour) DO UPDATE SET wrong = excluded.wrong",
            [hour, wrong])
    }
}
