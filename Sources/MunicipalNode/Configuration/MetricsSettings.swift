public import HTTPListening
import Settings

/// Where `/livez`, `/readyz` and `/metrics` are served, and how the line to them is protected.
public struct MetricsSettings: Sendable, Equatable, Encodable {
    /// The interface it listens on: an IP address of this machine, or `localhost`.
    public var host: String
    public var port: Int
    /// PEM: the server's certificate and those between it and its root; nil for plain HTTP.
    public var certificate: String?
    /// PEM: the key of the certificate.
    public var key: String?
    /// PEM: roots of clients' certificates, which are then required; nil when none are asked for.
    public var clientRoots: String?
    /// Whether plain HTTP is spoken to other machines too: names of tenants and numbers of messages can then be read by
    /// anybody on the way.
    public var plainHTTP: Bool

    /// As the listener takes it: small questions from few.
    public var listener: HTTPListenerSettings {
        var tls: HTTPListenerTLS?
        if let certificate, let key {
            tls = HTTPListenerTLS(
                certificateChainFile: certificate, privateKeyFile: key,
                clients: clientRoots.map { .required(rootsFile: $0) } ?? .none)
        }
        var settings = HTTPListenerSettings(
            host: host, port: port, tls: tls,
            limits: HTTPListenerLimits(headerBytes: 8_192, bodyBytes: 0, connections: 32, farewell: .seconds(2)))
        settings.isOpen = plainHTTP
        return settings
    }
}

extension ConfigurationReading {
    func metrics() -> MetricsSettings? {
        guard let reader = top.map("metrics") else { return nil }
        reader.allow(only: ["host", "port", "certificate", "key", "clientRoots", "plainHTTP"])
        let host = reader.text("host")
        let settings = MetricsSettings(
            host: host?.value ?? "127.0.0.1", port: reader.number("port", in: 0...65_535) ?? 9480,
            certificate: reader.text("certificate").map(path), key: reader.text("key").map(path),
            clientRoots: reader.text("clientRoots").map(path), plainHTTP: reader.truth("plainHTTP", usual: false))
        checkPair(reader, certificate: settings.certificate, key: settings.key, clientRoots: settings.clientRoots)
        if settings.plainHTTP, settings.certificate != nil {
            reader.report(
                reader.place, "plainHTTP", "With `certificate`, HTTPS is spoken; take one of the two away.")
        }
        if (try? settings.listener.check()) == nil {
            reader.report(
                host?.place ?? reader.place, "host",
                "Plain HTTP is served on this machine only (127.0.0.1, ::1 or localhost). Set `certificate` and `key`, or "
                    + "`plainHTTP: true` where everybody on the network may know the tenants and how much they send.")
        }
        return settings
    }
}
