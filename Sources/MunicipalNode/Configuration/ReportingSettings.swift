public import Identifiers
import Settings

/// The yearly report: the two national parties that it is sealed to, by the numbers that their certificates must bear,
/// and the send module.
///
/// The numbers are pinned here and never taken from the keys themselves (I-018).
public struct ReportingSettings: Sendable, Equatable, Encodable {
    /// The trusted third party: sees who, never what.
    public var trustee: OrganisationNumber
    /// The register: sees what, never who.
    public var register: OrganisationNumber
    /// Where reports are sent; nil where they are sealed and carried elsewhere.
    public var sendModule: SendModuleSettings?
    /// Whom this installation reports for; empty where that is not said.
    public var municipalities: [ReportingMunicipality]
    /// Who sends the automatic mails of a season, for the spam filter.
    public var mailSenders: ReportingMailSenders
}

/// Where the send module is, and how it is recognised.
public struct SendModuleSettings: Sendable, Equatable, Encodable {
    public var address: HTTPAddress
    /// The IP address that its name should lead to, as the trustee's letter says; nil when that is not known.
    public var expectedAddress: String?
    /// PEM of roots that its certificate may come from; nil for the system's own.
    public var trustRoots: String?
}

/// One municipality that is reported for, as the trustee knows it.
public struct ReportingMunicipality: Sendable, Equatable, Encodable {
    public var number: MunicipalityNumber
    public var organisation: OrganisationNumber
    /// `00` for the municipality as a whole, and others that have been agreed with the register.
    public var districts: [DistrictNumber]

    public var units: [ReportingUnit] { districts.map { ReportingUnit(municipality: number, district: $0) } }
}

/// The addresses that automatic mails come from; nil for what is not known.
public struct ReportingMailSenders: Sendable, Equatable, Encodable {
    public var register: String?
    public var portal: String?
}

extension ConfigurationReading {
    func reporting() -> ReportingSettings? {
        guard let reader = top.map("reporting") else { return nil }
        reader.allow(only: ["trustee", "register", "sendModule", "municipalities", "mailSenders"])
        let parties = [organisation("trustee", reader), organisation("register", reader)]
        let sendModule = reader.map("sendModule").flatMap(sendModule)
        let municipalities = reader.map("municipalities").map(municipalities) ?? []
        let mailSenders = reader.map("mailSenders").map(mailSenders) ?? ReportingMailSenders()
        guard let trustee = parties[0], let register = parties[1] else { return nil }
        guard trustee != register else {
            reader.report(
                reader.place, "register",
                "The trustee and the register must be two organisations: whoever is both could join what is kept apart."
            )
            return nil
        }
        return ReportingSettings(
            trustee: trustee, register: register, sendModule: sendModule, municipalities: municipalities,
            mailSenders: mailSenders)
    }

    private func organisation(_ key: String, _ reader: SettingReader) -> OrganisationNumber? {
        guard let text = reader.requiredText(key) else { return nil }
        if let number = OrganisationNumber(text.value) { return number }
        reader.report(text.place, key, "This is no organisation number: nine digits, the last a check digit.")
        return nil
    }

    private func sendModule(_ reader: SettingReader) -> SendModuleSettings? {
        reader.allow(only: ["address", "expectedAddress", "trustRoots"])
        guard let text = reader.requiredText("address") else { return nil }
        guard let address = HTTPAddress(text.value) else {
            reader.report(text.place, "address", "This is no https address.")
            return nil
        }
        let allowed = AllowedHosts((top.texts("allowedHosts") ?? []).map(\.value))
        if !allowed.allows(address.host) {
            reader.report(
                text.place, "address", "The host is not in `allowedHosts`, so it would never be reached.")
        }
        return SendModuleSettings(
            address: address, expectedAddress: reader.text("expectedAddress")?.value,
            trustRoots: reader.text("trustRoots").map(path))
    }

    private func municipalities(_ reader: SettingReader) -> [ReportingMunicipality] {
        reader.named().compactMap { name, reader in
            reader.allow(only: ["organisation", "districts"])
            let organisation = organisation("organisation", reader)
            guard let number = MunicipalityNumber(name) else {
                reader.report(reader.place, "organisation", "`\(name)` is no municipality number: four digits.")
                return nil
            }
            let districts = (reader.texts("districts") ?? []).compactMap { text -> DistrictNumber? in
                if let district = DistrictNumber(text.value) { return district }
                reader.report(text.place, "districts", "A district has two digits, in quotes: \"00\".")
                return nil
            }
            return organisation.map {
                ReportingMunicipality(
                    number: number, organisation: $0, districts: districts.isEmpty ? [.whole] : districts)
            }
        }
    }

    private func mailSenders(_ reader: SettingReader) -> ReportingMailSenders {
        reader.allow(only: ["register", "portal"])
        return ReportingMailSenders(
            register: reader.text("register")?.value, portal: reader.text("portal")?.value)
    }
}
