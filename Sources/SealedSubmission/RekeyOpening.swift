public import Certificates
public import Cryptography
public import Identifiers

/// The register's reading of a re-pseudonymisation, part by part.
///
/// Entries are given out before the last part has come: apply them in one transaction, and only after `finish` commit it.
public struct RekeyOpening: Sendable {
    public let statement: RekeyStatement
    private var reading: RecordReading
    private var order = RekeyOrder()

    /// Verifies the statement.
    /// - Parameters:
    ///   - trustee: whose signature it must be.
    ///   - register: the one that reads.
    ///   - generation: the generation that its data has now.
    /// - Throws: `SubmissionFault`.
    public init(
        _ signed: [UInt8], signers: SignerVerification, trustee: OrganisationNumber, register: OrganisationNumber,
        generation: Int, key: PrivateKey, certificate: Certificate
    ) throws(SubmissionFault) {
        let statement = try signers.open(signed, as: RekeyStatement.self, from: trustee).document
        guard statement.register == register, statement.registerKey == KeyFingerprint(of: key.publicKey) else {
            throw SubmissionFault(.mapOtherRegister)
        }
        guard statement.oldGeneration == generation, statement.newGeneration > generation else {
            throw SubmissionFault(.mapOtherGeneration)
        }
        guard statement.entries >= 0 else { throw SubmissionFault(.mapCounts) }
        if let fault = PartList.fault(of: statement.parts, roles: [.rekey]) { throw fault }
        self.statement = statement
        let opener = PartOpener(
            submission: statement.id, list: statement.parts, role: .rekey, key: key, certificate: certificate)
        reading = RecordReading(opener, recordLength: RekeyEntry.length)
    }

    /// The entries of the next part.
    /// - Throws: `SubmissionFault`.
    public mutating func entries(_ sealed: [UInt8]) throws(SubmissionFault) -> [RekeyEntry] {
        var entries: [RekeyEntry] = []
        for record in try reading.records(sealed) {
            guard let entry = RekeyEntry(record) else { throw SubmissionFault(.mapRecord) }
            try order.take(entry)
            entries.append(entry)
        }
        return entries
    }

    /// Ends the reading: all parts have come and are the map that was signed for.
    /// - Throws: `SubmissionFault`.
    public func finish() throws(SubmissionFault) {
        try reading.finish(expecting: statement.map)
        guard order.count == statement.entries else { throw SubmissionFault(.mapCounts) }
    }
}
