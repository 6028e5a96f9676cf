import CLibPQ
import Glibc

/// A connection of libpq: asks, and gives back a result or a fault without values of the database in it.
final class PostgreSQLConnection {
    private let handle: OpaquePointer
    private let timeoutSeconds: Int

    /// Connects and checks the way there.
    ///
    /// - Parameter environment: libpq reads it too; an address there would make `host` mean nothing.
    init(_ settings: PostgreSQLSettings, environment: [String: String]) throws(SourceFault) {
        guard environment["PGHOSTADDR"] == nil else {
            throw SourceFault(.notSafe, "PGHOSTADDR is set: the server's name must come from `host`, to be proved.")
        }
        var parameters = settings.parameters
        if let password = try settings.password() { parameters.append(("password", password)) }
        timeoutSeconds = settings.statementTimeoutSeconds
        guard let handle = Self.connect(parameters) else {
            throw SourceFault(.notConnected, "There is no memory for a connection.")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            // Names of hosts, users and databases: nothing that was read.
            throw SourceFault(.notConnected, Self.line(String(cString: PQerrorMessage(handle))))
        }
        let host = PQhost(handle).map { String(cString: $0) } ?? ""
        let address = PQhostaddr(handle).map { String(cString: $0) } ?? ""
        guard PQsslInUse(handle) == 1 || host.hasPrefix("/") || PostgreSQLSettings.isLoopback(address) else {
            throw SourceFault(.notSafe, "The connection is not encrypted and leaves this machine.")
        }
    }

    deinit { PQfinish(handle) }

    /// Runs one statement.
    func ask(_ statement: String, _ values: [String] = []) throws(SourceFault) -> PostgreSQLResult {
        let pointers = values.map { UnsafePointer(strdup($0)) }
        defer { for pointer in pointers { free(UnsafeMutableRawPointer(mutating: pointer)) } }
        let pointer = PQexecParams(handle, statement, Int32(values.count), nil, pointers, nil, nil, 0)
        guard let pointer else { throw SourceFault(.interrupted, "The connection to the database was lost.") }
        let result = PostgreSQLResult(pointer)
        switch PQresultStatus(pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return result
        default: throw fault(result)
        }
    }

    private func fault(_ result: PostgreSQLResult) -> SourceFault {
        guard let state = result.diagnosis("C") else {
            return SourceFault(.interrupted, "The connection to the database was lost.")
        }
        if state == "57014" {
            return SourceFault(.tooSlow, "A step of the query took longer than \(timeoutSeconds) seconds.")
        }
        // Messages of these classes name columns, tables and users. Others may hold a value of a row.
        let isPlain = ["42", "25", "28", "3D", "53", "55", "57", "0A"].contains(state.prefix(2))
        let message = isPlain ? result.diagnosis("M").map(Self.line) ?? "" : "a value that it cannot work with"
        return SourceFault(.queryRefused, "The database refuses the query (SQLSTATE \(state)): \(message)")
    }

    /// The arrays that libpq takes end with a null.
    private static func connect(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
        var keywords = parameters.map { UnsafePointer(strdup($0.keyword)) }
        var values = parameters.map { UnsafePointer(strdup($0.value)) }
        defer {
            for pointer in keywords + values {
                guard let pointer else { continue }
                let text = UnsafeMutablePointer(mutating: pointer)
                // One of them may be the password.
                explicit_bzero(text, strlen(text))
                free(text)
            }
        }
        keywords.append(nil)
        values.append(nil)
        return PQconnectdbParams(keywords, values, 0)
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }.joined(separator: " ")
    }
}

/// What a statement gave.
final class PostgreSQLResult {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    var rowCount: Int { Int(PQntuples(handle)) }

    var columns: [String] {
        (0..<PQnfields(handle)).map { column in PQfname(handle, column).map { String(cString: $0) } ?? "" }
    }

    /// Puts the values of a row, from 0, into `row`.
    func copy(_ index: Int, into row: inout SourceRow) {
        for column in 0..<PQnfields(handle) {
            if PQgetisnull(handle, Int32(index), column) == 1 {
                row.appendNull()
                continue
            }
            let length = Int(PQgetlength(handle, Int32(index), column))
            if let start = PQgetvalue(handle, Int32(index), column) {
                row.extend(UnsafeRawBufferPointer(start: start, count: length))
            }
            row.close()
        }
    }

    /// A field of the diagnosis, by libpq's letter for it.
    func diagnosis(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(handle, Int32(letter.value)).map { String(cString: $0) }
    }
}
