import Identifiers
import Settings

/// The exchange over HTTP of a configuration.
extension ConfigurationReading {
    func partnerHTTP() -> PartnerHTTPSettings? {
        guard let reader = top.map("partnerHTTP") else { return nil }
        reader.allow(only: ["listen", "client"])
        let client = reader.map("client").map(partnerHTTPClient) ?? PartnerHTTPClientSettings()
        guard let listen = reader.map("listen") else { return PartnerHTTPSettings(listen: nil, client: client) }
        guard let listener = partnerHTTPListener(listen) else { return nil }
        return PartnerHTTPSettings(listen: listener, client: client)
    }

    private func partnerHTTPListener(_ reader: SettingReader) -> PartnerHTTPListenerSettings? {
        reader.allow(only: [
            "host", "port", "certificateChain", "privateKey", "clientRoots", "clientCertificate", "maximumMegabytes",
            "maximumMegabytesAtOnce", "connections", "answerSeconds",
        ])
        let host = reader.requiredText("host")
        let port = reader.number("port", in: 0...65535) ?? 8443
        let pair = keyPair(reader)
        let roots = reader.text("clientRoots").map(path)
        let demand = reader.word("clientCertificate", ClientCertificateDemand.self)
        if roots == nil, let text = reader.text("clientCertificate") {
            reader.report(text.place, "clientCertificate", "Without `clientRoots` no client certificate is asked for.")
        }
        let largest = reader.number("maximumMegabytes", in: 1...1000) ?? 70
        let atOnce = reader.number("maximumMegabytesAtOnce", in: 1...100_000) ?? 280
        if atOnce < largest {
            reader.report(
                reader.text("maximumMegabytesAtOnce")?.place ?? reader.place, "maximumMegabytesAtOnce",
                "A message of `maximumMegabytes` would never be taken.")
        }
        let connections = reader.number("connections", in: 1...100_000) ?? 512
        let seconds = reader.number("answerSeconds", in: 1...50) ?? 20
        guard let host else { return nil }
        if pair == nil, !Loopback.contains(host.value) {
            reader.report(
                host.place, "host",
                "Without `certificateChain` and `privateKey` only this machine itself can be listened to.")
            return nil
        }
        if pair == nil, roots != nil {
            reader.report(reader.place, "clientRoots", "Client certificates are shown over TLS only.")
        }
        return PartnerHTTPListenerSettings(
            host: host.value, port: port, certificateChain: pair?.chain, privateKey: pair?.key, clientRoots: roots,
            clientCertificate: demand ?? .required, maximumMegabytes: largest, maximumMegabytesAtOnce: atOnce,
            connections: connections, answerSeconds: seconds)
    }

    private func partnerHTTPClient(_ reader: SettingReader) -> PartnerHTTPClientSettings {
        reader.allow(only: ["trustRoots", "certificateChain", "privateKey", "timeoutSeconds"])
        let pair = keyPair(reader)
        return PartnerHTTPClientSettings(
            trustRoots: reader.text("trustRoots").map(path), certificateChain: pair?.chain, privateKey: pair?.key,
            timeoutSeconds: reader.number("timeoutSeconds", in: 1...600) ?? 120)
    }

    /// Both files or none.
    private func keyPair(_ reader: SettingReader) -> (chain: String, key: String)? {
        let (chain, key) = (reader.text("certificateChain"), reader.text("privateKey"))
        if let chain, key == nil {
            reader.report(chain.place, "certificateChain", "With a `certificateChain` there must be a `privateKey`.")
        }
        if let key, chain == nil {
            reader.report(key.place, "privateKey", "With a `privateKey` there must be a `certificateChain`.")
        }
        guard let chain, let key else { return nil }
        return (path(chain), path(key))
    }

    /// Reports a certificate or key without the other, and clients' roots without a certificate.
    func checkPair(_ reader: SettingReader, certificate: String?, key: String?, clientRoots: String? = nil) {
        if (certificate == nil) != (key == nil) {
            reader.report(reader.place, "certificate", "`certificate` and `key` belong together; one is missing.")
        }
        if clientRoots != nil, certificate == nil {
            reader.report(reader.place, "clientRoots", "Clients can show certificates only where `certificate` is set.")
        }
    }
}
