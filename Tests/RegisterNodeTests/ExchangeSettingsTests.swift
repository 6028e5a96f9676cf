import CommandOutcome
import Foundation
import Identifiers
import Register
import Settings
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Where feedback goes as messages")
struct ExchangeSettingsTests {
    private let scene: NodeScene

    init() throws { scene = try NodeScene() }

    @Test("I-046 municipalities' addresses come with their list: all three or none")
    func list() throws {
        let head = "municipality;name;organisationNumber;sharedAddress;organisationHer;serviceHer;serviceName\n"
        let line = "9901;Nordbygda;\(scene.north.number);post@nord.example;"
        func read(_ rest: String) throws -> ExchangeParty? {
            try MunicipalityFile(Array((head + line + rest).utf8)).municipalities.first?.exchange
        }
        let address = try read("800300;800301;Pleie og omsorg\n")
        #expect(
            address
                == ExchangeParty(
                    name: "Nordbygda", her: HERId(800_300)!, serviceName: "Pleie og omsorg", serviceHER: HERId(800_301)!
                ))
        #expect(try read(";;\n") == nil)
        for wrong in ["800300;;Pleie\n", "800300;800300;Pleie\n", "x;800301;Pleie\n", "800300;800301;\n"] {
            #expect(throws: AdministrationError.self, "\(wrong)") { try read(wrong) }
        }
    }

    @Test("I-046 the folder and the register's own addresses are configuration, all of it or none")
    func configuration() throws {
        let path = scene.scratch.path("register.yaml")
        let yaml = try String(contentsOfFile: path, encoding: .utf8)
        func read(_ more: String) throws -> RegisterConfiguration.Exchange? {
            try RegisterConfiguration.read(yaml: yaml + more, file: path, environment: [:]).exchange
        }
        #expect(try read("") == nil)
        let all = """

            exchange:
              folder: records
              organisationName: Registeret
              organisationHer: 800900
              serviceName: Helse og omsorg
              serviceHer: 800901
            """
        let own = try #require(try read(all))
        #expect(own.folder == scene.scratch.path("records") && own.party.serviceHER == HERId(800_901))
        for wrong in [
            all.replacing("800901", with: "x"), all.replacing("  folder: records\n", with: ""), all + "\n  x: 1",
        ] {
            #expect(throws: ConfigurationError.self) { try read(wrong) }
        }
    }
}
