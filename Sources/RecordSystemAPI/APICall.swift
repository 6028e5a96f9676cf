import Foundation
import HTTPTypes
import Identifiers
import Texts

/// A request that has been let in and checked against its route: values have the types the route declares.
struct APICall: Sendable {
    let caller: Caller
    /// By the names the route gives them; what was not given is not there.
    let parameters: [String: JSONValue]
    let body: JSONValue
    let language: Language
    let now: Date
    let requestID: String
    /// Whether the token that the request came with still counts.
    var isStillAllowed: @Sendable () async -> Bool = { true }

    func text(_ name: String) -> String? { parameters[name]?.string }

    func integer(_ name: String) -> Int? { parameters[name]?.integer.map(Int.init) }

    func her(_ name: String) -> HERId? { integer(name).flatMap { HERId($0) } }

    func uuid(_ name: String) -> UUID? { text(name).flatMap(UUID.init(uuidString:)) }

    func hers(_ name: String) -> [HERId] {
        (parameters[name]?.elements ?? []).compactMap { $0.integer.flatMap { HERId(Int($0)) } }
    }
}
