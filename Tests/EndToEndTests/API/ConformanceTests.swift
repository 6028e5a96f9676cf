import Foundation
import Glibc
import Identifiers
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// The API against its own description, by a program that knows nothing else of it (U-52).
    @Suite(.serialized) struct ConformanceTests {
        @Test(
            "U-52 M-037 schemathesis finds no fault: all checks, stateful, as two tenants that see nothing of each other"
        )
        func schemathesis() async throws {
            try await APIHouse.with { house in
                let other = try #require(house.street.neighbourhood.parties[.lilledal])
                let added = try await house.command([
                    "record-system", "add", "records", "--tenant", other.tenant.name, "--her", other.her.description,
                ])
                let second = try #require(
                    added.text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("bud_") }.map(String.init))
                // Something to read and to answer for the first of them.
                _ = try await house.street.submit(3)
                for _ in 0..<3 { _ = try await house.client.submit(house.street.documentFromMunicipality()) }
                let folder = try ScratchDirectory()
                try Self.auth(storvik: house.token, lilledal: second).write(
                    toFile: folder.path("auth.json"), atomically: true, encoding: .utf8)
                // First whatever the description allows, as two tenants; then as one, with HER-ids of its own, so that more
                // gets through and nothing is forbidden.
                let own = house.municipality.her
                for (parameters, checks, options) in [
                    ("", Self.asTwoTenants, []),
                    (
                        "parameters = { ReceiverHerIds = [\(own)], herId = \(own), appRecSenderHerId = \(own), "
                            + "SenderHerId = \(own), SenderHerIds = [\(own)] }", Self.withOwnAddresses,
                        ["--mode", "positive"]
                    ),
                ] {
                    try (parameters + "\n" + checks).write(
                        toFile: folder.path("schemathesis.toml"), atomically: true, encoding: .utf8)
                    let run = try await Command.run(
                        Self.program,
                        [
                            "--config-file", folder.path("schemathesis.toml"), "run",
                            "\(house.client.base)/openapi.json", "--url", house.client.base, "--seed", "1",
                            "--max-examples", ProcessInfo.processInfo.environment["BUDSTIKKE_API_EXAMPLES"] ?? "20",
                            "--generation-database", "none", "--no-color",
                        ] + options, in: folder)
                    #expect(run.status == 0, "\(run.text.suffix(6000)) \(run.errorText.suffix(1000))")
                    let figures = run.text.split(separator: "\n").filter { $0.contains(" generated,") }
                    print("Measured: schemathesis \(figures.joined(separator: "; "))")
                }
                #expect(!house.street.log(of: .municipalities).contains("api-fault"))
            }
        }

        /// Beside the build, where `Scripts/setup` puts it.
        private static var program: String {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            return root.appending(path: ".build-python/bin/st").path
        }

        private static func auth(storvik: String, lilledal: String) -> String {
            func entry(_ name: String, _ token: String) -> String {
                #"{"name":"\#(name)","fixedHeaders":[{"name":"Authorization","value":"Bearer \#(token)"}]}"#
            }
            return #"{"auth":[\#(entry("storvik", storvik)),\#(entry("lilledal", lilledal))]}"#
        }

        /// A generated document is no sound message, a generated HER-id not the caller's own: refusing them is right. The
        /// token is good, so that nothing is unauthorized.
        private static let asTwoTenants = """
            [auth.wfc]
            path = "auth.json"
            user = "storvik"
            peers = ["storvik", "lilledal"]

            [checks]
            positive_data_acceptance.expected-statuses = [200, 201, 204, 400, 403, 404, 409]
            object_level_authorization.enabled = true
            """

        /// Who asks for its own is not forbidden anything either.
        private static let withOwnAddresses = """
            [auth.wfc]
            path = "auth.json"
            user = "storvik"

            [checks]
            positive_data_acceptance.expected-statuses = [200, 201, 204, 400, 404, 409]
            """
    }
}
