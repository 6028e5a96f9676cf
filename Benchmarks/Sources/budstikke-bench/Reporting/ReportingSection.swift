import Foundation

/// The yearly report of a whole nation as one submission, through all parties: the pace and the memory of each, beside what
/// general tools need for the same octets. And a municipality of the middle, from its extract to its archive.
struct ReportingSection {
    let extent: Extent
    let place: BenchPlace
    let now: Date
    let say: (String) -> Void

    private typealias Run = MeasuredCommand

    func run() throws -> SectionReport {
        let nation = try walk(persons: extent.reportedPersons, in: "nation")
        let middle = try walk(persons: Self.middle, in: "middle")
        say("reporting: \(extent.pseudonyms) pseudonyms")
        let vault = try stage(.vault, in: ReportGround(root: "\(place.directory)/nation"), persons: extent.pseudonyms)
        let drawing = vault.figures.seconds.values.reduce(0, +)
        var report = SectionReport(
            section: .reporting,
            title:
                "A report of \(extent.reportedPersons) persons, \(Int(nation.megabytes)) MB, and one of \(Self.middle)",
            figures: nation.figures + [
                Figure(
                    "\(extent.pseudonyms) new pseudonyms", drawing, "s",
                    aim: extent.pseudonyms == Extent.usual.pseudonyms ? "< 60" : nil),
                Figure("  peak", vault.run.peak, "MB", aim: "< 300"),
                Figure("\(Self.middle) persons, check to archive", middle.seconds, "s"),
            ])
        report.remarks = [
            "Each stage is a process of its own; MB/s are of the extract. xmllint and our check ran on the same core; gzip and",
            "openssl in a pipe, and our sealing, on all. The trustee's and the register's stages are their engines, without sockets.",
        ]
        return report
    }

    /// Recipients in the municipality of the middle.
    private static let middle = 830

    /// What one report took.
    private struct Walk {
        let megabytes: Double
        let seconds: Double
        let figures: [Figure]
    }

    private func walk(persons: Int, in name: String) throws -> Walk {
        say("reporting: \(persons) persons")
        let ground = ReportGround(root: "\(place.directory)/\(name)")
        try ground.settle(executable: place.executable, now: now)
        let root = ground.root
        _ = try Run.run(
            [
                place.executable, "report", "generate", "--persons", "\(persons)", "--municipality", "9901",
                "--output", "extract.xml",
            ], in: root)
        let megabytes = try Self.megabytes(ground.path("extract.xml"))
        let lint = try Run.run(["xmllint", "--stream", "--noout", "--huge", "extract.xml"], in: root, onOneCore: true)
        let check = try Run.run(
            [place.executable, "report", "check", "--invented", "extract.xml"], in: root, onOneCore: true)
        try ground.write(Array("bench\n".utf8), to: "passphrase")
        let pipe = try Run.run(
            [
                "sh", "-c",
                "gzip -6 <extract.xml | openssl enc -aes-256-cbc -pbkdf2 -pass file:passphrase >extract.enc",
            ], in: root)
        let seal = try Run.run(
            [
                place.executable, "report", "seal", "extract.xml", "--kind", "test", "--trustee-key", "trustee.p7s",
                "--register-key", "register.p7s", "--contact-role", "IPLOS-kontakt", "--contact-name", "Bench",
                "--contact-email", "iplos@nordbygda.kommune.example", "--contact-phone", "68050001",
            ], in: root)
        try FileManager.default.removeItem(atPath: ground.path("extract.enc"))
        let trustee = try stage(.trustee, in: ground)
        let register = try stage(.register, in: ground)
        let seconds = check.seconds + seal.seconds + trustee.run.seconds + register.run.seconds
        let figures =
            [
                Figure(
                    "check", megabytes / check.seconds, "MB/s", ratio: lint.seconds / check.seconds,
                    of: "xmllint --stream", aim: ">= 0.5"),
                Figure("  peak", check.peak, "MB", aim: "< 300"),
                Figure(
                    "seal", megabytes / seal.seconds, "MB/s", ratio: pipe.seconds / seal.seconds,
                    of: "gzip -6 | openssl enc", aim: ">= 0.5"),
                Figure("  peak", seal.peak, "MB", aim: "< 300"),
            ] + Self.figures(of: trustee, persons: persons) + Self.figures(of: register, persons: persons)
            + [Figure("all of it", seconds, "s")]
        return Walk(megabytes: megabytes, seconds: seconds, figures: figures)
    }

    private typealias Stage = (figures: StageFigures, run: MeasuredCommand)

    private func stage(_ stage: ReportStage, in ground: ReportGround, persons: Int = 0) throws -> Stage {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let run = try MeasuredCommand.run(
            [own, "--stage", stage.rawValue, "--directory", ground.root, "--persons", "\(persons)"], in: ground.root)
        return (try JSONDecoder().decode(StageFigures.self, from: Data(run.output.utf8)), run)
    }

    private static func figures(of stage: Stage, persons: Int) -> [Figure] {
        stage.figures.seconds.sorted { $0.key < $1.key }.map { step, seconds in
            Figure(
                "\(step), \(seconds.formatted(.number.precision(.fractionLength(1)))) s", Double(persons) / seconds,
                "persons/s")
        } + [Figure("  peak of these", stage.run.peak, "MB", aim: "< 300")]
    }

    private static func megabytes(_ path: String) throws -> Double {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return Double(size) / 1e6
    }
}
