import Foundation
import HTTPListening
import Logging
import NIOCore
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

@Suite("The pages of a tenant's messages in a browser")
struct ConsoleWalkTests {
    @Test(
        "N-41 from the link to the matter that is closed, axe finds nothing on any page, in both colour schemes",
        arguments: ["nb", "nn", "en"])
    func walk(language: String) async throws {
        let scene = try await ConsoleStage(origin: BrowserWalk.origin)
        let calm: [BrowserWalk.Step] = [
            .open("/"), .look, .open(try scene.link([.look, .act])), .look, .press("main form button"), .look,
            .press("main a[href='/overview/still']"), .look, .open("/messages"), .look, .open("/tasks"), .look,
            .open("/security"), .look,
            .press("form[action='/security/sign'] button"), .look,
        ]
        let fine = try await scene.message()
        let quiet = try await walk(calm, language, scene)
        let failed = try await scene.message(state: .expired, task: .expired, reason: "not-acknowledged-in-time")
        for _ in 0..<2 { try await scene.message("LOG_INNLAGT", task: .appRecMissing, reason: "no-appRec-in-time") }
        let task = try #require(try await scene.tasks().last).id
        let number = SyntheticPerson.number(5).identityNumber
        let busy: [BrowserWalk.Step] = [
            .open(try scene.link([.look, .act])), .press("main form button"), .look,
            .press(".card a[href*='step=expired']"), .look, .press("main form button"), .look,
            .open("/messages"), .fill("q", "Storvik"), .press("form.search button"), .look,
            .fill("q", "finnes ikke her"), .press("form.search button"), .look,
            .fill("q", number), .press("form.search button"), .look,
            .fill("q", fine.msgID ?? ""), .press("form.search button"), .press("tbody a"), .look,
            .open(ConsoleRoute.message(failed.serverID).path), .look, .press("main form button"), .look,
            .open(ConsoleRoute.task(task).path), .look, .press("form[action$='/change'] button"), .look,
            .fill("note", "Ringte legekontoret"), .press("form[action$='/change'] button"), .look,
            .fill("note", "Sagt fra på telefon"), .press("form[action$='/take'] button"), .look,
            .open("/tasks?all=yes"), .look,
        ]
        let (deviate, button) = ("form[action$='/deviations/new'] button", "form[action$='/change'] button")
        func goOn(_ state: Deviation.State) -> [BrowserWalk.Step] {
            [.tick("move][value=\(state.rawValue)"), .press(button)]
        }
        let deviating: [BrowserWalk.Step] =
            [
                .open(try scene.link([.look, .act])), .press("main form button"), .open("/deviations"), .look,
                .open(ConsoleRoute.message(failed.serverID).path), .press("main a[href*='/deviations/new']"), .look,
                .press(deviate), .look, .tick("category][value=disclosure"), .fill("discovered", "30.11.2025 14.05"),
                .fill("what", "Sendt til feil legekontor"), .fill("immediate", "Gjelder \(number)"), .press(deviate),
                .look, .fill("immediate", "Ringte dem"), .press(deviate), .look,
            ] + goOn(.inProgress) + goOn(.measures) + goOn(.closed) + [
                .look, .open("/overview/still"), .look, .open("/deviations"), .look, .press("tbody a"),
                .press("a[href$='/print']"), .look, .open("/deviations/blank"), .look,
                .open("/deviations/statistics"), .look, .open("/deviations/1"), .fill("restored", "30.11.2025 15.00"),
                .fill("cause", "Feil i registeret"), .fill("prevention", "Ny kontroll"),
                .fill("notNotified", "Ingen har sett det"),
            ] + goOn(.closed) + [.look, .fill("reason", "Det hendte igjen"), .press(button), .look]
        let seen = try await walk(busy, language, scene, forbidden: [number])
        let deviated = try await walk(deviating, language, scene, forbidden: [number])
        #expect(quiet.faults + seen.faults + deviated.faults == [])
        let shown = Set(
            (quiet.looks + seen.looks + deviated.looks).compactMap { look in
                ConsoleRoute(.get, look.path.split(separator: "/").map(String.init)).map(Self.name)
            })
        let pages = ConsoleRoute.examples.filter { route in
            switch route {
            // They have walks of their own.
            case .report, .signIn, .people: return false
            default: break
            }
            return route.method == .get
        }
        // A file, and what leads on at once, are no pages.
        let files = ["evidence", "statisticsFile", "authorityText", "authorityFile", "file"]
        let wanted = Set(pages.map(Self.name)).subtracting(files)
        #expect(wanted.subtracting(shown) == [], "\(shown)")
        #expect(scene.stage.reports == [])
    }

    private static func name(of route: ConsoleRoute) -> String {
        if case .deviation(let route) = route { return String("\(route)".prefix { $0 != "(" }) }
        return String("\(route)".prefix { $0 != "(" })
    }

    private func walk(
        _ steps: [BrowserWalk.Step], _ language: String, _ scene: ConsoleStage, forbidden: [String] = []
    ) async throws -> BrowserWalk.Seen {
        let listener = WebListener(
            scene.stage.site.site, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: { port in
            try await BrowserWalk(steps, languages: [language], forbidden: forbidden).go(port: port)
        }
    }
}
