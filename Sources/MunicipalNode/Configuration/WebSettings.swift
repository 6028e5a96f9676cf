public import HTTPListening
import Settings
public import Web

/// Where the pages for people are reached with a browser in the secure zone, and how the line to them is protected.
public struct WebSettings: Sendable, Equatable, Encodable {
    /// The interface it listens on: an IP address of this machine, or `localhost`.
    public var host: String
    public var port: Int
    /// PEM: the server's certificate and those between it and its root; nil for plain HTTP, on this machine only.
    public var certificate: String?
    /// PEM: the key of the certificate.
    public var key: String?
    /// The address as browsers know it, when a proxy or name stands before `host` and `port`.
    public var address: String?
    /// A directory with one of each tenant's name in it, where extracts lie ready; nil when none do.
    public var extracts: String?
    /// A directory with one of each tenant's name in it, where mappings lie that an extract can be made by; nil when none
    /// do.
    public var mappings: String?
    /// Whom readers ask for help.
    public var contactMail: String?
    public var contactPhone: String?

    /// What links and cookies go by; nil when the address is none.
    public var origin: WebOrigin? {
        let name = host.contains(":") ? "[\(host)]" : host
        return WebOrigin(address ?? "\(certificate == nil ? "http" : "https")://\(name):\(port)")
    }

    /// As the listener takes it.
    public var listener: HTTPListenerSettings {
        var tls: HTTPListenerTLS?
        if let certificate, let key {
            tls = HTTPListenerTLS(certificateChainFile: certificate, privateKeyFile: key)
        }
        return HTTPListenerSettings(host: host, port: port, tls: tls)
    }
}

extension ConfigurationReading {
    func web() -> WebSettings? {
        guard let reader = top.map("web") else { return nil }
        reader.allow(only: [
            "host", "port", "certificate", "key", "address", "extracts", "mappings", "contactMail", "contactPhone",
        ])
        let host = reader.text("host")
        let settings = WebSettings(
            host: host?.value ?? "127.0.0.1", port: reader.number("port", in: 1...65_535) ?? 8390,
            certificate: reader.text("certificate").map(path), key: reader.text("key").map(path),
            address: reader.text("address")?.value, extracts: reader.text("extracts").map(path),
            mappings: reader.text("mappings").map(path),
            contactMail: reader.text("contactMail")?.value, contactPhone: reader.text("contactPhone")?.value)
        checkPair(reader, certificate: settings.certificate, key: settings.key)
        if (try? settings.listener.check()) == nil {
            reader.report(
                host?.place ?? reader.place, "host",
                "Plain HTTP is served on this machine only (127.0.0.1, ::1 or localhost). Set `certificate` and `key`.")
        } else if settings.origin == nil {
            reader.report(
                reader.text("address")?.place ?? reader.place, "address",
                "Here `https://HOST` or `https://HOST:PORT` is needed; `http://` on this machine only.")
        }
        return settings
    }
}
