public import HTTPListening
import Settings

/// Where record systems reach the API, and how the line to it is protected.
public struct RecordSystemAPISettings: Sendable, Equatable, Encodable {
    /// The interface it listens on: an IP address of this machine, or `localhost`.
    public var host: String
    public var port: Int
    /// PEM: the server's certificate and those between it and its root; nil for plain HTTP, on this machine only.
    public var certificate: String?
    /// PEM: the key of the certificate.
    public var key: String?
    /// PEM: roots of clients' certificates; nil when none are asked for.
    public var clientRoots: String?
    /// Whether a client must show a certificate, or may.
    public var clientCertificates: ClientCertificates
    /// The base address as record systems know it, when a proxy or name stands before `host` and `port`.
    public var address: String?
    /// Where partners find our certificates: host and base of their issuer's directory.
    public var certificateDirectory: String?

    public enum ClientCertificates: String, Sendable, CaseIterable, Encodable { case optional, required }

    /// The base address to call.
    public var baseAddress: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return address ?? "\(certificate == nil ? "http" : "https")://\(name):\(port)"
    }

    /// As the listener takes it.
    public var listener: HTTPListenerSettings {
        var tls: HTTPListenerTLS?
        if let certificate, let key {
            let clients: HTTPListenerTLS.ClientCertificates =
                switch (clientRoots, clientCertificates) {
                case (nil, _): .none
                case (let roots?, .optional): .optional(rootsFile: roots)
                case (let roots?, .required): .required(rootsFile: roots)
                }
            tls = HTTPListenerTLS(certificateChainFile: certificate, privateKeyFile: key, clients: clients)
        }
        return HTTPListenerSettings(host: host, port: port, tls: tls)
    }
}

extension ConfigurationReading {
    func recordSystemAPI() -> RecordSystemAPISettings? {
        guard let reader = top.map("recordSystemAPI") else { return nil }
        reader.allow(only: [
            "host", "port", "certificate", "key", "clientRoots", "clientCertificates", "address",
            "certificateDirectory",
        ])
        let host = reader.requiredText("host")
        let settings = RecordSystemAPISettings(
            host: host?.value ?? "", port: reader.number("port", in: 0...65_535) ?? 8380,
            certificate: reader.text("certificate").map(path), key: reader.text("key").map(path),
            clientRoots: reader.text("clientRoots").map(path),
            clientCertificates: reader.word("clientCertificates", RecordSystemAPISettings.ClientCertificates.self)
                ?? .optional,
            address: address(reader), certificateDirectory: reader.text("certificateDirectory")?.value)
        checkPair(reader, certificate: settings.certificate, key: settings.key, clientRoots: settings.clientRoots)
        if let host, (try? settings.listener.check()) == nil {
            reader.report(
                host.place, "host",
                "Plain HTTP is served on this machine only (127.0.0.1, ::1 or localhost). Set `certificate` and `key`.")
        }
        return host == nil ? nil : settings
    }

    private func address(_ reader: SettingReader) -> String? {
        guard let text = reader.text("address") else { return nil }
        guard text.value.hasPrefix("https://") || text.value.hasPrefix("http://"), !text.value.hasSuffix("/") else {
            reader.report(text.place, "address", "Here `https://HOST` or `https://HOST/PATH` is needed.")
            return nil
        }
        return text.value
    }
}
