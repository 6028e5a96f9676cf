import AddressRegister
import Certificates
import Foundation
import XML

/// Whether there are issuers to trust, and how long they last.
struct TrustStoreCheck: DoctorCheck {
    let code = "trust-store"
    let title = "Trust store"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let directory = ground.configuration.trustStore
        let remedy = "Put the issuers' root and intermediate certificates there, as .pem, .crt or .cer files."
        let store: TrustStore
        do { store = try TrustStoreFolder.read(directory) } catch {
            let what = error is CertificateError ? "holds a file that is no certificate" : "cannot be read"
            return [self.error("\(directory) \(what): the server will not start.", remedy: remedy)]
        }
        guard !store.certificates.isEmpty else {
            return [error("\(directory) holds no certificates, so no partner is trusted.", remedy: remedy)]
        }
        let ending = store.certificates.filter { $0.notAfter < ground.now + 60 * 86_400 }
        if ending.isEmpty { return [ok("Issuers trusted: \(store.certificates.count).")] }
        return ending.map { certificate in
            let name = certificate.commonName ?? certificate.subjectDescription
            let remedy = "Put the issuer's new certificate beside it in \(directory)."
            return certificate.notAfter < ground.now
                ? error("The issuer certificate \(name) has expired.", remedy: remedy)
                : warning("The issuer certificate \(name) expires within 60 days.", remedy: remedy)
        }
    }
}

/// Whether revocation lists are there and fresh.
struct RevocationCheck: DoctorCheck {
    let code = "revocation-lists"
    let title = "Revocation lists"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let settings = ground.configuration.revocation
        var lists = RevocationLists(required: settings.required)
        do { _ = try lists.load(directory: settings.directory) } catch {
            return [
                verdict(settings, "\(settings.directory) cannot be read.", remedy: "`install -d \(settings.directory)`")
            ]
        }
        let remedy =
            "Put fresh lists (.crl) into \(settings.directory), or allow their hosts in `revocation.allowedHosts`."
        let request =
            settings.allowedHosts.isEmpty
            ? nil : "Open TCP port 80 from this machine to \(settings.allowedHosts.joined(separator: ", "))."
        if lists.lists.isEmpty {
            guard !settings.allowedHosts.isEmpty else {
                return [verdict(settings, "There are no revocation lists.", remedy: remedy)]
            }
            return [await fetched(ground, remedy: remedy, request: request)]
        }
        let stale = lists.lists.filter { ($0.nextUpdate ?? .distantFuture) < ground.now }
        guard stale.isEmpty else {
            return stale.map { list in
                let name = list.issuer.commonName ?? list.issuer.text
                return verdict(
                    settings, "The revocation list of \(name) is out of date.", remedy: remedy, request: request)
            }
        }
        return [ok("On disk: \(lists.lists.count), all fresh.")]
    }

    /// Lists that a running server fetches are in its memory alone: it is asked. When none runs, the way to them is
    /// tried.
    private func fetched(_ ground: DoctorGround, remedy: String, request: String?) async -> DoctorFinding {
        let settings = ground.configuration.revocation
        if let status = ground.facts?.revocation {
            if status.lists > 0 {
                if let next = status.nextUpdate, next < ground.now {
                    return verdict(
                        settings, "A fetched revocation list is out of date.", remedy: remedy, request: request)
                }
                return ok("Fetched by the server: \(status.lists), all fresh.")
            }
            guard status.failed.isEmpty else {
                return verdict(
                    settings, "No revocation list could be fetched from \(status.failed.joined(separator: ", ")).",
                    remedy: remedy, request: request)
            }
            return warning(
                "No revocation list has been fetched yet: the server fetches them for the certificates it meets.",
                remedy: "Look again ten minutes after the first message; it is held until then at most.")
        }
        for host in settings.allowedHosts {
            let parts = host.split(separator: ":")
            let name = String(parts.first ?? "")
            guard let address = await ground.network.addresses(of: name).first,
                case .open = await ground.network.connect(
                    address, port: parts.count > 1 ? Int(parts[1]) ?? 80 : 80, readGreeting: false)
            else {
                return verdict(
                    settings, "There is no revocation list on disk, and \(host) cannot be reached to fetch one.",
                    remedy: remedy, request: request)
            }
        }
        return warning(
            "There is no revocation list yet; the server fetches them from "
                + "\(settings.allowedHosts.joined(separator: ", ")) when it runs.",
            remedy: "Start the server and look again.")
    }

    /// A missing list holds messages back when lists are required; else it is only a risk.
    private func verdict(
        _ settings: RevocationSettings, _ sentence: String, remedy: String, request: String? = nil
    ) -> DoctorFinding {
        settings.required
            ? error("\(sentence) Messages are held until it is there.", remedy: remedy, request: request)
            : warning("\(sentence) A withdrawn certificate would still be trusted.", remedy: remedy, request: request)
    }
}

/// Whether the address register's file is there and young enough.
struct RegisterCheck: DoctorCheck {
    let code = "address-register"
    let title = "Address register"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let settings = ground.configuration.addressRegister
        guard let status = FileStatus(settings.file), status.isFile else {
            return [
                error(
                    "\(settings.file) is not there, so no partner is known.",
                    remedy: "Put the register's file there, or correct `addressRegister.file`.")
            ]
        }
        if let agreements = settings.agreements, FileStatus(agreements)?.isDirectory != true {
            return [
                error(
                    "The directory of agreements, \(agreements), is not there.",
                    remedy: "Make it, or correct `addressRegister.agreements`.")
            ]
        }
        let folder = (settings.file as NSString).deletingLastPathComponent
        if let fault = await FileRegister(folder: folder).fault() {
            return [
                error(
                    "\(settings.file) cannot be used: \(fault.description).",
                    remedy: "Correct it; a running server goes on with the last good one.")
            ]
        }
        let hours = Int(ground.now.timeIntervalSince(status.modifiedAt) / 3600)
        guard hours <= settings.maximumAgeHours else {
            return [
                warning(
                    "\(settings.file) is \(hours) hours old; \(settings.maximumAgeHours) are allowed.",
                    remedy: "Find out why it is not renewed.")
            ]
        }
        return [ok("\(settings.file) is \(max(0, hours)) hours old.")]
    }
}

/// Whether the official schemas are installed and can be used.
struct SchemaPackCheck: DoctorCheck {
    let code = "schema-pack"
    let title = "Schemas"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let remedy = "`budstikke schemas import DIRECTORY` installs the official schemas."
        guard let directory = ground.configuration.schemaPack, FileStatus(directory)?.isDirectory == true else {
            return [warning("No schemas are installed; documents are checked by structure only.", remedy: remedy)]
        }
        do {
            _ = try SchemaPack(directory: directory)
            return [ok("The schemas in \(directory) can be used.")]
        } catch {
            return [
                self.error("The schemas in \(directory) cannot be used; the server will not start.", remedy: remedy)
            ]
        }
    }
}
