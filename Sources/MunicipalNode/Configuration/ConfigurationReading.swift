import ControlSocket
import Foundation
import Identifiers
public import Settings

extension Configuration {
    /// The product's own name and version, where the configuration names no other.
    public static let product = (name: "Budstikke", version: "0.1.0")

    /// Reads the file and the environment.
    ///
    /// - Parameters:
    ///   - file: a path, absolute or relative to the working directory; relative paths inside count from its directory.
    ///   - environment: the process's environment; `BUDSTIKKE_…` override, `CREDENTIALS_DIRECTORY` may hold `master-key`.
    /// - Throws: `ConfigurationError` with every problem found.
    public static func load(file: String, environment: [String: String]) throws(ConfigurationError) -> Configuration {
        try source.load(file: file, environment: environment) { ConfigurationReading(top: $0).configuration() }
    }

    /// Reads the text of a configuration file; `file` is what problems name and relative paths count from.
    public static func read(
        yaml: String, file: String, environment: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        try source.read(yaml: yaml, file: file, environment: environment) {
            ConfigurationReading(top: $0).configuration()
        }
    }
}

/// One reading: from settings with places to a `Configuration`, in the order of the file.
struct ConfigurationReading {
    static let names = [
        "dataDirectory", "masterKeyFile", "controlSocket", "allowedHosts", "trustStore", "revocation",
        "addressRegister", "schemaPack", "mailServers", "mailboxes", "recordSystemAPI", "partnerHTTP", "reporting",
        "web", "metrics", "stageDomains", "workers", "language", "logLevel", "helloName", "productName",
        "productVersion",
    ]

    let top: SettingReader

    func configuration() -> Configuration? {
        top.allow(only: Self.names)
        let data = top.requiredText("dataDirectory").map(path)
        let key = top.masterKeyFile(outside: data)
        let socket = controlSocket(dataDirectory: data)
        let trustStore = top.requiredText("trustStore").map(path)
        let revocation = top.requiredMap("revocation").flatMap(revocation)
        let register = top.requiredMap("addressRegister").flatMap(addressRegister)
        let (servers, serverNames) = mailServers()
        let mailboxes = mailboxes(servers: serverNames)
        let allowed = (top.texts("allowedHosts") ?? []).map(\.value)
        checkAllowed(allowed)
        let language = top.word("language", InterfaceLanguage.self) ?? .nb
        guard let data, let key, let socket, let trustStore, let revocation, let register else { return nil }
        return Configuration(
            dataDirectory: data, masterKeyFile: key, controlSocket: socket, allowedHosts: allowed,
            trustStore: trustStore, revocation: revocation, addressRegister: register,
            schemaPack: top.text("schemaPack").map(path), mailServers: servers, mailboxes: mailboxes,
            recordSystemAPI: recordSystemAPI(), partnerHTTP: partnerHTTP(), reporting: reporting(), web: web(),
            metrics: metrics(), stageDomains: stageDomains(),
            workers: top.number("workers", in: 1...256) ?? 32,
            language: language.rawValue, logLevel: top.word("logLevel", LogLevel.self) ?? .info,
            helloName: top.text("helloName")?.value,
            productName: top.text("productName")?.value ?? Configuration.product.name,
            productVersion: top.text("productVersion")?.value ?? Configuration.product.version)
    }

    func path(_ text: Located<String>) -> String { top.path(text.value) }

    private func controlSocket(dataDirectory: String?) -> String? {
        let text = top.text("controlSocket")
        guard let socket = text.map(path) ?? dataDirectory.map({ $0 + "/control/socket" }) else { return nil }
        if socket.utf8.count > ControlSocket.maximumPathBytes {
            top.report(
                text?.place ?? top.place, "controlSocket",
                "The path has \(socket.utf8.count) octets; a Unix socket's path can have at most "
                    + "\(ControlSocket.maximumPathBytes). Choose a shorter one.")
            return nil
        }
        return socket
    }

    private func revocation(_ reader: SettingReader) -> RevocationSettings? {
        reader.allow(only: ["directory", "allowedHosts", "required"])
        guard let directory = reader.requiredText("directory").map(path) else { return nil }
        return RevocationSettings(
            directory: directory, allowedHosts: (reader.texts("allowedHosts") ?? []).map(\.value),
            required: reader.truth("required") ?? true)
    }

    private func addressRegister(_ reader: SettingReader) -> AddressRegisterSettings? {
        reader.allow(only: ["file", "agreements", "maximumAgeHours"])
        guard let text = reader.requiredText("file") else { return nil }
        let file = path(text)
        // The register is a folder with fixed names in it: another name would be read by nobody.
        guard ["register.yaml", "register.json"].contains((file as NSString).lastPathComponent) else {
            reader.report(text.place, "file", "The file must be called `register.yaml` or `register.json`.")
            return nil
        }
        let beside = (file as NSString).deletingLastPathComponent + "/agreements"
        if let agreements = reader.text("agreements"), path(agreements) != beside {
            reader.report(
                agreements.place, "agreements", "The directory must be `agreements`, beside the register's file.")
        }
        return AddressRegisterSettings(
            file: file, agreements: reader.text("agreements").map(path),
            maximumAgeHours: reader.number("maximumAgeHours", in: 1...720) ?? 24)
    }

    private func stageDomains() -> StageDomains {
        guard let reader = top.map("stageDomains") else { return StageDomains() }
        reader.allow(only: ["test", "pilot", "production"])
        return StageDomains(
            test: domains(reader, "test"), pilot: domains(reader, "pilot"), production: domains(reader, "production"))
    }

    private func domains(_ reader: SettingReader, _ stage: String) -> [String] {
        (reader.texts(stage) ?? []).compactMap { text in
            // A domain is what can stand behind the @ of an address.
            if let address = EDIAddress("postmaster@" + text.value) { return String(address.domain) }
            reader.report(text.place, stage, "This is not a mail domain.")
            return nil
        }
    }

    /// Every mail server must be among the hosts that traffic may reach, or nothing could ever be sent.
    private func checkAllowed(_ allowed: [String]) {
        let known = Set(allowed.map { $0.lowercased() })
        for (_, reader) in top.map("mailServers")?.named() ?? [] {
            for endpoint in ["smtp", "pop3"] {
                guard let inner = reader.map(endpoint), let host = inner.text("host"),
                    !known.contains(host.value.lowercased())
                else { continue }
                inner.report(host.place, "host", "The host is not in `allowedHosts`, so it would never be reached.")
            }
        }
    }
}

private enum InterfaceLanguage: String, CaseIterable { case nb, nn, en }
