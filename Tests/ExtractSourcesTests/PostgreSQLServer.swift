import ExtractSources
import Foundation
import Synchronization
import TestSupport
import Testing

/// A real PostgreSQL of a test's own: a fresh cluster in a new folder, on a Unix socket and, if wanted, on a free port of
/// loopback with TLS. It refuses to run as root, so that the user `postgres` runs it where the test does.
final class PostgreSQLServer: Sendable {
    let directory: String
    let port: UInt16
    private let wasRoot: Bool

    static var programs: String {
        let folder = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return "\(folder)/\(versions.compactMap { Int($0) }.max() ?? 0)/bin"
    }

    /// - Parameter certificate: PEM files of the server's certificate and key; TLS is on when they are given.
    init(certificate: (chain: [UInt8], key: [UInt8])? = nil) async throws {
        wasRoot = getuid() == 0
        directory = "/tmp/budstikke-pg-\(UUID().uuidString.prefix(8).lowercased())"
        port = try LoopbackListener().port
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        if wasRoot { try await run("chown", ["postgres", directory], asOwner: false) }
        // The owner's password is asked for on TCP, never on the socket.
        try await run("sh", ["-c", "umask 077; printf 'hemmelig-proeve' > \(directory)/first"])
        try await run(
            "\(Self.programs)/initdb",
            [
                "-D", "\(directory)/data", "-U", "owner", "-A", "trust", "--auth-host=scram-sha-256",
                "--pwfile=\(directory)/first", "-E", "UTF8", "--locale=C", "--no-sync",
            ])
        var settings = ["-c unix_socket_directories=\(directory)", "-c listen_addresses=127.0.0.1", "-c fsync=off"]
        if let certificate {
            try await write(certificate.chain, to: "server.crt")
            try await write(certificate.key, to: "server.key")
            settings += [
                "-c ssl=on", "-c ssl_cert_file=\(directory)/server.crt", "-c ssl_key_file=\(directory)/server.key",
            ]
        }
        try await run(
            "\(Self.programs)/pg_ctl",
            [
                "-D", "\(directory)/data", "-l", "\(directory)/log", "-w", "-o",
                "-p \(port) \(settings.joined(separator: " "))", "start",
            ])
    }

    func stop() async throws {
        try await run("\(Self.programs)/pg_ctl", ["-D", "\(directory)/data", "-m", "immediate", "-w", "stop"])
        try await run("rm", ["-rf", directory])
    }

    /// How our own reader comes in, over the socket.
    var settings: PostgreSQLSettings {
        PostgreSQLSettings(host: directory, port: Int(port), database: "postgres", user: "owner")
    }

    func source(_ settings: PostgreSQLSettings? = nil) throws -> PostgreSQLSource {
        try PostgreSQLSource(
            settings ?? self.settings, parameters: .init(year: 2016, municipality: "9901", district: "00"),
            environment: [:])
    }

    /// Runs SQL as PostgreSQL's own client does.
    @discardableResult
    func psql(_ sql: String) async throws -> String {
        let file = "\(directory)/sql-\(UUID().uuidString.prefix(8))"
        try await write(Array(sql.utf8), to: String(file.dropFirst(directory.count + 1)))
        return try await run(
            "psql",
            [
                "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", directory, "-p", "\(port)", "-U", "owner", "-d",
                "postgres", "-f", file,
            ])
    }

    private func write(_ octets: [UInt8], to name: String) async throws {
        let path = "\(directory)/\(name)"
        try Data(octets).write(to: URL(filePath: path))
        chmod(path, 0o600)
        if wasRoot { try await run("chown", ["postgres", path], asOwner: false) }
    }

    @discardableResult
    private func run(_ program: String, _ arguments: [String], asOwner: Bool = true) async throws -> String {
        // What is started lives on with its outputs: they must not be ours.
        let words =
            wasRoot && asOwner
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program] + arguments
            : [program] + arguments
        let out = "\(directory)/out-\(UUID().uuidString.prefix(8))"
        let outcome = try await Command.run(
            "sh", ["-c", #"out=$0; exec "$@" < /dev/null > "$out" 2>&1"#, out] + words)
        let text = String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self)
        try? FileManager.default.removeItem(atPath: out)
        try #require(outcome.status == 0, "\(program): \(text)")
        return text
    }
}

/// Starts a server, runs a test, and stops the server whatever came of it.
func withPostgreSQL(
    certificate: (chain: [UInt8], key: [UInt8])? = nil, _ test: (PostgreSQLServer) async throws -> Void
) async throws {
    let server = try await PostgreSQLServer(certificate: certificate)
    do { try await test(server) } catch {
        try await server.stop()
        throw error
    }
    try await server.stop()
}
