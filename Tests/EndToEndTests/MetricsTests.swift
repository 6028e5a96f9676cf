import AsyncHTTPClient
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// `/livez`, `/readyz` and `/metrics` of the real program.
    @Suite("Health and metrics") struct MetricsTests {
        @Test("U-50 figures of a street with traffic, as a monitoring system reads them")
        func figures() async throws {
            try await Street.with { street in
                let meter = try await street.serveMetrics(on: .hospital)
                let ids = try await street.submit(3)
                let told = try await street.settle(ids, within: 180)
                #expect(ids.allSatisfy { told[$0] == Street.success })

                let live = try await meter.get("/livez")
                #expect(live.status == 200 && live.text == #"{"live":true}"#)
                let ready = try await meter.get("/readyz")
                #expect(ready.status == 200 && ready.text == #"{"ready":true,"reasons":[]}"#)
                #expect(ready.headers.first(name: "content-type") == "application/json")
                #expect(try await meter.get("/").text.contains("nothing of patients"))
                #expect(try await meter.get("/nothing").status == 404)
                #expect(try await meter.get("/metrics", .POST).status == 405)

                let tenant = street.hospital.tenant.name
                try await street.wait("all steps are counted") {
                    try await meter.samples()["budstikke_steps_total|step=handedOver|tenant=\(tenant)"] == 3
                }
                let page = try await meter.get("/metrics")
                #expect(
                    page.headers.first(name: "content-type")
                        == "application/openmetrics-text; version=1.0.0; charset=utf-8")
                #expect(page.text.hasSuffix("\n# EOF\n"))
                let found = try await meter.samples()
                #expect(found["budstikke_ready"] == 1 && found["budstikke_loops_stalled"] == 0)
                #expect(found["budstikke_build_info|version=0.1.0"] == 1)
                #expect(found["budstikke_tenant_running|tenant=\(tenant)"] == 1)
                #expect(found["budstikke_steps_total|step=acknowledged|tenant=\(tenant)"] == 3)
                #expect(found["budstikke_receipts_waiting|receipt=application|tenant=\(tenant)"] == 0)
                #expect(found["budstikke_receipt_oldest_wait_seconds|receipt=application|tenant=\(tenant)"] == 0)
                let sent = found["budstikke_sends_total|outcome=sent|tenant=\(tenant)|transport=mail"] ?? 0
                #expect(sent >= 6, "three documents, and a receipt for each receipt")
                #expect((found["budstikke_mailbox_rounds_total|outcome=ok|tenant=\(tenant)"] ?? 0) > 0)
                #expect(found["budstikke_mailbox_rounds_total|outcome=failed|tenant=\(tenant)"] == 0)
                #expect((found["budstikke_mails_fetched_total|tenant=\(tenant)"] ?? 0) >= 6)
                #expect((found["budstikke_certificate_remaining_seconds|purpose=signing|tenant=\(tenant)"] ?? 0) > 0)
                #expect((found["budstikke_disk_free_bytes"] ?? 0) > 0)
                #expect(found["budstikke_http_requests_total|listener=metrics|status=404"] == 1)
                let start = try #require(found["budstikke_process_start_time_seconds"])
                #expect(abs(start - Date().timeIntervalSince1970) < 600)
                for id in ids { #expect(!page.text.contains(id)) }
                #expect(!page.text.contains(street.municipality.her.description), "no partner is told of")
            }
        }

        @Test(
            "U-50 what is missing makes it not ready and is told, until it is there"
        )
        func readiness() async throws {
            try await Street.with { street in
                let meter = try await street.serveMetrics(on: .hospital)
                let register = street.neighbourhood.ground.register
                let good = try #require(FileManager.default.contents(atPath: register))
                try Data("parties: [{".utf8).write(to: URL(filePath: register), options: .atomic)
                let reply = try await meter.get("/readyz")
                #expect(reply.status == 503)
                let told = try JSONDecoder().decode(Readiness.self, from: Data(reply.text.utf8))
                #expect(!told.ready && told.reasons.map(\.code) == ["register-unusable"])
                #expect(told.reasons.first?.sentence.contains("cannot be used") == true)
                #expect(try await meter.get("/livez").status == 200)
                try await street.wait("the page is made anew") { try await meter.samples()["budstikke_ready"] == 0 }
                #expect(
                    try await meter.samples()["budstikke_not_ready_reasons|reason=register-unusable"] == 1)
                try good.write(to: URL(filePath: register), options: .atomic)
                #expect(try await meter.get("/readyz").status == 200)
            }
        }

        @Test("U-50 U-51 with the mail servers down, attempts are counted and each line of the log is whole")
        func mailDown() async throws {
            try await Street.withProxy { street, proxy in
                let meter = try await street.serveMetrics(on: .hospital)
                let tenant = street.hospital.tenant.name
                try await proxy.fall()
                let ids = try await street.submit(1)
                try await street.wait("both are counted") {
                    let found = try await meter.samples()
                    return (found["budstikke_mailbox_rounds_total|outcome=failed|tenant=\(tenant)"] ?? 0) > 0
                        && (found["budstikke_sends_total|outcome=failed|tenant=\(tenant)|transport=mail"] ?? 0) > 0
                        && (found["budstikke_mailbox_unreachable_seconds|tenant=\(tenant)"] ?? 0) > 0
                }
                try await street.wait("the job's end is logged") {
                    street.log(of: .hospital).contains(#""event":"a job did not end well""#)
                }
                #expect(try await meter.get("/readyz").status == 200, "not for long yet")
                try await proxy.rise()
                try await street.expectArrival(of: ids, within: 90)
                #expect(try await meter.samples()["budstikke_mailbox_unreachable_seconds|tenant=\(tenant)"] == 0)

                var events: Set<String> = []
                for line in street.log(of: .hospital).split(separator: "\n") {
                    let fields = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
                    let at = try #require(fields["ts"])
                    #expect(at.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) != nil, "RFC 3339: \(at)")
                    #expect(fields["level"]?.isEmpty == false)
                    let event = try #require(fields["event"])
                    events.insert(event)
                    guard ["a job did not end well", "a mailbox cannot be read"].contains(event) else { continue }
                    #expect(fields["tenant"] == tenant)
                    guard event == "a job did not end well" else { continue }
                    #expect(fields["messageId"]?.isEmpty == false)
                    #expect(fields["serverId"].flatMap(UUID.init) != nil)
                }
                #expect(events.isSuperset(of: ["ready", "metrics-listening", "a mailbox cannot be read"]))
            }
        }

        private struct Readiness: Decodable {
            struct Reason: Decodable {
                let code: String
                let sentence: String
            }
            let ready: Bool
            let reasons: [Reason]
        }
    }
}

/// A monitoring system that looks at one server.
private struct Meter {
    let port: Int

    struct Answer {
        let status: Int
        let headers: HTTPHeaders
        let text: String
    }

    func get(_ path: String, _ method: HTTPMethod = .GET) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = method
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 10_000_000)
        return Answer(
            status: Int(response.status.code), headers: response.headers, text: String(buffer: body))
    }

    /// What another program reads from the page, by name and labels: `name|label=value|…`, labels in order.
    func samples() async throws -> [String: Double] {
        let page = try await get("/metrics")
        let read = try await Command.run(
            PythonEnvironment.interpreter, ["-c", Self.reader], input: Array(page.text.utf8))
        try #require(read.status == 0, "the page is OpenMetrics: \(read.errorText)")
        return try JSONDecoder().decode([String: Double].self, from: Data(read.output))
    }

    private static let reader = """
        import json, sys
        from prometheus_client.openmetrics.parser import text_string_to_metric_families
        found = {}
        for family in text_string_to_metric_families(sys.stdin.read()):
            assert family.documentation, family.name
            for sample in family.samples:
                key = "|".join([sample.name] + sorted(f"{n}={v}" for n, v in sample.labels.items()))
                assert key not in found, key
                found[key] = sample.value
        print(json.dumps(found))
        """
}

extension Street {
    /// Adds `metrics` to a node's configuration and starts it anew.
    fileprivate func serveMetrics(on node: NodeName) async throws -> Meter {
        let port = try FreePort.any()
        try configure(node) { $0 + "metrics: {port: \(port)}\n" }
        try await restart(node)
        try await wait("metrics are served") { log(of: node).contains(#""event":"metrics-listening""#) }
        try await wait("the node is ready") { log(of: node).contains(#""event":"ready""#) }
        return Meter(port: port)
    }
}
