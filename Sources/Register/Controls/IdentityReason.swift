import IplosContent

/// Why the trustee could give no pseudonym, by the codes that are agreed with it. The register learns no digit of the
/// number.
enum IdentityReason {
    static func message(_ code: Int) -> ControlText {
        let reason =
            switch code {
            case 1: ControlText("det mangler", "det manglar", "it is missing")
            case 2: ControlText("det har ikke elleve sifre", "det har ikkje elleve siffer", "it has not eleven digits")
            case 3:
                ControlText("det har andre tegn enn sifre", "det har andre teikn enn siffer", "it is not all digits")
            case 4: ControlText("datoen finnes ikke", "datoen finst ikkje", "there is no such date")
            case 5: ControlText("kontrollsifferet er feil", "kontrollsifferet er feil", "the check digit is wrong")
            case 6: ControlText("det er et testnummer", "det er eit testnummer", "it is a test number")
            case 7:
                ControlText(
                    "det er et ekte nummer i en test", "det er eit ekte nummer i ein test", "it is real, in a test")
            default: ControlText("ukjent grunn \(code)", "ukjend grunn \(code)", "unknown reason \(code)")
            }
        return ControlText(
            "Rett fødselsnummeret: \(reason.nb). Personen er ikke med i statistikken.",
            "Rett fødselsnummeret: \(reason.nn). Personen er ikkje med i statistikken.",
            "Correct the identity number: \(reason.en). The person is not in the statistics.")
    }
}
