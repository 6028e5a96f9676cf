import Foundation

/// The report as a table for people.
struct Table {
    let report: BenchReport

    var text: String {
        var lines = machine
        for section in report.sections {
            lines += ["", section.title] + rows(of: section) + section.remarks.map { "    \($0)" }
            if let failure = section.failure { lines.append("    FAILED: \(failure)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var machine: [String] {
        let machine = report.machine
        return [
            "Machine: \(machine.cores) cores, load \(number(machine.loadBefore)) before the run",
            "    " + machine.rsa.map(speed).joined(separator: "; "),
            "    fdatasync of 4 kB: \(number(machine.syncsPerSecond))/s on \(machine.directory)",
        ]
    }

    private func speed(_ rsa: Machine.RSA) -> String {
        "openssl rsa\(rsa.bits): \(number(rsa.sign)) sign/s, \(number(rsa.verify)) verify/s"
    }

    private func rows(of section: SectionReport) -> [String] {
        let width = section.figures.map(\.name.count).max() ?? 0
        return section.figures.map { figure in
            var row = "    " + figure.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            row += right(number(figure.value), 10) + " " + figure.unit
            if let ratio = figure.ratio {
                row += "  =  \(String(format: "%.2f", ratio)) of \(figure.yardstick ?? "the yardstick")"
            }
            if let aim = figure.aim { row += "   (aim \(aim))" }
            return row
        }
    }

    private func number(_ value: Double) -> String {
        switch abs(value) {
        case 1000...: String(format: "%.0f", value)
        case 10...: String(format: "%.1f", value)
        default: String(format: "%.2f", value)
        }
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
