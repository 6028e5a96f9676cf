public import Store
import Texts

/// A source that has gone silent, and whose task is still open.
public struct SilentNow: Sendable, Equatable {
    public let source: TrafficSource
    public let alarm: SourceTraffic.Alarm

    /// Reads one snapshot; silent for longest first. What a person has closed is not told of any more.
    public static func all(in store: any TenantReading) throws -> [SilentNow] {
        var query = TaskQuery()
        query.limit = 1
        return try store.records(SourceTraffic.self).compactMap { traffic -> SilentNow? in
            guard let alarm = traffic.alarm, let source = traffic.source else { return nil }
            query.message = alarm.message
            query.cause = MessageTask.Cause(step: StepCode.silent.rawValue, reason: source.silenceReason.rawValue)
            return try store.tasks(query).isEmpty ? nil : SilentNow(source: source, alarm: alarm)
        }.sorted { $0.alarm.silence.since < $1.alarm.silence.since }
    }
}
