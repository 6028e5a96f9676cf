public import Identifiers

/// The two national parties that yearly reports are sealed to, by the numbers that their certificates must bear.
///
/// They are pinned here and never taken from the keys themselves (I-018).
public struct ReportingSettings: Sendable, Equatable, Encodable {
    /// The trusted third party: sees who, never what.
    public var trustee: OrganisationNumber
    /// The register: sees what, never who.
    public var register: OrganisationNumber
}

extension ConfigurationReading {
    func reporting() -> ReportingSettings? {
        guard let reader = top.map("reporting") else { return nil }
        reader.allow(only: ["trustee", "register"])
        func number(_ key: String) -> OrganisationNumber? {
            guard let text = reader.requiredText(key) else { return nil }
            if let number = OrganisationNumber(text.value) { return number }
            reader.report(text.place, key, "This is no organisation number: nine digits, the last a check digit.")
            return nil
        }
        guard let trustee = number("trustee"), let register = number("register") else { return nil }
        guard trustee != register else {
            reader.report(
                reader.place, "register",
                "The trustee and the register must be two organisations: whoever is both could join what is kept apart."
            )
            return nil
        }
        return ReportingSettings(trustee: trustee, register: register)
    }
}
