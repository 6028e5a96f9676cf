import ArgumentParser

/// A part of the benchmark that can be run alone.
enum Section: String, CaseIterable, Codable, ExpressibleByArgument, Sendable {
    /// Documents per second and core, out and in.
    case documents
    /// Verifying an envelope of 1 MB beside plain canonicalisation of it.
    case canonical
    /// Exchanges between two servers: pace, waiting time, memory.
    case exchange
    /// Messages posted by a partner and answered on the connection.
    case httpInbound = "http-inbound"
    /// Search and start with a million stored messages.
    case search
    /// What a flood from one tenant does to another.
    case fairness
    /// Exchanges again, each fsync made 5 ms slower.
    case slowDisk = "slow-disk"
    /// The yearly report: a whole nation's through all parties.
    case reporting
}

/// How much a run does.
struct Extent: Sendable {
    /// Seconds of processor time for each measured operation.
    let secondsPerOperation: Double
    /// Exchanges in the burst between two servers with one tenant each.
    let burst: Int
    /// Exchanges begun at an even pace, for waiting times.
    let paced: Int
    /// Tenants of the server that has many.
    let tenants: Int
    /// Exchanges for each of them.
    let perTenant: Int
    /// Documents of the mixed load.
    let mixed: Int
    /// Messages stored before the search.
    let storedMessages: Int
    /// Documents whose waiting time is looked at beside a flood.
    let quietDocuments: Int
    /// Persons of the report.
    let reportedPersons: Int
    /// Pseudonyms that the trustee draws at once.
    let pseudonyms: Int

    static let usual = Extent(
        secondsPerOperation: 2, burst: 2000, paced: 400, tenants: 88, perTenant: 10, mixed: 150,
        storedMessages: 1_000_000, quietDocuments: 100,
        reportedPersons: 400_000, pseudonyms: 4_000_000)
    static let quick = Extent(
        secondsPerOperation: 0.5, burst: 1000, paced: 60, tenants: 8, perTenant: 10, mixed: 30, storedMessages: 50_000,
        quietDocuments: 20,
        reportedPersons: 20_000, pseudonyms: 200_000)
}
