public import Foundation
public import Identifiers

/// An address register in front of another: remembers answers, and for a limited time goes on with them when the other
/// does not answer (M-062; at most 12 hours old while it does, HISD 1177).
///
/// "There is no such party" is not remembered: a party that is new must not wait. Of equal questions at one time only
/// one is asked.
public actor CachingRegister: AddressRegister {
    /// How old an answer may be.
    public struct Ages: Sendable {
        /// Seconds an answer is used without asking again.
        public let fresh: TimeInterval
        /// Seconds an answer is used while the register does not answer.
        public let usable: TimeInterval

        public init(fresh: TimeInterval = 12 * 3_600, usable: TimeInterval = 72 * 3_600) {
            self.fresh = min(fresh, 12 * 3_600)
            self.usable = max(usable, self.fresh)
        }
    }

    /// How the register has been answering.
    public struct Status: Sendable, Equatable {
        public let lastAnswer: Date?
        /// Since when it has not answered; nil while it does.
        public let downSince: Date?
        /// Answers in memory.
        public let remembered: Int
    }

    private enum Question: Hashable {
        case party(HERId)
        case agreement(HERId, HERId)
        case parties(OrganisationNumber)
    }

    private enum Answer: Sendable {
        case party(CommunicationParty)
        case agreement(RegisteredAgreement)
        case parties([CommunicationParty])
        case nothing
    }

    private let upstream: any AddressRegister
    private let ages: Ages
    private let now: @Sendable () -> Date
    private var remembered: [Question: (answer: Answer, at: Date)] = [:]
    /// Questions that are being asked, each with those who wait for the same answer.
    private var asking: [Question: [CheckedContinuation<Result<Answer, RegisterError>?, Never>]] = [:]
    private var lastAnswer: Date?
    private var downSince: Date?

    /// - Parameter now: the clock.
    public init(_ upstream: any AddressRegister, ages: Ages = Ages(), now: @escaping @Sendable () -> Date) {
        self.upstream = upstream
        self.ages = ages
        self.now = now
    }

    public func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        guard case .party(let party) = try await answer(.party(her)) else { return nil }
        return party
    }

    public func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? {
        guard case .agreement(let agreement) = try await answer(.agreement(min(one, other), max(one, other))) else {
            return nil
        }
        return agreement
    }

    public func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        guard case .parties(let parties) = try await answer(.parties(organisation)) else { return [] }
        return parties
    }

    /// Always asked anew: nobody's message waits for it.
    public func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        try await upstream.search(text, limit: limit)
    }

    public func status() -> Status {
        Status(lastAnswer: lastAnswer, downSince: downSince, remembered: remembered.count)
    }

    /// Forgets everything, so that the next questions are asked anew.
    public func forget() { remembered.removeAll() }

    // MARK: Steps

    private func answer(_ question: Question) async throws(RegisterError) -> Answer {
        if let known = remembered[question], now().timeIntervalSince(known.at) <= ages.fresh { return known.answer }
        do {
            return try await ask(question)
        } catch {
            // Read after the waiting: another question may have been answered meanwhile.
            if let known = remembered[question], now().timeIntervalSince(known.at) <= ages.usable {
                return known.answer
            }
            throw error
        }
    }

    private func ask(_ question: Question) async throws(RegisterError) -> Answer {
        while asking[question] != nil {
            if let result = await withCheckedContinuation({ asking[question]?.append($0) }) { return try result.get() }
        }
        asking[question] = []
        let result = await Self.ask(upstream, question)
        note(result, of: question)
        // Who asked may have been cancelled, and the question with it: then it is asked again.
        let given = Task.isCancelled ? nil : result
        for waiter in asking.removeValue(forKey: question) ?? [] { waiter.resume(returning: given) }
        return try result.get()
    }

    private func note(_ result: Result<Answer, RegisterError>, of question: Question) {
        let at = now()
        switch result {
        case .success(let answer):
            lastAnswer = at
            downSince = nil
            if case .nothing = answer { remembered[question] = nil } else { remembered[question] = (answer, at) }
        case .failure:
            downSince = downSince ?? at
        }
    }

    private static func ask(
        _ register: any AddressRegister, _ question: Question
    ) async -> Result<Answer, RegisterError> {
        do throws(RegisterError) {
            switch question {
            case .party(let her): return .success(try await register.party(her).map(Answer.party) ?? .nothing)
            case .agreement(let one, let other):
                return .success(
                    try await register.agreement(between: one, and: other).map(Answer.agreement) ?? .nothing)
            case .parties(let organisation):
                return .success(.parties(try await register.parties(organisation: organisation)))
            }
        } catch { return .failure(error) }
    }
}
