import Identifiers
import OsloCalendar
import SendModule
import Trustee
import Web

extension TrusteeConfiguration {
    /// Every setting by its name in the file, with the value that is in force. None of them is a secret: keys are named by
    /// the file they lie in.
    public var described: [(name: String, value: String)] {
        let own = [
            ("dataDirectory", dataDirectory), ("masterKeyFile", masterKeyFile), ("organisation", "\(organisation)"),
            ("trustStore", trustStore), ("revocation.directory", revocation),
            ("revocation.required", "\(revocationRequired)"),
            ("revocation.allowedHosts", revocationHosts.sorted().joined(separator: " ")),
            ("signing.certificate", signing.certificate), ("signing.privateKey", signing.privateKey),
            ("season.yearReported", "\(season.yearReported)"), ("season.opens", "\(season.opens)"),
            ("season.lastDay", "\(season.lastDay)"), ("season.feedbackFrom", "\(season.feedbackFrom)"),
            ("season.correctionsBefore", "\(season.correctionsBefore)"),
            ("minimumClientVersion", "\(minimumClientVersion)"), ("identities", identities.rawValue),
            ("logLevel", logLevel.rawValue),
        ]
        let letter = pinLetter.map { [("pinLetter.sent", "\($0.sent)"), ("pinLetter.recipient", $0.recipient)] } ?? []
        let pages = pages.map { [("pages.origin", "\($0.origin)")] } ?? []
        return own + letter + described(sendModule, "sendModule") + pages + describedRegister
            + [
                ("hashing.memoryKiB", "\(hashing.memoryKiB)"), ("hashing.passes", "\(hashing.passes)"),
                ("hashing.concurrent", "\(hashing.concurrent)"), ("hashing.waiting", "\(hashing.waiting)"),
            ]
    }

    private var describedRegister: [(name: String, value: String)] {
        let own = [
            ("register.name", "\(register.name)"), ("register.organisation", "\(register.organisation)"),
            ("register.address", register.address.text), ("register.trustRoots", register.trustRoots ?? ""),
            ("register.pollSeconds", "\(register.pollSeconds)"),
        ]
        let client = register.client.map {
            [("register.client.certificate", $0.certificate), ("register.client.privateKey", $0.privateKey)]
        }
        let listener = register.statusListener.map { described($0, "register.statusListener") }
        return own + (client ?? []) + (listener ?? [])
    }

    private func described(_ listener: ListenerSettings, _ name: String) -> [(name: String, value: String)] {
        var settings = [("\(name).host", listener.host), ("\(name).port", "\(listener.port)")]
        if let tls = listener.tls {
            settings += [("\(name).tls.certificate", tls.certificate), ("\(name).tls.privateKey", tls.privateKey)]
        }
        if let roots = listener.clientRoots { settings.append(("\(name).clientRoots", roots)) }
        return settings
    }
}
