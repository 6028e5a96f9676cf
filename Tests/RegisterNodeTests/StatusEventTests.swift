import Certificates
import Doctor
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Status events to the trustee")
struct StatusEventTests {
    /// The trustee's end: takes posts, and answers as it is told.
    private struct TrusteeEnd: HTTPResponder {
        let taken: Collected<[UInt8]>
        let answer: @Sendable (Int) -> HTTPResponse.Status
        /// What it says to anything but a post.
        let otherwise: HTTPResponse.Status
        /// The dates it has; nil for one that does not say.
        let season: SeasonCalendar?

        func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
            let body = try await request.body.collect(upTo: 1 << 20)
            if request.uri.path == "/season", let season {
                return Response(
                    status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(season))))
            }
            guard request.uri.path == "/status", context.connection.clientCertificate != nil else {
                return Response(status: .notFound)
            }
            guard request.method == .post else { return Response(status: otherwise) }
            let status = answer(taken.all.count)
            taken.add(Array(body.readableBytesView))
            return Response(status: status)
        }
    }

    private func withTrustee<Value>(
        _ answer: @escaping @Sendable (Int) -> HTTPResponse.Status,
        otherwise: HTTPResponse.Status = .methodNotAllowed, season: SeasonCalendar? = nil,
        _ body: (NodeScene, Collected<[UInt8]>) async throws -> Value
    ) async throws -> Value {
        let line = try NodeScene()
        let taken = Collected<[UInt8]>()
        let settings = HTTPListenerSettings(
            host: "127.0.0.1", port: 0,
            tls: HTTPListenerTLS(
                certificateChainFile: line.scratch.path("tls/register.pem"),
                privateKeyFile: line.scratch.path("tls/register.key"),
                clients: .required(rootsFile: line.scratch.path("trust/issuers.pem"))))
        let listener = HTTPListener(
            settings: settings,
            responder: TrusteeEnd(taken: taken, answer: answer, otherwise: otherwise, season: season),
            log: Logger(label: "trustee"))
        let (ports, port) = AsyncStream<Int>.makeStream()
        let running = Task { try await listener.run { port.yield($0.port ?? 0) } }
        let bound = await ports.first { _ in true }
        let scene = try NodeScene(trusteeAddress: "https://localhost:\(bound!)")
        do {
            let value = try await body(scene, taken)
            running.cancel()
            _ = await running.result
            return value
        } catch {
            running.cancel()
            throw error
        }
    }

    private func receive(_ scene: NodeScene, _ node: RegisterNode) throws -> SubmissionID {
        let delivery = try scene.delivery(DeliveryPlan { $0.kind = .test })
        let intake = Intake(store: node.store, trust: node.administration().trust.trust)
        let now = scene.clock.now
        _ = try intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: now)
        for part in delivery.content + delivery.map {
            _ = try intake.add(part.fileName, part.bytes, to: delivery.id, now: now)
        }
        let answer = try intake.complete(delivery.id, now: now)
        #expect(answer == .received(delivery.id))
        return delivery.id
    }

    @Test("I-082 each step goes once, signed by the register; what was not answered goes again")
    func sent() async throws {
        try await withTrustee({ $0 == 0 ? .serviceUnavailable : .noContent }) { scene, taken in
            let node = try await scene.open()
            let id = try receive(scene, node)
            for minute in 0...3 { await node.runOnce(now: NodeScene.at(10, 13, minute)) }
            let signers = SignerVerification(
                trust: scene.authority.trustStore, revocation: .init(required: false), now: scene.clock.now)
            let events = try taken.all.map {
                try StatusEvent.verify($0, signers: signers, register: scene.register.number)
            }
            #expect(events.allSatisfy { $0.submission == id })
            #expect(events.map(\.step) == [.received, .received, .controlled])
            // The same octets both times.
            #expect(Set(taken.all.prefix(2)).count == 1)
            try await node.close()
        }
    }

    @Test("an event that the trustee refuses does not keep the next ones back")
    func refused() async throws {
        try await withTrustee({ $0 == 0 ? .notFound : .noContent }) { scene, taken in
            let node = try await scene.open()
            _ = try receive(scene, node)
            await node.runOnce(now: NodeScene.at(10, 13))
            #expect(taken.all.count == 2)
            try await node.close()
        }
    }

    private func finding(
        _ scene: NodeScene, calls: Bool = true, code: String = "status-events"
    ) async -> DoctorFinding? {
        await RegisterDoctor(scene.configuration, now: Date()).examine(calls: calls).findings.first { $0.code == code }
    }

    /// What the doctor says of the dates, when the trustee has these and the register those of 2016 as usual.
    private func seasonFinding(_ season: SeasonCalendar?) async throws -> DoctorFinding {
        try await withTrustee({ _ in .noContent }, season: season) { scene, _ in
            let node = try await scene.open()
            try node.store.keep(.usual(yearReported: 2016))
            try await node.close()
            #expect(await finding(scene, calls: false, code: "season-at-trustee") == nil)
            return try #require(await finding(scene, code: "season-at-trustee"))
        }
    }

    @Test("I-004 the doctor holds the season's dates against the trustee's, and says which differ and who mends them")
    func seasonDates() async throws {
        let usual = SeasonCalendar.usual(yearReported: 2016)
        let same = try await seasonFinding(usual)
        #expect(same.verdict == .ok && same.sentence.contains("the same dates of 2016"))
        let earlier = SeasonCalendar(
            yearReported: 2016, opens: usual.opens, lastDay: usual.lastDay, feedbackFrom: usual.feedbackFrom,
            published: usual.published, correctionsBefore: usual.correctionsBefore.adding(days: -1),
            finallyPublished: usual.finallyPublished)
        let other = try await seasonFinding(earlier)
        #expect(other.verdict == .error)
        #expect(other.sentence.contains("closes is") && !other.sentence.contains("opens is"))
        #expect(
            other.remedy?.contains("season set FILE") == true && other.remedy?.contains("the trustee mends") == true)
        let year = try await seasonFinding(.usual(yearReported: 2017))
        #expect(year.verdict == .warning && year.sentence.contains("no dates of 2017 are set here"))
        #expect(try await seasonFinding(nil).verdict == .warning)
    }

    @Test("the doctor calls the trustee, changes nothing there, and says so when it was not called")
    func doctor() async throws {
        try await withTrustee({ _ in .noContent }) { scene, taken in
            let address = try #require(scene.configuration.statusEvents).address
            #expect(await finding(scene)?.sentence == "\(address) takes them.")
            #expect(await finding(scene, calls: false)?.sentence == "They go to \(address), which was not called.")
            #expect(taken.all.isEmpty)
        }
    }

    @Test("the doctor says why the trustee cannot be told: nobody there, another server, a certificate not trusted")
    func doctorTroubles() async throws {
        let address = try await withTrustee({ _ in .noContent }, otherwise: .notFound) { scene, _ in
            let other = try #require(await finding(scene))
            #expect(other.verdict == .warning && other.sentence.contains("it answers with status 404"))
            try scene.scratch.write(
                SyntheticAuthority(name: "Fremmed", now: NodeScene.noon).certificate.pem, to: "trust/issuers.pem")
            let stranger = try #require(await finding(scene))
            #expect(stranger.verdict == .warning && stranger.sentence.contains("its certificate is not one"))
            return try #require(scene.configuration.statusEvents).address
        }
        let silent = try #require(await finding(try NodeScene(trusteeAddress: address)))
        #expect(silent.verdict == .warning && silent.sentence.contains("no connection comes about"))
    }

    @Test("the log says why the trustee could not be told")
    func reason() async throws {
        let said = Collected<String>()
        let scene = try NodeScene(trusteeAddress: "https://localhost:9")
        let node = try await scene.open(log: Logger(label: "test") { _ in ReasonLog(said: said) })
        _ = try receive(scene, node)
        await node.runOnce(now: NodeScene.at(10, 13))
        #expect(said.all == ["noConnection"])
        try await node.close()
    }
}

/// Keeps the reasons of unreachable trustees.
private struct ReasonLog: LogHandler {
    let said: Collected<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        guard "\(event.message)" == "trustee-unreachable" else { return }
        said.add(event.metadata?["reason"].map { "\($0)" } ?? "-")
    }
}
