public import IplosContent
public import NationalIdentity

/// Checks the identity numbers of one extract: only the municipality can, before they go another way than the rest.
///
/// Memory: eight octets for each identity, to notice one that comes twice.
public struct IdentityCheck: Sendable {
    private let realm: IdentityRealm
    private let year: Int
    private let numbering: IdentityNumbering
    private var seen: Set<NationalIdentity> = []

    /// - Parameter year: the one reported on; ages are those at its end.
    public init(realm: IdentityRealm, year: Int, numbering: IdentityNumbering = .until2031) {
        self.realm = realm
        self.year = year
        self.numbering = numbering
    }

    /// What is wrong with the identity of one person, the gravest first; empty when nothing is.
    public mutating func check(_ identity: [UInt8], of person: PersonRecord) -> [IdentityFinding] {
        let local = person.localNumber
        func finding(_ control: IdentityControl) -> IdentityFinding {
            IdentityFinding(control: control, localNumber: local, line: person.line)
        }
        let known: NationalIdentity
        do { known = try NationalIdentity(identity, in: realm, numbering: numbering) } catch {
            return [finding(IdentityControl(error))]
        }
        var findings: [IdentityFinding] = []
        if !seen.insert(known).inserted { findings.append(finding(.twice)) }
        if let given = person.text(.peAlder).flatMap({ Int($0) }), let age = known.age(atEndOf: year), given != age {
            findings.append(finding(.otherAge))
        }
        if let given = person.text(.peKjonn), let isWoman = known.isWoman, given != (isWoman ? "K" : "M") {
            findings.append(finding(.otherSex))
        }
        return findings
    }
}

/// One fault of one person's identity number. It never tells the number, nor what of it differs.
public struct IdentityFinding: Sendable, Hashable, Codable {
    public let control: IdentityControl
    /// The municipality's own number of the person; nil when missing.
    public let localNumber: String?
    /// Where the person begins in the extract, counted from 1.
    public let line: Int

    init(control: IdentityControl, localNumber: String?, line: Int) {
        self.control = control
        self.localNumber = localNumber.map(Finding.shown)
        self.line = line
    }
}

/// The controls of identity numbers, in the row of numbers that the other controls leave free.
public enum IdentityControl: String, CaseIterable, Sendable, Codable {
    case missing = "K-401"
    case malformed = "K-402"
    case impossibleDate = "K-403"
    case wrongCheckDigit = "K-404"
    case syntheticInProduction = "K-405"
    case realInTest = "K-406"
    case twice = "K-407"
    case otherAge = "K-408"
    case otherSex = "K-409"

    init(_ fault: IdentityFault) {
        self =
            switch fault {
            case .missing: .missing
            case .wrongLength, .notDigits: .malformed
            case .impossibleDate: .impossibleDate
            case .wrongCheckDigit: .wrongCheckDigit
            case .syntheticInProduction: .syntheticInProduction
            case .realInTest: .realInTest
            }
    }

    /// Whether nobody after the municipality can find it: the trustee has no age or sex, the register no identity number.
    public var isSeenHereAlone: Bool {
        switch self {
        case .otherAge, .otherSex: true
        case .missing, .malformed, .impossibleDate, .wrongCheckDigit, .syntheticInProduction, .realInTest, .twice: false
        }
    }

    /// Whether the person gets no pseudonym for it, so that the rows count nowhere.
    public var leavesPersonOut: Bool {
        switch self {
        case .missing, .malformed, .impossibleDate, .wrongCheckDigit, .syntheticInProduction, .realInTest: true
        case .twice, .otherAge, .otherSex: false
        }
    }
}
