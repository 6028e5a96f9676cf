import Foundation
import Identifiers
import Register
import SealedSubmission

extension RegisterConfiguration {
    /// Where it is looked for when nothing names it.
    public static let usualFiles = ["register.yaml", "/etc/budstikke-register/register.yaml"]

    /// The file that is meant: the one that is named, `BUDSTIKKE_REGISTER_CONFIG`, or the first usual one that is there.
    public static func file(named name: String?, environment: [String: String]) -> String? {
        if let name = name ?? environment["BUDSTIKKE_REGISTER_CONFIG"] { return name }
        return usualFiles.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Reads the file and the environment. Relative paths inside count from the file's directory.
    /// - Throws: `ConfigurationError` with every problem found.
    public static func load(file: String, environment: [String: String]) throws(ConfigurationError) -> Self {
        guard let bytes = FileManager.default.contents(atPath: file), bytes.count <= 1 << 20,
            let yaml = String(data: bytes, encoding: .utf8)
        else {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    file: file, line: 0, column: 0, setting: "",
                    sentence: "This is no file of UTF-8 text that can be read. `budstikke-register init` writes one.")
            ])
        }
        return try read(yaml: yaml, file: file, environment: environment)
    }

    /// Reads the text of a configuration file; `file` is what problems name and relative paths count from.
    public static func read(
        yaml: String, file: String, environment: [String: String]
    ) throws(ConfigurationError) -> Self {
        let notes = SettingNotes(environment: environment)
        let reading = RegisterConfigurationReading(
            top: try SettingReader(yaml: yaml, file: file, notes: notes), directory: directory(of: file))
        let configuration = reading.configuration()
        notes.reportUnused(prefix: SettingReader.prefix, except: ["BUDSTIKKE_REGISTER_CONFIG"])
        guard let configuration, notes.problems.isEmpty else { throw ConfigurationError(problems: notes.problems) }
        return configuration
    }

    private static func directory(of file: String) -> String {
        let absolute = file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file
        return (absolute as NSString).deletingLastPathComponent
    }
}

/// One reading: from settings with places to a configuration, in the order of the file.
private struct RegisterConfigurationReading {
    let top: SettingReader
    let directory: String

    func configuration() -> RegisterConfiguration? {
        top.allow(only: [
            "dataDirectory", "masterKeyFile", "controlSocket", "register", "trustee", "minimumClientVersion",
            "trustStore", "revocation", "trusteeKeys", "intake", "statusEvents", "mail", "receiptHour", "roundSeconds",
            "logLevel",
        ])
        let data = path(top.required("dataDirectory"))
        let masterKey = path(top.required("masterKeyFile"))
        let (register, trustee) = (organisation("register"), organisation("trustee"))
        if let register, register == trustee {
            top.report(
                "trustee", "Trustee and register must be two organisations: one that is both could join the two.")
        }
        let version = top.text("minimumClientVersion").map { ClientVersion($0.value) } ?? ClientVersion("0.0.0")
        if version == nil { top.report("minimumClientVersion", "Here a version is needed, as 1.4.0.") }
        let trustStore = path(top.required("trustStore"))
        let trusteeKeys = path(top.required("trusteeKeys"))
        let revocation = top.requiredMap("revocation").flatMap(revocation)
        let intake = top.requiredMap("intake").flatMap(intake)
        let events = top.map("statusEvents").flatMap(trusteeService)
        let mail = top.requiredMap("mail").flatMap(mail)
        guard let data, let masterKey, let register, let trustee, let version, let trustStore, let trusteeKeys,
            let revocation, let intake, let mail
        else { return nil }
        return RegisterConfiguration(
            dataDirectory: data, masterKeyFile: masterKey,
            controlSocket: path(top.text("controlSocket")?.value) ?? data + "/control/register.sock",
            register: register, trustee: trustee, minimumClientVersion: version, trustStore: trustStore,
            revocation: revocation, trusteeKeys: trusteeKeys, intake: intake, statusEvents: events, mail: mail,
            receiptHour: top.number("receiptHour", in: 0...23, usual: 8),
            roundSeconds: top.number("roundSeconds", in: 1...3600, usual: 15),
            logLevel: top.word("logLevel", usual: .info))
    }

    private func revocation(_ reader: SettingReader) -> RegisterConfiguration.Revocation? {
        reader.allow(only: ["directory", "required"])
        let required = reader.truth("required", usual: true)
        return path(reader.required("directory")).map { .init(directory: $0, required: required) }
    }

    private func intake(_ reader: SettingReader) -> RegisterConfiguration.Intake? {
        reader.allow(only: ["host", "port", "certificateChain", "privateKey", "clientRoots"])
        let port = reader.number("port", in: 0...65535, usual: 8444)
        guard let host = reader.required("host"), let chain = path(reader.required("certificateChain")),
            let key = path(reader.required("privateKey")), let roots = path(reader.required("clientRoots"))
        else { return nil }
        return .init(host: host, port: port, certificateChain: chain, privateKey: key, clientRoots: roots)
    }

    private func trusteeService(_ reader: SettingReader) -> RegisterConfiguration.TrusteeService? {
        reader.allow(only: ["address", "trustRoots", "certificateChain", "privateKey"])
        guard let address = reader.required("address"), let chain = path(reader.required("certificateChain")),
            let key = path(reader.required("privateKey"))
        else { return nil }
        guard let url = URL(string: address), url.scheme == "https", url.host() != nil, url.path().isEmpty,
            url.query() == nil, url.user() == nil
        else {
            reader.report("address", "Here an address as https://trustee.example:8443 is needed, without a path.")
            return nil
        }
        return .init(
            address: address, trustRoots: path(reader.text("trustRoots")?.value), certificateChain: chain,
            privateKey: key)
    }

    private func mail(_ reader: SettingReader) -> RegisterConfiguration.Mail? {
        reader.allow(
            only: [
                "host", "port", "tls", "user", "passwordFile", "trustRoots", "helloName", "sender", "registerName",
                "portal", "helpAddress", "helpPhone",
            ], secrets: ["password"])
        let security = reader.word("tls", usual: RegisterConfiguration.MailSecurity.startTLS)
        let port = reader.number("port", in: 1...65535, usual: security == .implicit ? 465 : 587)
        let user = reader.text("user")?.value
        let passwordFile = path(reader.text("passwordFile")?.value)
        if (user == nil) != (passwordFile == nil) { reader.report("user", "`user` and `passwordFile` go together.") }
        let required = ["host", "sender", "registerName", "portal", "helpAddress", "helpPhone"].map(reader.required)
        let values = required.compactMap(\.self)
        guard values.count == required.count else { return nil }
        for (key, address) in [("sender", values[1]), ("helpAddress", values[4])] where !Contact.isAddress(address) {
            reader.report(key, "This is not a mail address.")
        }
        if security == .none, !Loopback.contains(values[0]) {
            reader.report("tls", "Without TLS only this machine itself can be reached; use `startTLS` or `implicit`.")
        }
        return .init(
            host: values[0], port: port, security: security, user: user, passwordFile: passwordFile,
            trustRoots: path(reader.text("trustRoots")?.value),
            helloName: reader.text("helloName")?.value
                ?? values[1].split(separator: "@").last.map(String.init) ?? "localhost",
            settings: MailSettings(
                sender: values[1], registerName: values[2], portal: values[3], helpAddress: values[4],
                helpPhone: values[5]))
    }

    private func organisation(_ key: String) -> OrganisationNumber? {
        guard let text = top.required(key) else { return nil }
        if let number = OrganisationNumber(text) { return number }
        top.report(key, "This is no organisation number: nine digits, the last a check digit.")
        return nil
    }

    private func path(_ text: String?) -> String? {
        text.map { (($0.hasPrefix("/") ? $0 : directory + "/" + $0) as NSString).standardizingPath }
    }
}
