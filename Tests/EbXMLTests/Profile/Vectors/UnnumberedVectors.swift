import EbXML
import Testing

/// A message with a departure that no rule of HITS 1172 has a number for.
struct UnnumberedVector: Sendable, CustomTestStringConvertible {
    let tolerance: Tolerance
    let kind: ProfileMessage.Kind
    let message: @Sendable () -> ProfileMessage

    init(
        _ tolerance: Tolerance, in kind: ProfileMessage.Kind = .business,
        _ change: @escaping @Sendable (ProfileMessage) -> ProfileMessage
    ) {
        self.tolerance = tolerance
        self.kind = kind
        message = { change(.good(kind)) }
    }

    var testDescription: String { tolerance.rawValue }

    private static let id = "<eb:PartyId eb:type=\"HER\">8090001</eb:PartyId>"

    static let all: [UnnumberedVector] = [
        UnnumberedVector(.kithService) { $0.writing("eb:type=\"string\"", "eb:type=\"kithService\"") },
        UnnumberedVector(.stringService) { $0 },
        UnnumberedVector(.serviceWithoutS) { $0.writing(">S-LOG_UTSKREVET<", ">LOG_UTSKREVET<") },
        UnnumberedVector(.noActor) { $0 },
        UnnumberedVector(.roleMissing) { $0.writing("<eb:Role>LOG_UTSKREVETsender</eb:Role>", "") },
        UnnumberedVector(.roleInSignal, in: .acknowledgment) { $0.writing(id, id + "<eb:Role>Sender</eb:Role>") },
        UnnumberedVector(.orgnummerType) {
            $0.writing(id, "<eb:PartyId eb:type=\"orgnummer\">999700020</eb:PartyId>" + id)
        },
        UnnumberedVector(.timestampWithoutZone) { $0.writing("09:30:00Z", "09:30:00") },
        UnnumberedVector(.whiteSpaceAroundValue) { $0.writing("<eb:MessageId>", "<eb:MessageId> ") },
        UnnumberedVector(.unqualifiedAttribute) { $0.writing("eb:signed=", "signed=") },
        UnnumberedVector(.duplicateEliminationInAcknowledgment, in: .acknowledgment) {
            $0.writing("<eb:Description", "<eb:DuplicateElimination/><eb:Description")
        },
        UnnumberedVector(.messageOrder) { $0.writing("</SOAP:Header>", "<eb:MessageOrder/></SOAP:Header>") },
        UnnumberedVector(.undeclaredPrefixInXPath, in: .acknowledgment) {
            $0.writing(
                "URI=\"\">",
                "URI=\"\"><ds:Transforms><ds:Transform><ds:XPath>not(ancestor-or-self::node()[@S11:actor=\"x\"])</ds:XPath>"
                    + "</ds:Transform></ds:Transforms>")
        },
    ]
}
