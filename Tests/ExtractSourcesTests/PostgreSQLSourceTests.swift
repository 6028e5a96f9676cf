import Certificates
import Cryptography
import ExtractSources
import Foundation
import TestSupport
import Testing

@Suite("Reading from PostgreSQL")
struct PostgreSQLSourceTests {
    /// All rows of a query, nil for null.
    private func rows(_ source: PostgreSQLSource, _ sql: String) throws -> [[String?]] {
        var rows: [[String?]] = []
        try source.read(.query(sql), columns: { _ in }) { row in
            rows.append((0..<row.count).map { row[$0].map { String(decoding: $0, as: UTF8.self) } })
        }
        return rows
    }

    private func fault(_ source: PostgreSQLSource, _ sql: String) -> SourceFault? {
        do {
            _ = try rows(source, sql)
            return nil
        } catch { return error as? SourceFault }
    }

    @Test("I-009 values, nulls, names and parameters come through, of more rows than come at a time")
    func reads() async throws {
        try await withPostgreSQL { server in
            let source = try server.source()
            #expect(
                try rows(source, "SELECT 1, NULL, 'Ærlig; ''x''', DATE '2016-02-29', true, 12.50::numeric(5,2)")
                    == [["1", nil, "Ærlig; 'x'", "2016-02-29", "t", "12.50"]])
            #expect(try rows(source, "SELECT n FROM generate_series(1, 4500) n").count == 4500)
            let asked = """
                -- :year in a comment, ':year' in a text and a cast are not parameters
                SELECT ':year', $x$:year$x$, :year::integer + 1, 2 WHERE DATE '2016-05-17' BETWEEN :first_day AND :last_day
                """
            #expect(try rows(source, asked) == [[":year", ":year", "2017", "2"]])
            var names: [String] = []
            try source.read(.query("SELECT 1 AS a, 2 AS \"B c\" WHERE false"), columns: { names = $0 }) { _ in }
            #expect(names == ["a", "B c"])
        }
    }

    @Test("I-009 the mapping can only read: whatever writes is refused, and nothing is written")
    func onlyReads() async throws {
        try await withPostgreSQL { server in
            try await server.psql(
                """
                CREATE TABLE t (a integer); INSERT INTO t VALUES (1); CREATE SEQUENCE s;
                CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'INSERT INTO t VALUES (2) RETURNING a';
                """)
            let source = try server.source()
            for sql in [
                "INSERT INTO t VALUES (3)", "DELETE FROM t", "SELECT f()", "SELECT nextval('s')",
                "SELECT 1; DELETE FROM t",
                "WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d", "SELECT a INTO u FROM t", "COMMIT",
                "SET TRANSACTION READ WRITE", "COPY t TO STDOUT", "SELECT a FROM t FOR UPDATE",
                "SELECT set_config('transaction_read_only', 'off', false)",
            ] {
                #expect(fault(source, sql)?.code == .queryRefused, "\(sql)")
            }
            // The transaction has outlived it all and still reads.
            #expect(try rows(source, "SELECT a FROM t") == [["1"]])
            #expect(try await server.psql("SELECT count(*) FROM t") == "1\n")
            #expect(fault(source, "SELECT f()")?.sentence.contains("25006") == true)
        }
    }

    @Test("all queries see one state, whatever is written meanwhile")
    func oneState() async throws {
        try await withPostgreSQL { server in
            try await server.psql("CREATE TABLE t (a integer); INSERT INTO t VALUES (1)")
            let source = try server.source()
            try await server.psql("INSERT INTO t VALUES (2)")
            #expect(try rows(source, "SELECT a FROM t") == [["1"]])
            #expect(try rows(try server.source(), "SELECT a FROM t").count == 2)
        }
    }

    @Test("a refusal names columns and no value, and says which parameters there are")
    func refusals() async throws {
        try await withPostgreSQL { server in
            let source = try server.source()
            #expect(fault(source, "SELECT fnr FROM nowhere")?.sentence.contains("nowhere") == true)
            let value = try #require(fault(source, "SELECT '01810112345x'::integer"))
            #expect(value.sentence.contains("22P02") && !value.sentence.contains("018101"))
            #expect(fault(source, "SELECT :yaer")?.sentence.contains(":year") == true)
            var slow = server.settings
            slow.statementTimeoutSeconds = 1
            #expect(fault(try server.source(slow), "SELECT pg_sleep(30)")?.code == .tooSlow)
        }
    }

    /// Loopback in a spelling that is not taken for this machine, so that the proof is asked for.
    private static let remote = "0x7f000001"

    private func code(_ server: PostgreSQLServer, _ settings: PostgreSQLSettings) -> SourceFault.Code? {
        do {
            _ = try server.source(settings)
            return nil
        } catch { return (error as? SourceFault)?.code }
    }

    @Test("N-28 over the network the server is proved by certificate; a password comes from a file of its owner's only")
    func network() async throws {
        let now = Date()
        let scratch = try ScratchDirectory()
        let authority = try SyntheticAuthority(name: "Prøve", now: now)
        let identity = try authority.issueTransport("database", now: now)
        let key = Data(try identity.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        let pem = Array("-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----\n".utf8)
        let chain = identity.certificate.pem + authority.intermediates.flatMap(\.pem)
        try await withPostgreSQL(certificate: (chain, pem)) { server in
            let password = try scratch.write(Array("hemmelig-proeve\n".utf8), to: "password")
            var settings = PostgreSQLSettings(
                host: Self.remote, port: Int(server.port), database: "postgres", user: "owner")
            settings.passwordFile = password
            settings.rootCertificate = try scratch.write(authority.certificate.pem, to: "roots.pem")
            #expect(code(server, settings) == nil)
            let other = try SyntheticAuthority(name: "Annen", now: now)
            settings.rootCertificate = try scratch.write(other.certificate.pem, to: "others.pem")
            #expect(code(server, settings) == .notConnected)
            settings.rootCertificate = scratch.path("roots.pem")
            settings.passwordFile = try scratch.write(Array("feil\n".utf8), to: "wrong")
            #expect(code(server, settings) == .notConnected)
            settings.passwordFile = password
            chmod(password, 0o644)
            #expect(code(server, settings) == .notSafe)
            settings.passwordFile = scratch.path("gone")
            #expect(code(server, settings) == .sourceMissing)
        }
    }

    @Test("N-28 without TLS nothing but this machine is talked to")
    func withoutTLS() async throws {
        let scratch = try ScratchDirectory()
        try await withPostgreSQL { server in
            var settings = PostgreSQLSettings(
                host: Self.remote, port: Int(server.port), database: "postgres", user: "owner")
            settings.passwordFile = try scratch.write(Array("hemmelig-proeve\n".utf8), to: "password")
            #expect(code(server, settings) == .notConnected)
            settings.host = "127.0.0.1"
            #expect(code(server, settings) == nil)
        }
    }

    @Test("an address in the environment would make the name mean nothing, and is refused")
    func environment() {
        let settings = PostgreSQLSettings(host: "localhost", port: 1)
        let parameters = SourceParameters(year: 2016, municipality: "9901", district: "00")
        #expect(throws: SourceFault.self) {
            try PostgreSQLSource(settings, parameters: parameters, environment: ["PGHOSTADDR": "192.0.2.1"])
        }
    }
}
