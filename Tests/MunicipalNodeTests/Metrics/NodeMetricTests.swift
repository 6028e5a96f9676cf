import Foundation
import Monitoring
import Testing

@testable import MunicipalNode

@Suite("The catalogue of metrics")
struct NodeMetricTests {
    private static func file(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Docs/Operations")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The metrics that a text names, by the name that their samples have.
    private static func named(in text: String) -> Set<String> {
        Set(text.matches(of: /budstikke_[a-z0-9_]+/).map { String($0.output) })
    }

    @Test("U-50 names, units and labels are as OpenMetrics has them", arguments: NodeMetric.allCases)
    func wellFormed(metric: NodeMetric) throws {
        #expect(metric.rawValue.wholeMatch(of: /budstikke_[a-z]+(_[a-z]+)*/) != nil)
        #expect(!metric.rawValue.hasSuffix("_total") && !metric.rawValue.hasSuffix("_info"))
        #expect(!metric.help.isEmpty && metric.help.hasSuffix(".") && !metric.help.contains("\n"))
        #expect(Set(metric.labels).count == metric.labels.count)
        switch metric.kind {
        case .counter: #expect(metric.sampleName == metric.rawValue + "_total")
        case .gauge: #expect(metric.sampleName == metric.rawValue)
        case .info: #expect(metric.sampleName == metric.rawValue + "_info" && metric.unit == nil)
        }
        #expect(metric.rawValue.hasSuffix("_seconds") == (metric.unit == "seconds"))
        #expect(metric.rawValue.hasSuffix("_bytes") == (metric.unit == "bytes"))
    }

    @Test("U-50 labels are bounded: no partner, message, address or person is ever one")
    func labels() {
        let allowed: Set = [
            "tenant", "direction", "state", "step", "transport", "outcome", "verdict", "receipt", "purpose", "kind",
            "listener", "status", "reason", "version",
        ]
        #expect(Set(NodeMetric.allCases.flatMap(\.labels)) == allowed)
    }

    @Test(
        "U-50 alert rules and dashboard name only metrics that the server gives, with labels they have",
        arguments: ["alerts.yaml", "grafana-dashboard.json"])
    func rules(name: String) throws {
        let text = try Self.file(name)
        let given = Dictionary(uniqueKeysWithValues: NodeMetric.allCases.map { ($0.sampleName, $0) })
        #expect(Self.named(in: text).count > 10)
        #expect(Self.named(in: text).subtracting(given.keys) == [])
        for match in text.matches(of: /(budstikke_[a-z0-9_]+)\{([^}]*)\}/) {
            let metric = try #require(given[String(match.output.1)])
            for label in match.output.2.matches(of: /([a-z]+)[=!]/) {
                #expect(metric.labels.contains(String(label.output.1)), "\(match.output.0)")
            }
        }
        if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }

    @Test("U-50 the manual explains every metric, every alert and every reason, and no other")
    func explained() throws {
        let (manual, rules) = (try Self.file("Metrics.md"), try Self.file("alerts.yaml"))
        #expect(Self.named(in: manual) == Set(NodeMetric.allCases.map(\.sampleName)))
        let alerts = Set(rules.matches(of: /alert: (\w+)/).map { String($0.output.1) })
        #expect(alerts.count == rules.matches(of: /- alert:/).count)
        #expect(Set(manual.matches(of: /`(Budstikke[A-Z]\w+)`/).map { String($0.output.1) }) == alerts)
        #expect(rules.matches(of: /severity: (warning|critical)/).count == alerts.count)
        #expect(rules.matches(of: /summary: "/).count == alerts.count)
        for code in ReadinessReason.Code.allCases { #expect(manual.contains("`\(code.rawValue)`")) }
    }

    @Test("U-50 what is counted rises by labels, exists from its first zero on, and comes in order")
    func meter() {
        let meter = NodeMeter()
        meter.count(.sends, "nord", "mail", "sent")
        meter.count(.sends, "nord", "mail", "sent", by: 2)
        meter.count(.sends, "nord", "http", "failed", by: 0)
        meter.count(.steps, "nord", "sent")
        let counted = meter.counted(.sends)
        #expect(counted.map(\.labels) == [["nord", "http", "failed"], ["nord", "mail", "sent"]])
        #expect(counted.map(\.count) == [0, 3])
        #expect(meter.counted(.mailsFetched).isEmpty)
    }

    @Test("U-50 the system's figures of this process are there, and plausible")
    func process() throws {
        let figures = ProcessFigures.read()
        #expect(figures.processorSeconds > 0)
        let startedAt = try #require(figures.startedAt)
        #expect(abs(startedAt - Date().timeIntervalSince1970) < 86_400)
        #expect(try #require(figures.residentBytes) > 1_000_000)
        let (open, limit) = (try #require(figures.openFiles), try #require(figures.openFilesLimit))
        #expect(open > 2 && open <= limit)
    }
}
