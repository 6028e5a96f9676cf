import Identifiers
import MailRelay
import Portal
public import Settings
import Texts
import Web

extension PortalConfiguration: ProgramConfiguration {
    public static let source = SettingSource(
        prefix: "BUDSTIKKE_PORTAL_", usualFiles: ["portal.yaml", "/etc/budstikke-portal/portal.yaml"],
        example: "`budstikke-portal config example` prints one to start from.")

    public init?(_ top: SettingReader) {
        guard let read = PortalConfigurationReading(top: top).configuration() else { return nil }
        self = read
    }
}

/// One reading: from settings with places to a configuration, in the order of the file.
private struct PortalConfigurationReading {
    let top: SettingReader

    func configuration() -> PortalConfiguration? {
        top.allow(only: [
            "dataDirectory", "masterKeyFile", "controlSocket", "origin", "pages", "push", "mail", "guide", "contacts",
            "passwords", "hashing", "test", "roundSeconds", "logLevel",
        ])
        let data = top.requiredFile("dataDirectory")
        let masterKey = top.masterKeyFile(outside: data)
        let origin = top.value("origin", "an address such as https://filsluse.example", required: true) {
            WebOrigin($0)
        }
        let pages = top.requiredMap("pages").flatMap(pages)
        let push = top.requiredMap("push").flatMap(push)
        let mail = top.requiredMap("mail").flatMap(mail)
        let contacts = top.map("contacts").map(contacts) ?? [:]
        let hashing = hashing(top.map("hashing"))
        guard let data, let masterKey, let origin, let pages, let push, let mail else { return nil }
        return PortalConfiguration(
            dataDirectory: data, masterKeyFile: masterKey,
            controlSocket: top.file("controlSocket") ?? data + "/control/portal.sock", origin: origin, pages: pages,
            push: push, mail: mail, guide: top.file("guide"), contacts: contacts,
            passwordRules: top.word("passwords", usual: .standard), hashing: hashing,
            isTest: top.truth("test", usual: false), roundSeconds: top.number("roundSeconds", in: 1...3600, usual: 60),
            logLevel: top.word("logLevel", usual: .info))
    }

    private func pages(_ reader: SettingReader) -> PortalConfiguration.Pages? {
        reader.allow(only: ["host", "port", "certificateChain", "privateKey"])
        let port = reader.number("port", in: 0...65535, usual: 443)
        let isPlain = !reader.isSet("certificateChain") && !reader.isSet("privateKey")
        let tls = isPlain ? nil : keyFiles(reader)
        guard let host = reader.required("host") else { return nil }
        if isPlain, !Loopback.contains(host) {
            reader.report(
                "host",
                "Without `certificateChain` and `privateKey` only this machine itself can be listened to, for a proxy.")
        }
        return .init(host: host, port: port, tls: tls)
    }

    private func push(_ reader: SettingReader) -> PortalConfiguration.Push? {
        reader.allow(only: ["host", "port", "certificateChain", "privateKey", "clientRoots", "registerCertificates"])
        let port = reader.number("port", in: 0...65535, usual: 8446)
        let (host, tls) = (reader.required("host"), keyFiles(reader))
        let (roots, own) = (reader.requiredFile("clientRoots"), reader.requiredFile("registerCertificates"))
        guard let host, let tls, let roots, let own else { return nil }
        return .init(host: host, port: port, tls: tls, clientRoots: roots, registerCertificates: own)
    }

    private func keyFiles(_ reader: SettingReader) -> PortalConfiguration.KeyFiles? {
        let (chain, key) = (reader.requiredFile("certificateChain"), reader.requiredFile("privateKey"))
        guard let chain, let key else { return nil }
        return .init(certificateChain: chain, privateKey: key)
    }

    private func mail(_ reader: SettingReader) -> PortalConfiguration.Mail? {
        let own = ["sender", "senderName", "helpAddress", "helpPhone"]
        reader.allow(only: RelaySettings.names + own, secrets: ["password"])
        let values = own.compactMap(reader.required)
        let relay = RelaySettings(reader, sender: values.first)
        guard values.count == own.count, let relay else { return nil }
        for (key, address) in [("sender", values[0]), ("helpAddress", values[2])]
        where SharedAddress(known: address) == nil {
            reader.report(key, "This is not a mail address.")
        }
        return .init(
            relay: relay, senderName: values[1],
            settings: PortalMailSettings(sender: values[0], helpAddress: values[2], helpPhone: values[3]))
    }

    private func contacts(_ reader: SettingReader) -> [ContactTopic: Contact] {
        reader.allow(only: ContactTopic.allCases.map(\.rawValue))
        var contacts: [ContactTopic: Contact] = [:]
        for topic in ContactTopic.allCases {
            guard let one = reader.map(topic.rawValue) else { continue }
            one.allow(only: ["nb", "nn", "en", "mail", "phone"])
            let (mail, phone) = (one.text("mail")?.value, one.text("phone")?.value)
            guard let nb = one.required("nb") else { continue }
            contacts[topic] = Contact(
                who: Phrase(nb, one.text("nn")?.value ?? nb, one.text("en")?.value ?? nb), mail: mail, phone: phone)
        }
        return contacts
    }

    private func hashing(_ reader: SettingReader?) -> PortalConfiguration.Hashing {
        reader?.allow(only: ["memoryKiB", "passes", "concurrent", "waiting"])
        return .init(
            memoryKiB: reader?.number("memoryKiB", in: 8...1_048_576) ?? 65_536,
            passes: reader?.number("passes", in: 1...100) ?? 3,
            concurrent: reader?.number("concurrent", in: 1...64) ?? 2,
            waiting: reader?.number("waiting", in: 0...10_000) ?? 100)
    }
}
