public import IplosContent

/// Writes an extract as a record system makes it, with the identity numbers where the revision has them: in the person to
/// the year 2017, in a file beside the extract later.
///
/// The octets are taken away in pieces, so that memory does not grow with the file. In the contents nothing is written
/// that could be an identity number, as in `ContentWriter`.
public struct ExtractWriter: Sendable {
    private var content: ContentWriter
    private let holdsIdentities: Bool
    private var octets: [UInt8] = []
    private var identities: [UInt8] = []

    public init(revision: IplosRevision) {
        content = ContentWriter(revision: revision)
        holdsIdentities = revision == .v3_0
        if !holdsIdentities { identities += Array("pePeID;identity\n".utf8) }
    }

    /// Octets that wait to be taken.
    public var count: Int { octets.count + identities.count }

    /// What has been written of the extract since the last call.
    public mutating func takeExtract() -> [UInt8] {
        defer { octets.removeAll(keepingCapacity: true) }
        return octets
    }

    /// What has been written of the file beside it since the last call; always empty where there is none.
    public mutating func takeIdentities() -> [UInt8] {
        defer { identities.removeAll(keepingCapacity: true) }
        return identities
    }

    public mutating func begin(_ head: ExtractHead) {
        content.begin(head)
        octets += content.take()
    }

    /// - Parameter identity: as registered, right or wrong; what ``canHold(_:)`` refuses is not written.
    public mutating func person(_ person: PersonRecord, identity: [UInt8]) {
        content.person(person)
        let written = content.take()
        let isGiven = !identity.isEmpty && Self.canHold(identity)
        if isGiven, !holdsIdentities, let local = person.octets(.pePeID) {
            identities += local
            identities.append(UInt8(ascii: ";"))
            identities += identity
            identities.append(UInt8(ascii: "\n"))
        }
        guard isGiven, holdsIdentities, let end = written.firstIndex(of: UInt8(ascii: ">")) else {
            octets += written
            return
        }
        // The identity number is the first element inside the person.
        octets += written[...end]
        octets += Array("<peFnr>".utf8)
        octets += identity
        octets += Array("</peFnr>".utf8)
        octets += written[(end + 1)...]
    }

    public mutating func end() {
        content.end()
        octets += content.take()
    }

    /// Whether the text can stand in either file as it is: letters and digits of ASCII, at most fifteen.
    public static func canHold(_ identity: [UInt8]) -> Bool {
        identity.count <= 15
            && identity.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}
