import Foundation
import Identifiers
import MailRelay
import OsloCalendar
import Register
import SealedSubmission
public import Settings

extension RegisterConfiguration: ProgramConfiguration {
    public static let source = SettingSource(
        prefix: "BUDSTIKKE_REGISTER_", usualFiles: ["register.yaml", "/etc/budstikke-register/register.yaml"],
        example: "`budstikke-register config example` prints one to start from.")

    public init?(_ top: SettingReader) {
        guard let read = RegisterConfigurationReading(top: top).configuration() else { return nil }
        self = read
    }
}

/// One reading: from settings with places to a configuration, in the order of the file.
private struct RegisterConfigurationReading {
    let top: SettingReader

    func configuration() -> RegisterConfiguration? {
        top.allow(only: [
            "dataDirectory", "masterKeyFile", "controlSocket", "register", "trustee", "minimumClientVersion",
            "exchange", "intake", "logLevel", "mail", "portal", "receiptHour", "receiptSeconds", "revocation",
            "roundSeconds", "statusEvents", "trustStore", "trusteeKeys",
        ])
        let data = top.requiredFile("dataDirectory")
        let masterKey = top.masterKeyFile(outside: data)
        let (register, trustee) = (organisation("register"), organisation("trustee"))
        if let register, register == trustee {
            top.report(
                "trustee", "Trustee and register must be two organisations: one that is both could join the two.")
        }
        let version = top.text("minimumClientVersion").map { ClientVersion($0.value) } ?? ClientVersion("0.0.0")
        if version == nil { top.report("minimumClientVersion", "Here a version is needed, as 1.4.0.") }
        let trustStore = top.requiredFile("trustStore")
        let trusteeKeys = top.requiredFile("trusteeKeys")
        let revocation = top.requiredMap("revocation").flatMap(revocation)
        let intake = top.requiredMap("intake").flatMap(intake)
        let events = top.map("statusEvents").flatMap { service($0, example: "https://trustee.example:8443") }
        let portal = top.map("portal").flatMap { service($0, example: "https://portal.example:8446") }
        let mail = top.requiredMap("mail").flatMap(mail)
        let exchange = top.map("exchange").flatMap(exchange)
        guard let data, let masterKey, let register, let trustee, let version, let trustStore, let trusteeKeys,
            let revocation, let intake, let mail
        else { return nil }
        return RegisterConfiguration(
            dataDirectory: data, masterKeyFile: masterKey,
            controlSocket: top.file("controlSocket") ?? data + "/control/register.sock",
            register: register, trustee: trustee, minimumClientVersion: version, trustStore: trustStore,
            revocation: revocation, trusteeKeys: trusteeKeys, intake: intake, statusEvents: events, portal: portal,
            mail: mail, exchange: exchange, receipts: receipts(),
            roundSeconds: top.number("roundSeconds", in: 1...3600, usual: 15),
            logLevel: top.word("logLevel", usual: .info))
    }

    /// Each morning; in a rehearsal every so many seconds.
    private func receipts() -> ReceiptRound {
        if top.isSet("receiptSeconds") {
            if top.isSet("receiptHour") {
                top.report("receiptSeconds", "Either `receiptHour` or `receiptSeconds`, not both.")
            }
            return ReceiptRound(everySeconds: top.number("receiptSeconds", in: 1...3_600, usual: 60)) ?? .morning
        }
        return ReceiptRound(hour: top.number("receiptHour", in: 0...23, usual: 8)) ?? .morning
    }

    private func revocation(_ reader: SettingReader) -> RegisterConfiguration.Revocation? {
        reader.allow(only: ["directory", "required", "allowedHosts"])
        let required = reader.truth("required", usual: true)
        let hosts = Set((reader.texts("allowedHosts") ?? []).map { $0.value.lowercased() })
        return reader.requiredFile("directory").map { .init(directory: $0, required: required, hosts: hosts) }
    }

    private func intake(_ reader: SettingReader) -> RegisterConfiguration.Intake? {
        reader.allow(only: ["host", "port", "certificateChain", "privateKey", "clientRoots"])
        let port = reader.number("port", in: 0...65535, usual: 8444)
        guard let host = reader.required("host"), let chain = reader.requiredFile("certificateChain"),
            let key = reader.requiredFile("privateKey"), let roots = reader.requiredFile("clientRoots")
        else { return nil }
        return .init(host: host, port: port, certificateChain: chain, privateKey: key, clientRoots: roots)
    }

    private func service(_ reader: SettingReader, example: String) -> RegisterConfiguration.RemoteService? {
        reader.allow(only: ["address", "trustRoots", "certificateChain", "privateKey"])
        guard let address = reader.required("address"), let chain = reader.requiredFile("certificateChain"),
            let key = reader.requiredFile("privateKey")
        else { return nil }
        guard let url = URL(string: address), url.scheme == "https", url.host() != nil, url.path().isEmpty,
            url.query() == nil, url.user() == nil
        else {
            reader.report("address", "Here an address as \(example) is needed, without a path.")
            return nil
        }
        return .init(
            address: address, trustRoots: reader.file("trustRoots"), certificateChain: chain,
            privateKey: key)
    }

    private func exchange(_ reader: SettingReader) -> RegisterConfiguration.Exchange? {
        reader.allow(only: ["folder", "organisationName", "organisationHer", "serviceName", "serviceHer"])
        func her(_ key: String) -> HERId? {
            guard let text = reader.required(key) else { return nil }
            if let her = HERId(text) { return her }
            reader.report(key, "This is no HER-id.")
            return nil
        }
        guard let folder = reader.requiredFile("folder"), let name = reader.required("organisationName"),
            let organisation = her("organisationHer"), let serviceName = reader.required("serviceName"),
            let service = her("serviceHer")
        else { return nil }
        return .init(
            folder: folder,
            party: ExchangeParty(name: name, her: organisation, serviceName: serviceName, serviceHER: service))
    }

    private func mail(_ reader: SettingReader) -> RegisterConfiguration.Mail? {
        let own = ["sender", "registerName", "portal", "helpAddress", "helpPhone"]
        reader.allow(only: RelaySettings.names + own + ["returns"], secrets: ["password"])
        let values = own.compactMap(reader.required)
        let returns = reader.map("returns").flatMap { mailReturns($0, sender: values.first) }
        let relay = RelaySettings(reader, sender: values.first)
        guard values.count == own.count, let relay else { return nil }
        for (key, address) in [("sender", values[0]), ("helpAddress", values[3])] where !Contact.isAddress(address) {
            reader.report(key, "This is not a mail address.")
        }
        return .init(
            relay: relay,
            settings: MailSettings(
                sender: values[0], registerName: values[1], portal: values[2], helpAddress: values[3],
                helpPhone: values[4]), returns: returns)
    }

    private func mailReturns(_ reader: SettingReader, sender: String?) -> RegisterConfiguration.Returns? {
        let address = reader.value("address", "a mail address") { Contact.isAddress($0) ? $0 : nil } ?? sender
        guard let mailbox = MailboxSettings(reader, besides: ["address"]), let address else { return nil }
        return .init(address: address, mailbox: mailbox)
    }

    private func organisation(_ key: String) -> OrganisationNumber? {
        guard let text = top.required(key) else { return nil }
        if let number = OrganisationNumber(text) { return number }
        top.report(key, "This is no organisation number: nine digits, the last a check digit.")
        return nil
    }
}
