import Certificates
import Exchange
import Foundation
import Identifiers
import Store
import Synchronization
import TestSupport
import Testing

/// A country of two offices, one post office, one register and one issuer of certificates, where time stands still
/// until a test moves it.
final class Country: Sendable {
    /// Now, in whole seconds: certificates of the synthetic issuer are valid around it.
    static let start = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

    let scratch: ScratchDirectory
    let authority: SyntheticAuthority
    let register = TestRegister()
    let post = PostOffice()
    /// What carries mail between the offices: the post office, or real servers.
    let carrier: any Carrier
    /// What posts to HTTP addresses: the post office, or a real client.
    let posting: any EnvelopePosting
    let trust: PartnerTrust
    let clock = TestClock(start)

    init(carrier: (any Carrier)? = nil, posting: (any EnvelopePosting)? = nil) throws {
        self.carrier = carrier ?? post
        self.posting = posting ?? post
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøveutsteder", now: Self.start)
        trust = PartnerTrust(
            store: authority.trustStore, revocation: try authority.revocationLists(now: Self.start))
    }

    /// A hospital and a municipality that can reach each other.
    ///
    /// - Parameter units: how many services the municipality has.
    static func withTwoOffices(
        units: Int = 1, carrier: (any Carrier)? = nil, posting: (any EnvelopePosting)? = nil
    ) async throws -> (country: Country, hospital: Office, municipality: Office) {
        let country = try Country(carrier: carrier, posting: posting)
        let hospital = try await Office(SyntheticOrganisations.hospital, her: 1000, in: country)
        let municipality = try await Office(
            SyntheticOrganisations.northMunicipality, her: 2000, in: country, units: units)
        return (country, hospital, municipality)
    }

    /// Lets all offices work and fetch until nothing more happens at this moment.
    func settle(_ offices: [Office], after seconds: TimeInterval = 0) async throws {
        clock.advance(seconds)
        let now = clock.now()
        var busy = true
        while busy {
            busy = false
            for office in offices {
                if try await office.fetch(at: now) > 0 { busy = true }
                if try await office.work(at: now) { busy = true }
            }
        }
    }
}

/// A clock that tests move.
final class TestClock: Sendable {
    private let time: Mutex<Date>

    init(_ start: Date) { time = Mutex(start) }

    var now: @Sendable () -> Date { { self.time.withLock { $0 } } }

    func advance(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}
