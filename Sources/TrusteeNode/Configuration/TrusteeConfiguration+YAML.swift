import Foundation
import Identifiers
import OsloCalendar
import SendModule
import Settings
import Trustee
import Web

extension TrusteeConfiguration {
    /// The effective configuration in the file's own form: what `config show` prints, and what gives the same when it is
    /// read again.
    ///
    /// Files that hold secrets are named, with a remark; what is in them is never read.
    public var effectiveYAML: String {
        var lines = [
            "dataDirectory: \(YAMLText.scalar(dataDirectory))",
            "masterKeyFile: \(YAMLText.scalar(masterKeyFile))  # contents hidden",
            "controlSocket: \(YAMLText.scalar(controlSocket))",
            "organisation: \(YAMLText.scalar("\(organisation)"))",
            "trustStore: \(YAMLText.scalar(trustStore))",
            "revocation:", "  directory: \(YAMLText.scalar(revocation))", "  required: \(revocationRequired)",
            "  allowedHosts: [\(revocationHosts.sorted().map(YAMLText.scalar).joined(separator: ", "))]",
        ]
        lines += Self.lines(signing, "signing")
        lines += seasonLines
        switch receipts.rhythm {
        case .daily(let hour): lines.append("receiptHour: \(hour)")
        case .every(let seconds): lines.append("receiptSeconds: \(seconds)")
        }
        lines.append("minimumClientVersion: \(YAMLText.scalar("\(minimumClientVersion)"))")
        if let pinLetter {
            lines += [
                "pinLetter:", "  sent: \(YAMLText.scalar("\(pinLetter.sent)"))",
                "  recipient: \(YAMLText.scalar(pinLetter.recipient))",
            ]
        }
        lines.append("identities: \(identities.rawValue)")
        lines += Self.lines(sendModule, "sendModule")
        lines += pageLines + registerLines
        lines += [
            "hashing: {memoryKiB: \(hashing.memoryKiB), passes: \(hashing.passes), concurrent: \(hashing.concurrent), "
                + "waiting: \(hashing.waiting)}", "logLevel: \(logLevel.rawValue)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var seasonLines: [String] {
        let lines = ["season:", "  yearReported: \(season.yearReported)"]
        let days = [
            ("opens", season.opens), ("lastDay", season.lastDay), ("feedbackFrom", season.feedbackFrom),
            ("published", season.published), ("correctionsBefore", season.correctionsBefore),
            ("finallyPublished", season.finallyPublished),
        ]
        guard season.turnsWithinDays else {
            return lines + days.map { "  \($0.0): \(YAMLText.scalar("\($0.1)"))" }
        }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let turns = [
            ("opens", season.instants.opens), ("late", season.instants.late), ("feedback", season.instants.feedback),
            ("closes", season.instants.closes),
        ]
        return lines + ["  instants:"] + turns.map { "    \($0.0): \(YAMLText.scalar($0.1.formatted(style)))" }
    }

    private var pageLines: [String] {
        guard let pages else { return [] }
        var lines = ["pages:", "  origin: \(YAMLText.scalar("\(pages.origin)"))"]
        if let mail = pages.contactMail { lines.append("  contactMail: \(YAMLText.scalar(mail))") }
        if let phone = pages.contactPhone { lines.append("  contactPhone: \(YAMLText.scalar(phone))") }
        return lines
    }

    private var registerLines: [String] {
        var lines = [
            "register:", "  name: \(YAMLText.scalar("\(register.name)"))",
            "  organisation: \(YAMLText.scalar("\(register.organisation)"))",
            "  address: \(YAMLText.scalar(register.address.text))",
        ]
        if let roots = register.trustRoots { lines.append("  trustRoots: \(YAMLText.scalar(roots))") }
        if let client = register.client { lines += Self.lines(client, "client", below: "  ") }
        if let listener = register.statusListener { lines += Self.lines(listener, "statusListener", below: "  ") }
        return lines + ["  pollSeconds: \(register.pollSeconds)"]
    }

    private static func lines(_ listener: ListenerSettings, _ name: String, below indent: String = "") -> [String] {
        var lines = [
            "\(indent)\(name):", "\(indent)  host: \(YAMLText.scalar(listener.host))",
            "\(indent)  port: \(listener.port)",
        ]
        if let tls = listener.tls { lines += Self.lines(tls, "tls", below: indent + "  ") }
        if let roots = listener.clientRoots { lines.append("\(indent)  clientRoots: \(YAMLText.scalar(roots))") }
        return lines
    }

    private static func lines(_ files: KeyFiles, _ name: String, below indent: String = "") -> [String] {
        [
            "\(indent)\(name):", "\(indent)  certificate: \(YAMLText.scalar(files.certificate))",
            "\(indent)  privateKey: \(YAMLText.scalar(files.privateKey))  # contents hidden",
        ]
    }
}

extension SeasonCalendar {
    /// Whether it turns elsewhere than at midnight, as a rehearsal does.
    fileprivate var turnsWithinDays: Bool {
        let days = SeasonCalendar(
            yearReported: yearReported, opens: opens, lastDay: lastDay, feedbackFrom: feedbackFrom,
            published: published, correctionsBefore: correctionsBefore, finallyPublished: finallyPublished)
        return days != self
    }
}
