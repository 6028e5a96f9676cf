import Texts

/// What a step of a message's timeline means for the work of people.
struct TaskMeaning {
    /// Whether it needs a hand.
    var opens = false
    /// What these steps opened is over.
    var solves: Set<StepCode> = []

    /// Every step is judged here, so that a new one cannot be forgotten.
    init(_ step: StepCode) {
        switch step {
        // Sent, and no receipt or a bad one (M-108, M-112, M-113).
        case .expired, .undeliverable, .refusedByPartner, .appRecMissing: opens = true
        // Answered, and not well: what was missing is not missing any more.
        case .appRecRejected, .appRecAcceptedWithErrors: (opens, solves) = (true, Self.unanswered)
        // Stopped here, whichever way it goes.
        case .refusedByUs, .refused, .unreadable, .parked, .missing: opens = true
        // Another tries to look like a partner, or says twice what differs.
        case .deviation: opens = true
        // Nothing more has come from a partner or record system, as it should have.
        case .silent: opens = true
        case .heardAgain: solves = [.silent]
        // A late receipt counts (architecture: lifecycles).
        case .acknowledged: solves = Self.unconfirmed
        case .appRecAccepted: solves = Self.unanswered
        case .found: solves = [.missing]
        case .unparked: solves = [.parked]
        // It was kept for its turn, and has come.
        case .received: solves = [.unreadable]
        case .submitted, .planned, .sealed, .queued, .sending, .sent, .resent, .held, .released, .remarked,
            .sendFailed, .resendRequested, .laterAppRec, .settled, .lateAnswer, .unmatchedReceipt, .bounced,
            .statusAsked, .statusUnauthorized, .statusNotRecognized, .statusReceived, .statusProcessed,
            .statusForwarded, .statusUnanswered, .authenticated, .duplicate, .opened, .queuedForHandOver,
            .handedOver, .taken, .answered, .receiptQueued, .receiptSent, .errorSent, .misaddressed,
            .certificateChanged:
            break
        }
    }

    private static let unconfirmed: Set<StepCode> = [.expired, .undeliverable]
    private static let unanswered = unconfirmed.union([.appRecMissing])
}
