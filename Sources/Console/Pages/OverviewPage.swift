import Foundation
import Monitoring
import MunicipalNode
import Store
import Texts
import Web

/// "Is everything all right?", in one sentence, and what stands behind it (U-20).
struct OverviewPage {
    static let seconds = 60
    /// Cards; the rest is behind a link, so that the page stays light.
    static let mostGroups = 50
    let desk: ConsolePages

    func page(_ call: WebCall<ConsoleRoute>) async throws -> Page {
        let (language, isStill) = (call.language, call.route == .stillOverview)
        let reply = try await desk.ask(OverviewQuestion(tenant: desk.guest.tenant), language)
        let fresh: OverviewPageText = isStill ? .freshStopped : .freshAt
        return Page(
            "overview", title: reply.tenantName, topic: .other,
            model: [
                "sentence": .text(reply.sentence), "mark": .text(reply.ok ? "✓" : "!"),
                "verdictClass": .text(Self.classes(reply)),
                "groups": .list(reply.groups.prefix(Self.mostGroups).map { group($0, language) }),
                "hasGroups": .flag(!reply.groups.isEmpty),
                "more": reply.groups.count > Self.mostGroups
                    ? .text(
                        OverviewPageText.moreGroups.text(
                            language, ["count": PageNumber.text(reply.groups.count - Self.mostGroups, language)]))
                    : false, "moreLink": .text(ConsoleRoute.tasks.path),
                "clocks": .list(reply.clocks.map { Self.clock($0, language) }),
                "hasClocks": .flag(!reply.clocks.isEmpty),
                "silent": .list(reply.silent.map { .text($0.sentence) }), "hasSilent": .flag(!reply.silent.isEmpty),
                "held": reply.held.count == 0 ? false : .text(Self.waiting(reply.held, language)),
                "heldLink": .text(ConsoleRoute.messages.path([("q", MessageState.held.rawValue)])),
                "transport": .text(Self.waiting(reply.waitingForTransport, language)),
                "application": .text(Self.waiting(reply.waitingForApplication, language)),
                "certificates": .list(reply.certificates.map { certificate($0, language) }),
                "hasCertificates": .flag(!reply.certificates.isEmpty),
                "fresh": .text(fresh.text(language, ["time": PageTime.clock(call.now, language)])),
                "freshTurn": .text((isStill ? OverviewPageText.freshStart : .freshStop).text(language)),
                "freshLink": .text((isStill ? ConsoleRoute.overview : .stillOverview).path),
            ], refresh: isStill ? nil : .unattended(seconds: Self.seconds, of: ConsoleRoute.overview))
    }

    // MARK: - Parts

    private static func classes(_ reply: OverviewQuestion.Reply) -> String {
        switch reply.verdict {
        case .allRight: "verdict good"
        case .needsHand: "verdict doubtful"
        case .overdue: "verdict bad"
        }
    }

    private func group(_ group: TaskGroupSummary, _ language: Language) -> PageValue {
        let party =
            group.partner.map { PartyNames.text($0, named: group.partnerName) }
            ?? OverviewPageText.unknownParty.text(language)
        let type = group.action ?? OverviewPageText.oneMessage.text(language)
        let due: OverviewPageText = group.isOverdue ? .overdueSince : .dueBy
        return .fields([
            "head": .text("\(group.count) × \(type), \(party)"), "what": .text(group.words),
            "meaning": group.explanation.map { .text($0.meaning) } ?? false,
            "action": group.explanation.map { .text($0.action) } ?? false,
            "who": group.explanation.map { .text($0.who) } ?? false,
            "due": .text(due.text(language, ["time": PageTime.moment(group.dueAt, language)])),
            "isLate": .flag(group.isOverdue), "link": .text(TaskGroupAddress(group).path),
        ])
    }

    private static func clock(_ clock: DeviationClockSummary, _ language: Language) -> PageValue {
        .fields([
            "link": .text(DeviationRoute.one(clock.number).path),
            "words": .text(
                DeviationsText.clockDue.text(
                    language, ["number": "\(clock.number)", "time": PageTime.moment(clock.dueAt, language)])),
        ])
    }

    private static func waiting(_ receipts: WaitingReceipts, _ language: Language) -> String {
        guard let oldest = receipts.oldest else { return OverviewPageText.noneWaiting.text(language) }
        let line: OverviewPageText = receipts.count == WaitingReceipts.most ? .manyWaiting : .countWaiting
        return line.text(
            language, ["count": PageNumber.text(receipts.count, language), "time": PageTime.moment(oldest, language)])
    }

    private func certificate(_ certificate: CertificateSummary, _ language: Language) -> PageValue {
        let purpose: OverviewPageText = certificate.purpose == .signing ? .purposeSigning : .purposeEncryption
        let left: String
        switch certificate.daysLeft {
        case nil: left = OverviewPageText.noEnd.text(language)
        case let days? where days < 0: left = OverviewPageText.expiredDaysAgo.text(language, ["days": "\(-days)"])
        case let days?: left = OverviewPageText.daysLeft.text(language, ["days": "\(days)"])
        }
        return .fields([
            "purpose": .text(purpose.text(language)), "left": .text(left),
            "isOver": .flag((certificate.daysLeft ?? 0) < 0),
        ])
    }
}

/// Counts as a reader writes them: thousands apart.
enum PageNumber {
    static func text(_ number: Int, _ language: Language) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        let separator = language == .en ? "," : "\u{00A0}"
        return (number < 0 ? "−" : "") + ([digits] + groups).joined(separator: separator)
    }
}
