import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import SendModule
import Trustee
import Web

extension TrusteeConfiguration {
    /// Reads the file.
    /// - Parameters:
    ///   - file: relative paths inside count from its directory.
    ///   - environment: `CREDENTIALS_DIRECTORY` may hold `master-key`.
    /// - Throws: `ConfigurationFaults` with every fault found.
    public static func load(
        file: String, environment: [String: String]
    ) throws(ConfigurationFaults) -> TrusteeConfiguration {
        let path = absolute(file, from: FileManager.default.currentDirectoryPath)
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 1 << 20,
            let yaml = String(data: bytes, encoding: .utf8)
        else {
            throw ConfigurationFaults(faults: [
                ConfigurationFault(
                    file: file, line: 0, column: 0, setting: "",
                    sentence: "The file cannot be read, or is not UTF-8 text of at most 1 MiB.")
            ])
        }
        return try read(yaml: yaml, file: path, environment: environment)
    }

    /// Reads the text of a configuration file.
    public static func read(
        yaml: String, file: String, environment: [String: String]
    ) throws(ConfigurationFaults) -> TrusteeConfiguration {
        let faults = FaultCollector(file: file)
        let reading = ConfigurationReading(
            top: try SettingReader(yaml: yaml, faults: faults),
            directory: (file as NSString).deletingLastPathComponent, environment: environment)
        guard let configuration = reading.configuration(), faults.faults.isEmpty else {
            throw ConfigurationFaults(faults: faults.faults)
        }
        return configuration
    }

    static func absolute(_ path: String, from directory: String) -> String {
        ((path.hasPrefix("/") ? path : directory + "/" + path) as NSString).standardizingPath
    }
}

/// One reading, in the order of the file.
private struct ConfigurationReading {
    let top: SettingReader
    let directory: String
    let environment: [String: String]

    func configuration() -> TrusteeConfiguration? {
        top.allow(
            only: "dataDirectory", "masterKeyFile", "organisation", "trustStore", "revocation", "signing", "season",
            "minimumClientVersion", "pinLetter", "identities", "sendModule", "pages", "register", "hashing", "logLevel")
        let data = top.required("dataDirectory").map(path)
        let masterKey = masterKeyFile(data)
        let organisation = organisation(top)
        let trust = top.required("trustStore").map(path)
        let lists = top.requiredMap("revocation")
        lists?.allow(only: "directory", "required")
        let listDirectory = lists?.required("directory").map(path)
        let signing = top.requiredMap("signing").flatMap(keyFiles)
        let season = top.requiredMap("season").flatMap(season)
        let version = top.value("minimumClientVersion", "a version such as 1.4.0", required: true) { ClientVersion($0) }
        let letter = top.map("pinLetter").flatMap(pinLetter)
        let sendModule = top.requiredMap("sendModule").flatMap(listener)
        let pages = top.map("pages").flatMap(pages)
        let register = top.requiredMap("register").flatMap(register)
        let hashing = hashing(top.map("hashing"))
        let identities = top.word("identities", TrusteeConfiguration.Identities.self) ?? .production
        let level = top.word("logLevel", TrusteeConfiguration.LogLevel.self) ?? .info
        guard let data, let masterKey, let organisation, let trust, let listDirectory, let signing, let season,
            let version, let sendModule, let register
        else { return nil }
        return TrusteeConfiguration(
            dataDirectory: data, masterKeyFile: masterKey, organisation: organisation, trustStore: trust,
            revocation: listDirectory, revocationRequired: lists?.truth("required") ?? true, signing: signing,
            season: season, minimumClientVersion: version, pinLetter: letter, identities: identities,
            sendModule: sendModule, pages: pages, register: register, hashing: hashing, logLevel: level)
    }

    private func path(_ text: String) -> String { TrusteeConfiguration.absolute(text, from: directory) }

    private func masterKeyFile(_ data: String?) -> String? {
        guard let file = top.text("masterKeyFile").map(path) else {
            if let credentials = environment["CREDENTIALS_DIRECTORY"] { return credentials + "/master-key" }
            top.report("masterKeyFile", "The setting is missing, and there is no credential `master-key` either.")
            return nil
        }
        if let data, file.hasPrefix(data + "/") {
            top.report("masterKeyFile", "The master key must lie outside dataDirectory: a copy of it is no key then.")
        }
        return file
    }

    private func organisation(_ reader: SettingReader) -> OrganisationNumber? {
        reader.value("organisation", "an organisation number of nine digits", required: true) {
            OrganisationNumber($0)
        }
    }

    private func keyFiles(_ reader: SettingReader) -> TrusteeConfiguration.KeyFiles? {
        reader.allow(only: "certificate", "privateKey")
        let (certificate, key) = (reader.required("certificate").map(path), reader.required("privateKey").map(path))
        guard let certificate, let key else { return nil }
        return TrusteeConfiguration.KeyFiles(certificate: certificate, privateKey: key)
    }

    /// The year, and each of the dates that is not the usual one.
    private func season(_ reader: SettingReader) -> SeasonCalendar? {
        let dates = ["opens", "lastDay", "feedbackFrom", "published", "correctionsBefore", "finallyPublished"]
        reader.allow(only: "yearReported", dates[0], dates[1], dates[2], dates[3], dates[4], dates[5])
        guard
            let year = reader.value(
                "yearReported", "a year from 2006 to 2099", required: true,
                { text in Int(text).flatMap { (2006...2099).contains($0) ? $0 : nil } })
        else { return nil }
        let usual = SeasonCalendar.usual(yearReported: year)
        func date(_ key: String, _ usual: CivilDate) -> CivilDate {
            reader.value(key, "a date such as \(usual)") { CivilDate($0) } ?? usual
        }
        let season = SeasonCalendar(
            yearReported: year, opens: date(dates[0], usual.opens), lastDay: date(dates[1], usual.lastDay),
            feedbackFrom: date(dates[2], usual.feedbackFrom), published: date(dates[3], usual.published),
            correctionsBefore: date(dates[4], usual.correctionsBefore),
            finallyPublished: date(dates[5], usual.finallyPublished))
        if season == nil { reader.report("yearReported", "The dates of the season do not follow one another.") }
        return season
    }

    private func pinLetter(_ reader: SettingReader) -> SendModuleAPI.PinLetter? {
        reader.allow(only: "sent", "recipient")
        let sent = reader.value("sent", "a date such as 2016-11-15", required: true) { CivilDate($0) }
        guard let sent, let recipient = reader.required("recipient") else { return nil }
        return SendModuleAPI.PinLetter(sent: sent, recipient: recipient)
    }

    private func listener(_ reader: SettingReader) -> TrusteeConfiguration.ListenerSettings? {
        reader.allow(only: "host", "port", "tls", "clientRoots")
        let host = reader.required("host")
        if reader.text("port") == nil { reader.report("port", "The setting is missing and has no default.") }
        let port = reader.number("port", in: 0...65_535)
        let tls = reader.map("tls").flatMap(keyFiles)
        if let host, tls == nil, !Loopback.contains(host) {
            reader.report("tls", "Without TLS the service may listen only on this machine itself.")
        }
        guard let host, let port else { return nil }
        return TrusteeConfiguration.ListenerSettings(
            host: host, port: port, tls: tls, clientRoots: reader.text("clientRoots").map(path))
    }

    private func pages(_ reader: SettingReader) -> TrusteeConfiguration.PageSettings? {
        reader.allow(only: "origin", "contactMail", "contactPhone")
        let origin = reader.value("origin", "an address such as https://sendemodul.example", required: true) {
            WebOrigin($0)
        }
        guard let origin else { return nil }
        return TrusteeConfiguration.PageSettings(
            origin: origin, contactMail: reader.text("contactMail"), contactPhone: reader.text("contactPhone"))
    }

    private func register(_ reader: SettingReader) -> TrusteeConfiguration.RegisterSettings? {
        reader.allow(
            only: "name", "organisation", "address", "trustRoots", "client", "statusListener", "pollSeconds")
        let name = reader.value("name", "a name of lower-case letters and digits", required: true) { RegisterName($0) }
        let organisation = organisation(reader)
        let address = reader.value("address", "an https address", required: true) { HTTPAddress($0) }
        let client = reader.map("client").flatMap(keyFiles)
        let listener = reader.map("statusListener").flatMap(listener)
        if let listener, listener.tls != nil, listener.clientRoots == nil {
            reader.report("statusListener", "The setting `clientRoots` must name the register's authorities.")
        }
        guard let name, let organisation, let address else { return nil }
        return TrusteeConfiguration.RegisterSettings(
            name: name, organisation: organisation, address: address,
            trustRoots: reader.text("trustRoots").map(path), client: client, statusListener: listener,
            pollSeconds: reader.number("pollSeconds", in: 1...3_600) ?? 30)
    }

    private func hashing(_ reader: SettingReader?) -> TrusteeConfiguration.HashingSettings {
        reader?.allow(only: "memoryKiB", "passes", "concurrent", "waiting")
        return TrusteeConfiguration.HashingSettings(
            memoryKiB: reader?.number("memoryKiB", in: 8...1_048_576) ?? 65_536,
            passes: reader?.number("passes", in: 1...100) ?? 3,
            concurrent: reader?.number("concurrent", in: 1...64) ?? 2,
            waiting: reader?.number("waiting", in: 0...10_000) ?? 200)
    }
}
