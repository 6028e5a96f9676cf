public import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
public import Texts

/// The way of one submission from sealing to the fetched lists, in the order in which it goes.
public struct SubmissionTimeline: Sendable, Equatable {
    public enum Step: String, Sendable, CaseIterable, Codable {
        case sealed, sent, pseudonymised, received, receipt, controlled, fileReady, noticeSent, fetched
    }

    public enum State: String, Sendable, CaseIterable, Codable {
        case done, waiting
        /// It should have come by now: somebody must ring.
        case late
        /// Here it ended.
        case refused
    }

    public struct Entry: Sendable, Equatable, Codable {
        public let step: Step
        public let state: State
        /// When it was done, or refused.
        public let at: Date?
        /// By when the register's mail should have come.
        public let by: Date?

        public init(step: Step, state: State, at: Date? = nil, by: Date? = nil) {
            self.step = step
            self.state = state
            self.at = at
            self.by = by
        }
    }

    /// After so many seconds a receipt that should have come is called late (I-037).
    private static let grace: TimeInterval = 900

    public let entries: [Entry]

    /// What is sealed and not known to have arrived.
    /// - Parameter arrivedAt: as a receipt says that is here.
    public init(sealedAt: Date?, arrivedAt: Date?) {
        entries = Step.allCases.map { step in
            switch step {
            case .sealed: Entry(step: step, state: sealedAt == nil ? .waiting : .done, at: sealedAt)
            case .sent: Entry(step: step, state: arrivedAt == nil ? .waiting : .done, at: arrivedAt)
            default: Entry(step: step, state: .waiting)
            }
        }
    }

    /// How far the send module says that it has come.
    /// - Parameter sealedAt: as it is known here; nil elsewhere.
    public init(_ state: SubmissionState, sealedAt: Date?, now: Date) {
        if let told = state.timeline, !told.isEmpty {
            entries = told.map { entry in
                guard entry.step == .sealed, entry.at == nil else { return entry }
                return Entry(step: .sealed, state: entry.state, at: sealedAt)
            }
            return
        }
        let times = Dictionary(state.steps.map { ($0.step, $0.at) }, uniquingKeysWith: { first, _ in first })
        let refusedAt = times["register.refused"] ?? times["refused"]
        var entries: [Entry] = []
        for step in Step.allCases {
            if let at = step == .sealed ? sealedAt : step == .sent ? state.arrivedAt : times[step.told] {
                entries.append(Entry(step: step, state: .done, at: at))
            } else if step == .sealed {
                // It could not have been sent otherwise.
                entries.append(Entry(step: step, state: .done))
            } else if let refusedAt {
                entries.append(Entry(step: step, state: .refused, at: refusedAt))
                break
            } else if step == .receipt, let arrivedAt = times["register.received"] ?? state.arrivedAt {
                let by = ReceiptRound.morning.round(forArrivalAt: arrivedAt)
                entries.append(Entry(step: step, state: now >= by + Self.grace ? .late : .waiting, by: by))
            } else {
                entries.append(Entry(step: step, state: .waiting))
            }
        }
        self.entries = entries
    }
}

extension SubmissionTimeline.Step {
    /// What the send module calls it.
    fileprivate var told: String {
        switch self {
        case .sealed, .sent, .pseudonymised: rawValue
        case .receipt: "register.receiptSent"
        case .received, .controlled, .fileReady, .noticeSent, .fetched: "register.\(rawValue)"
        }
    }

    public var phrase: Phrase {
        switch self {
        case .sealed: Phrase("Kryptert", "Kryptert", "Sealed")
        case .sent: Phrase("Sendt", "Sendt", "Sent")
        case .pseudonymised: Phrase("Pseudonymisert", "Pseudonymisert", "Pseudonymised")
        case .received: Phrase("Mottatt i registeret", "Motteke i registeret", "Received by the register")
        case .receipt: Phrase("Kvittering på e-post", "Kvittering på e-post", "Receipt by mail")
        case .controlled: Phrase("Kontrollert", "Kontrollert", "Controlled")
        case .fileReady: Phrase("Filen er klar", "Fila er klar", "File ready")
        case .noticeSent: Phrase("Varsel sendt", "Varsel sendt", "Notice sent")
        case .fetched: Phrase("Hentet", "Henta", "Fetched")
        }
    }
}

extension SubmissionTimeline.Entry {
    /// What stands beside the step, when it is not a time alone; `{date}` and `{time}` are when the mail should come.
    public var remark: Phrase? {
        switch (state, step) {
        case (.done, _): nil
        case (.waiting, .receipt) where by != nil:
            Phrase(
                "forventet innen kl. {time} {date}", "venta innan kl. {time} {date}", "expected by {time} on {date}")
        case (.late, _):
            Phrase(
                "skulle vært her kl. {time} {date}: ring registeret",
                "skulle vore her kl. {time} {date}: ring registeret",
                "should have come by {time} on {date}: telephone the register")
        case (.refused, _):
            Phrase(
                "avvist: krypter uttrekket på nytt", "avvist: krypter uttrekket på nytt",
                "refused: seal the extract again")
        case (.waiting, _): Phrase("venter", "ventar", "waiting")
        }
    }
}
