public import Foundation
import Identifiers
public import Store
import Texts

/// Learns each partner's and each record system's own rhythm from the timelines, and notes in the timeline of the last
/// message when one has gone silent, and when it is heard of again. `TaskWatch` makes a task of the one and closes it by the
/// other.
///
/// A partner is heard of when a business message of its is ready for the record system; a record system when it submits or
/// takes one. What has been read and learned is committed together, so nothing counts twice.
public struct SilenceWatch: Sendable {
    private let store: any TenantStore

    public init(store: any TenantStore) {
        self.store = store
    }

    /// Reads all that has happened, then looks for silences.
    ///
    /// - Parameter mayRaise: false while it may be we who do not hear, and for a while afterwards.
    public func runOnce(now: Date, mayRaise: Bool) async throws {
        while try await store.read({ try !Self.unseen(in: $0, limit: 1).isEmpty }) {
            try await store.write { transaction in
                let events = try Self.unseen(in: transaction, limit: TaskWatch.stride)
                guard let last = events.last else { return }
                try Self.learn(from: events.map(\.event), now: now, in: transaction)
                try transaction.put(TrafficSeen(upTo: last.sequence))
            }
        }
        if mayRaise { try await raise(now: now) }
    }

    private static func unseen(in store: any TenantReading, limit: Int) throws -> [RecordedEvent] {
        let seen = try store.record(TrafficSeen.self, id: TrafficSeen.all)?.upTo ?? 0
        return try store.events(after: seen, limit: limit)
    }

    // MARK: - Learning

    private static func learn(
        from events: [MessageEvent], now: Date, in transaction: any TenantTransaction
    ) throws {
        var changed: [String: SourceTraffic] = [:]
        for event in events {
            guard let source = try source(of: event, in: transaction) else { continue }
            let known = try changed[source.id] ?? transaction.record(SourceTraffic.self, id: source.id)
            var traffic = known ?? SourceTraffic(source, first: event.at, message: event.message)
            traffic.rhythm.arrive(at: event.at)
            traffic.lastMessage = event.message
            if let alarm = traffic.alarm {
                try transaction.append(
                    MessageEvent(
                        message: alarm.message, at: now, step: StepCode.heardAgain.rawValue, actor: "server",
                        detail: ["source": source.id]))
                traffic.alarm = nil
            }
            changed[source.id] = traffic
        }
        for traffic in changed.values { try transaction.put(traffic) }
    }

    /// nil when the event tells of nobody.
    private static func source(of event: MessageEvent, in store: any TenantReading) throws -> TrafficSource? {
        switch StepCode(rawValue: event.step) {
        case .queuedForHandOver:
            guard let message = try store.message(event.message), message.kind == .business else { return nil }
            return message.fromHER.map(TrafficSource.partner)
        case .submitted, .taken:
            // Such an actor is written as the source's id is.
            guard let source = TrafficSource(id: event.actor), case .recordSystem(let name) = source, !name.isEmpty
            else { return nil }
            return source
        default: return nil
        }
    }

    // MARK: - Silences

    private func raise(now: Date) async throws {
        let silent = try await store.read { store in
            try store.records(SourceTraffic.self).filter { $0.alarm == nil && $0.rhythm.silence(at: now) != nil }.map(
                \.id)
        }
        guard !silent.isEmpty else { return }
        try await store.write { transaction in
            for id in silent {
                guard var traffic = try transaction.record(SourceTraffic.self, id: id), traffic.alarm == nil,
                    let silence = traffic.rhythm.silence(at: now), let source = traffic.source
                else { continue }
                traffic.alarm = SourceTraffic.Alarm(silence: silence, message: traffic.lastMessage)
                try transaction.append(
                    MessageEvent(
                        message: traffic.lastMessage, at: now, step: StepCode.silent.rawValue, actor: "server",
                        detail: ["source": id, "reason": source.silenceReason.rawValue]))
                try transaction.put(traffic)
            }
        }
    }
}
