/// What is different in a configuration that has been read anew, and which of it can take effect at once.
struct ConfigurationChange: Sendable, Equatable {
    /// The settings that differ and take effect now, by name, in the order of the file.
    let effective: [String]
    /// The settings that differ and have no effect before a restart.
    let needRestart: [String]
    /// The new configuration, with the old values of what needs a restart.
    let configuration: Configuration

    /// - Parameters:
    ///   - old: the one in effect.
    ///   - new: the one that was read.
    init(from old: Configuration, to new: Configuration) {
        var kept = new
        // Locked, opened, or shared out when the process started.
        kept.dataDirectory = old.dataDirectory
        kept.masterKeyFile = old.masterKeyFile
        kept.controlSocket = old.controlSocket
        kept.workers = old.workers
        kept.recordSystemAPI = old.recordSystemAPI
        kept.web = old.web
        kept.metrics = old.metrics
        if kept.partnerHTTP?.listen != old.partnerHTTP?.listen {
            kept.partnerHTTP = kept.partnerHTTP ?? PartnerHTTPSettings(listen: nil, client: .init())
            kept.partnerHTTP?.listen = old.partnerHTTP?.listen
        }
        configuration = kept
        needRestart = Self.differences(kept, new)
        effective = Self.differences(old, kept)
    }

    private static func differences(_ one: Configuration, _ other: Configuration) -> [String] {
        let pairs: [(String, Bool)] = [
            ("dataDirectory", one.dataDirectory == other.dataDirectory),
            ("masterKeyFile", one.masterKeyFile == other.masterKeyFile),
            ("controlSocket", one.controlSocket == other.controlSocket),
            ("allowedHosts", one.allowedHosts == other.allowedHosts),
            ("trustStore", one.trustStore == other.trustStore),
            ("revocation", one.revocation == other.revocation),
            ("addressRegister", one.addressRegister == other.addressRegister),
            ("schemaPack", one.schemaPack == other.schemaPack),
            ("mailServers", one.mailServers == other.mailServers),
            ("mailboxes", one.mailboxes == other.mailboxes),
            ("recordSystemAPI", one.recordSystemAPI == other.recordSystemAPI),
            ("partnerHTTP", one.partnerHTTP == other.partnerHTTP),
            ("reporting", one.reporting == other.reporting),
            ("web", one.web == other.web),
            ("metrics", one.metrics == other.metrics),
            ("stageDomains", one.stageDomains == other.stageDomains),
            ("workers", one.workers == other.workers),
            ("language", one.language == other.language),
            ("logLevel", one.logLevel == other.logLevel),
            ("helloName", one.helloName == other.helloName),
            ("productName", one.productName == other.productName),
            ("productVersion", one.productVersion == other.productVersion),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}
