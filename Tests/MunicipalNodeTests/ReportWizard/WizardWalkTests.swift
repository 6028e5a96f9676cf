import Foundation
import HTTPListening
import HealthMessages
import Logging
import NIOCore
import TestSupport
import Testing
import Web

@testable import Console
@testable import MunicipalNode
@testable import ReportWizard

@Suite("The wizard's passing pages in a browser")
struct WizardWalkTests {
    @Test(
        "N-41 work that goes on, what has just been fetched and what is not open yet are as good to read as the rest",
        arguments: ["nb", "nn", "en"])
    func walk(language: String) async throws {
        let stage = try await WizardStage(origin: BrowserWalk.origin)
        try await stage.settleInbox()
        let (sent, other) = (try await stage.answered(), try await stage.answered())
        try await stage.installation.arrive(sent.feedback)
        // One that is rejected: its archive is not the one it tells of.
        try await stage.installation.arrive(other.feedback) { $0.replacing("<Unit>", with: "<Unit>x") }
        let id = try #require(FeedbackID(sha256: sent.feedback.sha256))
        let extract = try stage.installation.directory.write(WizardStage.extract().extract, to: "uttrekk.xml")
        let working: [BrowserWalk.Step] = [
            .open(try stage.link()), .press("main form button"), .press("main form[action='/reports'] button"),
            .attach("extract", [extract]), .press("main form[action$='/extract'] button"),
            .press("main a[href$='/still']"), .look,
        ]
        let fetching: [BrowserWalk.Step] = [
            .open(try stage.link()), .press("main form button"), .open("/feedback"),
            .press("main form[action='/feedback'] button"), .look,
            .open(WizardRoute.feedback(.one(id)).path), .look, .press("main form[action$='/open'] button"), .look,
        ]
        let gate = DispatchSemaphore(value: 0)
        let blocker = Task(executorPreference: stage.desk.thread) { gate.wait() }
        let listener = WebListener(
            stage.site.site, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let seen = try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: { port in
            defer { gate.signal() }
            return try await BrowserWalk(working, languages: [language]).go(port: port)
        }
        await blocker.value
        let fetched = try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: { port in
            try await BrowserWalk(fetching, languages: [language]).go(port: port)
        }
        #expect(seen.faults + fetched.faults == [])
        #expect(seen.looks.count == 2 && fetched.looks.count == 6 && stage.reports == [])
    }
}
