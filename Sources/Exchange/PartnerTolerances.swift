import CMS
import EbXML
import Foundation
import Store
import XMLSignature

/// What may be read from one partner: the profile, what is read from everybody, and what a person has allowed to this
/// partner until a date that has not come yet (architecture rule 5.4).
struct PartnerTolerances {
    let tolerances: Set<Tolerance>
    let ciphers: Set<ContentCipher>

    /// - Parameter byHTTP: whether the message came over HTTP, where eb:SyncReply is a question like any other.
    init(_ partner: ManualPartner?, byHTTP: Bool = false, now: Date) {
        let exceptions = partner?.exceptions ?? [:]
        let isActive = { (name: String) in exceptions[name].map { $0 > now } ?? false }
        tolerances = Set(
            Tolerance.allCases.filter { $0.standing != .exception || $0.exception.map(isActive) ?? false }
        ).union(byHTTP ? [.syncReply] : [])
        ciphers = Set<ContentCipher>.default.union(isActive("read-3des") ? [.tripleDES] : [])
    }

    var signature: SignaturePolicy {
        let quirks: [SignatureQuirk: Tolerance] = [
            .missingActorFilter: .missingXPathTransform, .exclusiveCanonicalization: .exclusiveCanonicalization,
            .keyValueBesideCertificate: .keyValueBesideCertificate, .certificateChain: .certificateChain,
        ]
        return SignaturePolicy(
            allowSHA1: tolerances.contains(.sha1),
            quirks: Set(quirks.filter { tolerances.contains($0.value) }.keys))
    }

    var envelope: Set<EnvelopeQuirk> { tolerances.contains(.syncReply) ? .synchronousHTTP : .common }
}
