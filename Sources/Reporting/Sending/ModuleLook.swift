public import Foundation
import Identifiers
public import OsloCalendar
public import SealedSubmission

/// What the send module says of the season to everybody.
public struct SeasonNow: Sendable, Equatable, Decodable {
    public let yearReported: Int
    public let takesSubmissions: Bool
    public let opens: CivilDate
    public let lastDay: CivilDate
    public let correctionsBefore: CivilDate
    /// The phase with its dates, in English.
    public let sentence: String
    /// The letter with the season's PIN: when it was sent, and to whom in the municipality.
    public let pinLetterSent: CivilDate?
    public let pinLetterTo: String?

    /// Its days as sentences name them: `opens`, `lastDay` and `corrections`, as 2017-01-15.
    public var days: [String: String] {
        [
            "opens": opens.description, "lastDay": lastDay.description,
            "corrections": correctionsBefore.description,
        ]
    }
}

/// The send module as it is now, before anybody logs in: the season, both parties' keys, and its clock.
public struct ModuleLook: Sendable {
    public let season: SeasonNow
    /// The year's keys that it has, verified.
    public let keys: [KeyHolder: VerifiedKey]
    /// Both of them, where both are there.
    let pair: VerifiedKeys?
    /// The same as they were signed.
    public let signedKeys: [KeyHolder: [UInt8]]
    /// The send module's clock less our own, in seconds; nil when it does not say.
    public let clockAhead: TimeInterval?
    /// What is said about the PIN when a log-in by it is refused.
    let letter: LogInLetter

    /// Asks.
    /// - Throws: ``SendFault``, or what reading the trust store throws.
    public init(_ module: SendModuleClient, office: SendingOffice) async throws {
        let signers = try office.signers()
        let (season, clock) = try await module.season()
        let verification = PublishedKeyVerification(
            signers: signers, year: season.yearReported, client: office.version, trustee: office.trustee,
            register: office.register)
        var (keys, signedKeys): ([KeyHolder: VerifiedKey], [KeyHolder: [UInt8]]) = ([:], [:])
        for holder in KeyHolder.allCases {
            let signed = try await module.publishedKey(of: holder, year: season.yearReported)
            guard let signed else { continue }
            signedKeys[holder] = signed
            do { keys[holder] = try verification.verify(signed, as: holder) } catch {
                throw SendFault(
                    error.code == .clientTooOld ? .clientTooOld : .keyUnusable,
                    ["holder": holder.rawValue, "version": office.version.description], cause: error.code)
            }
        }
        // Two keys are of two parties, or one party could read everything.
        var pair: VerifiedKeys?
        if let trustee = signedKeys[.trustee], let register = signedKeys[.register] {
            do { pair = try verification.verify(trustee: trustee, register: register) } catch {
                throw SendFault(.keyUnusable, ["holder": "trustee, register"], cause: error.code)
            }
        }
        self.pair = pair
        self.season = season
        self.keys = keys
        self.signedKeys = signedKeys
        clockAhead = clock.map { $0.timeIntervalSince(signers.now) }
        letter = LogInLetter(season, office: office)
    }

    /// Whether a report with this manifest would be taken, as far as that can be seen from outside.
    /// - Throws: ``SendFault``.
    func check(_ manifest: SubmissionManifest) throws(SendFault) {
        guard manifest.year == season.yearReported else {
            throw SendFault(.otherYear, ["year": "\(manifest.year)", "taken": "\(season.yearReported)"])
        }
        guard season.takesSubmissions || manifest.kind == .test else {
            throw SendFault(.seasonClosed, season.days)
        }
        for holder in KeyHolder.allCases {
            guard let key = keys[holder], key.fingerprint != manifest.key(of: holder) else { continue }
            let other = holder == .trustee ? KeyHolder.register : .trustee
            let isSwapped = keys[other]?.fingerprint == manifest.key(of: holder)
            throw SendFault(isSwapped ? .keysSwapped : .otherKey, ["holder": holder.rawValue])
        }
    }
}

/// What is known of the PIN, for whoever is refused with it.
struct LogInLetter: Sendable {
    private let sent: CivilDate?
    private let recipient: String?
    private let office: SendingOffice

    init(_ season: SeasonNow, office: SendingOffice) {
        sent = season.pinLetterSent
        recipient = season.pinLetterTo
        self.office = office
    }

    /// The fault of a refused log-in by PIN: when everything else is known to be right, it is the PIN.
    func refusal(of claim: LogInClaim) -> SendFault {
        SendFault(
            office.vouches(for: claim) ? .pinRefused : .pinLogInRefused,
            [
                "unit": claim.unit.description, "organisation": claim.organisation.digits, "sent": sent?.description,
                "recipient": recipient,
            ].compactMapValues { $0 })
    }
}
