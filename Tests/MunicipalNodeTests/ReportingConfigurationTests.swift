import CommandOutcome
import Foundation
import Identifiers
import Settings
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Configuration of the yearly report")
struct ReportingConfigurationTests {
    private static let parties = """
          trustee: "\(SyntheticOrganisations.hospital.number)"
          register: "\(SyntheticOrganisations.generalPractice.number)"
        """

    private func read(_ reporting: String, allowed: String = "iplos.helsenett.example") throws -> Configuration {
        try Configuration.read(
            yaml: ConfigurationTests.minimal + "\nallowedHosts: [\(allowed)]\nreporting:\n" + Self.parties + "\n"
                + reporting, file: "/etc/b/budstikke.yaml", environment: [:])
    }

    private func problems(_ reporting: String, allowed: String = "iplos.helsenett.example") -> [String] {
        do {
            _ = try read(reporting, allowed: allowed)
            return []
        } catch let error as ConfigurationError { return error.problems.map(\.sentence) } catch { return ["\(error)"] }
    }

    @Test("I-022 I-024 where the send module is, whom is reported for, and who sends mails; district 00 when left out")
    func whole() throws {
        let organisation = SyntheticOrganisations.northMunicipality.number
        let configuration = try read(
            """
              sendModule:
                address: https://iplos.helsenett.example/Sendemodul/
                expectedAddress: 192.0.2.94
                trustRoots: roots.pem
              municipalities:
                "9901": {organisation: "\(organisation)"}
                "9902": {organisation: "\(organisation)", districts: ["00", "03"]}
              mailSenders: {register: iplos@register.example}
            """)
        let reporting = try #require(configuration.reporting)
        #expect(reporting.sendModule?.address.host == "iplos.helsenett.example")
        #expect(reporting.sendModule?.trustRoots == "/etc/b/roots.pem")
        #expect(reporting.municipalities.map { $0.units.map(\.description) } == [["9901-00"], ["9902-00", "9902-03"]])
        #expect(reporting.mailSenders == ReportingMailSenders(register: "iplos@register.example", portal: nil))
        let again = try Configuration.read(
            yaml: configuration.effectiveYAML, file: "/etc/b/budstikke.yaml", environment: [:])
        #expect(again == configuration)
        #expect(try read("").reporting?.sendModule == nil)
    }

    @Test("M-071 a host that would never be reached, an address in clear, and numbers that are none are told")
    func wrong() {
        let address = "  sendModule: {address: \"https://iplos.helsenett.example/\"}"
        #expect(problems(address, allowed: "other.example").first?.contains("allowedHosts") == true)
        #expect(
            problems("  sendModule: {address: \"http://iplos.helsenett.example/\"}") == ["This is no https address."])
        #expect(problems("  sendModule: {}").first?.contains("missing") == true)
        #expect(problems("  municipalities:\n    \"99\": {organisation: \"1\"}").count == 2)
        #expect(
            problems(
                "  municipalities:\n    \"9901\": {organisation: \"\(SyntheticOrganisations.hospital.number)\", "
                    + "districts: [0]}"
            ).first?.contains("two digits") == true)
        #expect(problems("  pin: \"4711\"").first?.contains("There is no such setting") == true)
    }
}
