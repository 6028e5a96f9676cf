import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import SendModule
public import Settings
import Trustee
import Web

extension TrusteeConfiguration: ProgramConfiguration {
    public static let source = SettingSource(
        prefix: "BUDSTIKKE_TRUSTEE_", usualFiles: ["trustee.yaml", "/etc/budstikke-trustee/trustee.yaml"],
        example: "`budstikke-trustee config example` prints one to start from.")

    public init?(_ top: SettingReader) {
        guard let read = ConfigurationReading(top: top).configuration() else { return nil }
        self = read
    }
}

/// One reading, in the order of the file.
private struct ConfigurationReading {
    let top: SettingReader

    func configuration() -> TrusteeConfiguration? {
        top.allow(
            only: [
                "dataDirectory", "masterKeyFile", "controlSocket", "organisation", "trustStore", "revocation",
                "signing", "season",
                "minimumClientVersion", "pinLetter", "identities", "sendModule", "pages", "register", "hashing",
                "logLevel", "receiptHour", "receiptSeconds",
            ])
        let data = top.requiredFile("dataDirectory")
        let masterKey = top.masterKeyFile(outside: data)
        let organisation = organisation(top)
        let trust = top.requiredFile("trustStore")
        let lists = top.requiredMap("revocation")
        lists?.allow(only: ["directory", "required", "allowedHosts"])
        let listDirectory = lists?.requiredFile("directory")
        let signing = top.requiredMap("signing").flatMap(keyFiles)
        let season = top.requiredMap("season").flatMap(season)
        let version = top.value("minimumClientVersion", "a version such as 1.4.0", required: true) { ClientVersion($0) }
        let letter = top.map("pinLetter").flatMap(pinLetter)
        let sendModule = top.requiredMap("sendModule").flatMap(listener)
        let pages = top.map("pages").flatMap(pages)
        let register = top.requiredMap("register").flatMap(register)
        let hashing = hashing(top.map("hashing"))
        let identities = top.word("identities", TrusteeConfiguration.Identities.self) ?? .production
        let level = top.word("logLevel", usual: LogLevel.info)
        guard let data, let masterKey, let organisation, let trust, let listDirectory, let signing, let season,
            let version, let sendModule, let register
        else { return nil }
        return TrusteeConfiguration(
            dataDirectory: data, masterKeyFile: masterKey,
            controlSocket: top.file("controlSocket") ?? data + "/control/trustee.sock", organisation: organisation,
            trustStore: trust, revocation: listDirectory, revocationRequired: lists?.truth("required") ?? true,
            revocationHosts: lists.map(hosts) ?? [], signing: signing, season: season, receipts: receipts(),
            minimumClientVersion: version, pinLetter: letter,
            identities: identities,
            sendModule: sendModule, pages: pages, register: register, hashing: hashing, logLevel: level)
    }

    private func organisation(_ reader: SettingReader) -> OrganisationNumber? {
        reader.value("organisation", "an organisation number of nine digits", required: true) {
            OrganisationNumber($0)
        }
    }

    /// `host`, or `host:port` where the port is not the scheme's own, in lower case.
    private func hosts(_ reader: SettingReader) -> Set<String> {
        var hosts: Set<String> = []
        for entry in reader.texts("allowedHosts") ?? [] {
            let host = entry.value.lowercased()
            if HTTPAddress("https://\(host)/")?.origin.hasPrefix("https://\(host)") == true {
                hosts.insert(host)
            } else {
                reader.report(entry.place, "allowedHosts", "Here a host is needed, as crl.example or crl.example:8080.")
            }
        }
        return hosts
    }

    private func keyFiles(_ reader: SettingReader) -> TrusteeConfiguration.KeyFiles? {
        reader.allow(only: ["certificate", "privateKey"])
        let (certificate, key) = (reader.requiredFile("certificate"), reader.requiredFile("privateKey"))
        guard let certificate, let key else { return nil }
        return TrusteeConfiguration.KeyFiles(certificate: certificate, privateKey: key)
    }

    /// As the register's mornings are, unless something else is agreed with it.
    private func receipts() -> ReceiptRound {
        if let seconds = top.number("receiptSeconds", in: 1...3_600) {
            if top.isSet("receiptHour") {
                top.report("receiptSeconds", "Either `receiptHour` or `receiptSeconds`, not both.")
            }
            return ReceiptRound(everySeconds: seconds) ?? .morning
        }
        return ReceiptRound(hour: top.number("receiptHour", in: 0...23) ?? 8) ?? .morning
    }

    /// The year, and each of the dates that is not the usual one; or turns to the second, for a rehearsal.
    private func season(_ reader: SettingReader) -> SeasonCalendar? {
        let dates = ["opens", "lastDay", "feedbackFrom", "published", "correctionsBefore", "finallyPublished"]
        reader.allow(only: ["yearReported", "instants"] + dates)
        guard
            let year = reader.value(
                "yearReported", "a year from 2006 to 2099", required: true,
                { text in Int(text).flatMap { (2006...2099).contains($0) ? $0 : nil } })
        else { return nil }
        if let turns = reader.map("instants") { return season(of: year, turns) }
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

    private func season(of year: Int, _ reader: SettingReader) -> SeasonCalendar? {
        let turns = ["opens", "late", "feedback", "closes"]
        reader.allow(only: turns)
        let times = turns.compactMap { turn in
            reader.value(turn, "a time such as 2017-01-16T00:00:00Z", required: true) { SeasonInstants.instant($0) }
        }
        guard times.count == turns.count else { return nil }
        let instants = SeasonInstants(opens: times[0], late: times[1], feedback: times[2], closes: times[3])
        let day = OsloTime.day(at: times[3]).adding(days: 1)
        let season = instants.flatMap {
            SeasonCalendar(yearReported: year, instants: $0, published: day, finallyPublished: day)
        }
        if season == nil { reader.report("opens", "The turns of the season do not follow one another.") }
        return season
    }

    private func pinLetter(_ reader: SettingReader) -> SendModuleAPI.PinLetter? {
        reader.allow(only: ["sent", "recipient"])
        let sent = reader.value("sent", "a date such as 2016-11-15", required: true) { CivilDate($0) }
        guard let sent, let recipient = reader.required("recipient") else { return nil }
        return SendModuleAPI.PinLetter(sent: sent, recipient: recipient)
    }

    private func listener(_ reader: SettingReader) -> TrusteeConfiguration.ListenerSettings? {
        reader.allow(only: ["host", "port", "tls", "clientRoots"])
        let host = reader.required("host")
        if reader.text("port") == nil { reader.report("port", "The setting is missing and has no default.") }
        let port = reader.number("port", in: 0...65_535)
        let tls = reader.map("tls").flatMap(keyFiles)
        if let host, tls == nil, !Loopback.contains(host) {
            reader.report("tls", "Without TLS the service may listen only on this machine itself.")
        }
        guard let host, let port else { return nil }
        return TrusteeConfiguration.ListenerSettings(
            host: host, port: port, tls: tls, clientRoots: reader.file("clientRoots"))
    }

    private func pages(_ reader: SettingReader) -> TrusteeConfiguration.PageSettings? {
        reader.allow(only: ["origin", "contactMail", "contactPhone"])
        let origin = reader.value("origin", "an address such as https://sendemodul.example", required: true) {
            WebOrigin($0)
        }
        guard let origin else { return nil }
        return TrusteeConfiguration.PageSettings(
            origin: origin, contactMail: reader.text("contactMail")?.value,
            contactPhone: reader.text("contactPhone")?.value)
    }

    private func register(_ reader: SettingReader) -> TrusteeConfiguration.RegisterSettings? {
        reader.allow(
            only: ["name", "organisation", "address", "trustRoots", "client", "statusListener", "pollSeconds"])
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
            trustRoots: reader.file("trustRoots"), client: client, statusListener: listener,
            pollSeconds: reader.number("pollSeconds", in: 1...3_600) ?? 30)
    }

    private func hashing(_ reader: SettingReader?) -> TrusteeConfiguration.HashingSettings {
        reader?.allow(only: ["memoryKiB", "passes", "concurrent", "waiting"])
        return TrusteeConfiguration.HashingSettings(
            memoryKiB: reader?.number("memoryKiB", in: 8...1_048_576) ?? 65_536,
            passes: reader?.number("passes", in: 1...100) ?? 3,
            concurrent: reader?.number("concurrent", in: 1...64) ?? 2,
            waiting: reader?.number("waiting", in: 0...10_000) ?? 200)
    }
}
