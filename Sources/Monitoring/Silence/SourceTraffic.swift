import Foundation
public import Identifiers
public import Store
import Texts

/// Who is heard of: a partner that sends, or a record system that sends and takes.
public enum TrafficSource: Sendable, Hashable {
    case partner(HERId)
    case recordSystem(String)

    /// As its record is stored under.
    var id: String {
        switch self {
        case .partner(let her): "partner:\(her)"
        case .recordSystem(let name): "record-system:\(name)"
        }
    }

    init?(id: String) {
        guard let colon = id.firstIndex(of: ":") else { return nil }
        let rest = String(id[id.index(after: colon)...])
        switch id[..<colon] {
        case "partner":
            guard let her = Int(rest).flatMap({ HERId($0) }) else { return nil }
            self = .partner(her)
        case "record-system": self = .recordSystem(rest)
        default: return nil
        }
    }

    /// The reason of the task about its silence.
    var silenceReason: ReasonCode {
        switch self {
        case .partner: .partnerSilent
        case .recordSystem: .recordSystemSilent
        }
    }
}

/// What is known of one source's traffic: its rhythm, its last message, and whether it has gone silent.
public struct SourceTraffic: TenantRecord, Equatable {
    public static let kind = "source-traffic"
    public let id: String
    var rhythm: TrafficRhythm
    /// The last message that came from it, or that it took.
    var lastMessage: MessageKey
    /// Set while it is silent as it is not wont to be.
    public var alarm: Alarm?

    /// A silence that has been told of, in the timeline of the message that was the last.
    public struct Alarm: Sendable, Equatable, Codable {
        public let silence: Silence
        public let message: MessageKey
    }

    init(_ source: TrafficSource, first: Date, message: MessageKey) {
        id = source.id
        rhythm = TrafficRhythm(first: first)
        lastMessage = message
    }

    /// nil for a source of a later version.
    public var source: TrafficSource? { TrafficSource(id: id) }
}

/// How far the traffic has been read.
struct TrafficSeen: TenantRecord {
    static let kind = "events-seen"
    static let all = "traffic"
    var id: String { Self.all }
    let upTo: Int64
}
