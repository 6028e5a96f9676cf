import ArgumentParser
import Foundation

/// Measures the product, each figure beside what this machine can do at most.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-bench", abstract: "Measure the product on this machine.",
        discussion: """
            EXAMPLES
              budstikke-bench                       everything, about ten minutes
              budstikke-bench --quick documents     two figures, in seconds
            """)

    @Argument(
        help: "Sections to run: \(Section.allCases.map(\.rawValue).joined(separator: ", ")); all when none is named.")
    var sections: [Section] = []

    @Flag(help: "Less of everything: to see that it works, not to quote.")
    var quick = false

    @Flag(help: "One JSON object on stdout instead of the table.")
    var json = false

    @Option(help: "A directory on the disk to measure; its path must be short.")
    var directory = "/var/tmp"

    @Option(help: "The server's program; otherwise BUDSTIKKE_BINARY, or budstikke beside this program.")
    var binary: String?

    @Option(help: "Messages stored before the search.")
    var messages: Int?

    @Option(help: .hidden) var stage: ReportStage?
    @Option(help: .hidden) var persons = 0

    func run() async throws {
        if let stage {
            let figures = try await stage.run(in: directory, persons: persons)
            return print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
        }
        let place = try BenchPlace(parent: directory, executable: binary)
        defer { place.remove() }
        say("yardsticks")
        let extent = quick ? Extent.quick : .usual
        let machine = try Machine.measured(in: place.directory, seconds: extent.secondsPerOperation)
        var report = BenchReport(machine: machine)
        for section in Section.allCases where sections.isEmpty || sections.contains(section) {
            say(section.rawValue)
            report.sections.append(try await measure(section, machine, extent, place))
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(Table(report: report).text)
        }
        if !report.isSound { throw ExitCode(1) }
    }

    private func measure(
        _ section: Section, _ machine: Machine, _ extent: Extent, _ place: BenchPlace
    ) async throws -> SectionReport {
        let now = Date()
        return switch section {
        case .documents: try DocumentsSection(machine: machine, extent: extent, now: now).run()
        case .canonical: try CanonicalSection(extent: extent, now: now).run()
        case .exchange: try await ExchangeSection(machine: machine, extent: extent, place: place).run()
        case .httpInbound:
            try await HTTPInboundSection(machine: machine, extent: extent, place: place, now: now).run()
        case .search:
            try await SearchSection(
                count: messages ?? extent.storedMessages, place: place, now: now, say: say
            ).run()
        case .fairness: try await FairnessSection(extent: extent, place: place).run()
        case .slowDisk: try await SlowDiskSection(extent: extent, place: place).run()
        case .reporting: try ReportingSection(extent: extent, place: place, now: now, say: say).run()
        }
    }

    private func say(_ what: String) { FileHandle.standardError.write(Data("bench: \(what)\n".utf8)) }
}
