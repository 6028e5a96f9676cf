import Foundation
import Identifiers

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
        let path = absolutePath(file, from: FileManager.default.currentDirectoryPath)
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw unreadable(file, "The file cannot be read. `budstikke config example` prints one to start from.")
        }
        guard bytes.count <= 1 << 20, let yaml = String(data: bytes, encoding: .utf8) else {
            throw unreadable(file, "The file is not UTF-8 text of at most 1 MiB.")
        }
        return try read(yaml: yaml, file: file, environment: environment)
    }

    /// Reads the text of a configuration file; `file` is what problems name and relative paths count from.
    public static func read(
        yaml: String, file: String, environment: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        let written = try SettingTree.parse(yaml: yaml, file: file)
        let tree = EnvironmentOverrides(environment).applied(to: written)
        let problems = ProblemCollector()
        let absolute = absolutePath(file, from: FileManager.default.currentDirectoryPath)
        let reading = ConfigurationReading(
            top: SettingReader(tree, problems: problems), problems: problems,
            directory: (absolute as NSString).deletingLastPathComponent, environment: environment)
        guard let configuration = reading.configuration(), problems.problems.isEmpty else {
            throw ConfigurationError(problems: problems.problems)
        }
        return configuration
    }

    private static func unreadable(_ file: String, _ sentence: String) -> ConfigurationError {
        ConfigurationError(problems: [
            ConfigurationProblem(file: file, line: 0, column: 0, setting: "", sentence: sentence)
        ])
    }

    static func absolutePath(_ path: String, from directory: String) -> String {
        let full = path.hasPrefix("/") ? path : directory + "/" + path
        return (full as NSString).standardizingPath
    }
}

/// One reading: from settings with places to a `Configuration`, in the order of the file.
struct ConfigurationReading {
    static let names = [
        "dataDirectory", "masterKeyFile", "controlSocket", "allowedHosts", "trustStore", "revocation",
        "addressRegister", "schemaPack", "mailServers", "mailboxes", "recordSystemAPI", "partnerHTTP", "reporting",
        "stageDomains", "workers", "language", "logLevel", "helloName", "productName", "productVersion",
    ]

    let top: SettingReader
    let problems: ProblemCollector
    let directory: String
    let environment: [String: String]

    func configuration() -> Configuration? {
        top.allow(only: Self.names)
        let data = top.requiredText("dataDirectory").map(path)
        let key = masterKeyFile(dataDirectory: data)
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
            recordSystemAPI: recordSystemAPI(), partnerHTTP: partnerHTTP(), reporting: reporting(),
            stageDomains: stageDomains(),
            workers: top.number("workers", in: 1...256) ?? 32,
            language: language.rawValue, logLevel: top.word("logLevel", LogLevel.self) ?? .info,
            helloName: top.text("helloName")?.value,
            productName: top.text("productName")?.value ?? Configuration.product.name,
            productVersion: top.text("productVersion")?.value ?? Configuration.product.version)
    }

    func path(_ text: Located<String>) -> String { Configuration.absolutePath(text.value, from: directory) }

    private func masterKeyFile(dataDirectory: String?) -> String? {
        guard let text = top.text("masterKeyFile") else {
            if let credentials = environment["CREDENTIALS_DIRECTORY"] { return credentials + "/master-key" }
            top.report(
                top.place, "masterKeyFile",
                "The setting is missing, and systemd has given no credential `master-key` either.")
            return nil
        }
        let file = path(text)
        if let dataDirectory, (file + "/").hasPrefix(dataDirectory + "/") {
            top.report(
                text.place, "masterKeyFile",
                "The master key must lie outside dataDirectory, so that a copy of the data is not a copy of the key.")
            return nil
        }
        return file
    }

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
