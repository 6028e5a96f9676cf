public import Certificates
import Cryptography
public import Foundation
public import Identifiers

/// An invented agreement (CPA) between two parties, in the shape of the national register's, every part of which a test
/// can bend. Says that each may send every action to the other, receipts included.
public struct SyntheticAgreement: Sendable {
    public struct Side: Sendable {
        public var her: String
        public var name = "Tjenesten"
        public var organisation: OrganisationNumber?
        public var signing: [UInt8]?
        public var encryption: [UInt8]?
        /// Endpoint/@uri, with TransportProtocol.
        public var endpoint: String
        public var transport = "SMTP"
        /// What it does not take, of ``SyntheticAgreement/actions``.
        public var refuses: Set<String> = []

        public init(her: HERId, endpoint: String, signing: Certificate? = nil, encryption: Certificate? = nil) {
            self.her = her.description
            self.endpoint = endpoint
            self.signing = signing?.der
            self.encryption = encryption?.der
        }
    }

    public var id = "5d0f8a4e-2f55-4d5b-8a0e-7f9f5a3b6c21"
    public var status = "agreed"
    public var start: Date?
    public var end: Date?
    public var sides: [Side]
    public var actions: [String]
    public var answers = true
    /// NamespaceSupported of the documents; none takes all.
    public var namespaces: [String] = []
    /// Service for an action.
    public var service: @Sendable (String) -> String = { "S-\($0)" }
    /// nil writes no ReliableMessaging.
    public var retries: Int? = 4
    public var interval = "PT720M"
    public var persistence = "P4D"
    /// Attributes of MessagingCharacteristics.
    public var messaging = #"tns:ackRequested="always" tns:ackSignatureRequested="always" tns:syncReplyMode="none""#
    public var signatureAlgorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    public var encryptionAlgorithm = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
    /// What SenderNonRepudiation names.
    public var signingReference = "sign"

    public init(_ one: Side, _ other: Side, actions: [String], from start: Date, to end: Date) {
        sides = [one, other]
        self.actions = actions
        self.start = start
        self.end = end
    }

    public var xml: [UInt8] { Array(text.utf8) }

    private var text: String {
        let period = [("Start", start), ("End", end)].compactMap { name, date in
            date.map { "<tns:\(name)>\($0.formatted(.iso8601))</tns:\(name)>" }
        }
        return """
            <tns:CollaborationProtocolAgreement tns:cpaid="\(id)" tns:version="2_0b" \
            xmlns:tns="http://www.oasis-open.org/committees/ebxml-cppa/schema/cpp-cpa-2_0.xsd" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
            <tns:Status tns:value="\(status)"/>\(period.joined())
            \(sides.map(info).joined(separator: "\n"))
            <tns:SimplePart tns:id="document">\(namespaces.map { "<tns:NamespaceSupported>\($0)</tns:NamespaceSupported>" }.joined())</tns:SimplePart>
            <tns:Packaging tns:id="package"><tns:CompositeList><tns:Composite><tns:Constituent tns:idref="document"/>\
            </tns:Composite></tns:CompositeList></tns:Packaging>
            </tns:CollaborationProtocolAgreement>
            """
    }

    private func info(_ side: Side) -> String {
        let organisation = side.organisation.map { "<tns:PartyId tns:type=\"ENH\">\($0.digits)</tns:PartyId>" } ?? ""
        let taken = actions.filter { !side.refuses.contains($0) }
        return """
            <tns:PartyInfo tns:partyName="\(side.name)"><tns:PartyId tns:type="HER">\(side.her)</tns:PartyId>\(organisation)
            \(actions.map { role($0, "sender", sends: [$0], receives: answers ? ["APPREC"] : []) }.joined())
            \(taken.map { role($0, "receiver", sends: answers ? ["APPREC"] : [], receives: [$0]) }.joined())
            \(certificate("sign", side.signing))\(certificate("enc", side.encryption))
            <tns:DeliveryChannel tns:channelId="channel" tns:transportId="transport" tns:docExchangeId="exchange">\
            <tns:MessagingCharacteristics \(messaging)/></tns:DeliveryChannel>
            <tns:Transport tns:transportId="transport"><tns:TransportReceiver>\
            <tns:TransportProtocol>\(side.transport)</tns:TransportProtocol><tns:Endpoint tns:uri="\(side.endpoint)"/>\
            </tns:TransportReceiver></tns:Transport>
            <tns:DocExchange tns:docExchangeId="exchange"><tns:ebXMLSenderBinding>\(reliability)\
            <tns:SenderNonRepudiation><tns:SignatureAlgorithm>\(signatureAlgorithm)</tns:SignatureAlgorithm>\
            <tns:SigningCertificateRef tns:certId="\(signingReference)"/></tns:SenderNonRepudiation>\
            <tns:SenderDigitalEnvelope><tns:EncryptionAlgorithm>\(encryptionAlgorithm)</tns:EncryptionAlgorithm>\
            </tns:SenderDigitalEnvelope></tns:ebXMLSenderBinding></tns:DocExchange></tns:PartyInfo>
            """
    }

    private var reliability: String {
        guard let retries else { return "" }
        return "<tns:ReliableMessaging><tns:Retries>\(retries)</tns:Retries>"
            + "<tns:RetryInterval>\(interval)</tns:RetryInterval></tns:ReliableMessaging>"
            + "<tns:PersistDuration>\(persistence)</tns:PersistDuration>"
    }

    private func role(_ action: String, _ side: String, sends: [String], receives: [String]) -> String {
        func bind(_ way: String, _ actions: [String]) -> String {
            actions.map {
                "<tns:\(way)><tns:ThisPartyActionBinding tns:action=\"\($0)\" tns:packageId=\"\(package($0))\">"
                    + "<tns:ChannelId>channel</tns:ChannelId></tns:ThisPartyActionBinding></tns:\(way)>"
            }.joined()
        }
        return """
            <tns:CollaborationRole><tns:ProcessSpecification tns:name="\(action)" tns:version="1.0"/>\
            <tns:Role tns:name="\(action)\(side)"/><tns:ServiceBinding>\
            <tns:Service tns:type="string">\(service(action))</tns:Service>\
            \(bind("CanSend", sends))\(bind("CanReceive", receives))</tns:ServiceBinding></tns:CollaborationRole>
            """
    }

    private func package(_ action: String) -> String { action == "APPREC" ? "none" : "package" }

    private func certificate(_ id: String, _ der: [UInt8]?) -> String {
        guard let der else { return "" }
        return "<tns:Certificate tns:certId=\"\(id)\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
            + "\(Base64.encode(der))</ds:X509Certificate></ds:X509Data></ds:KeyInfo></tns:Certificate>"
    }
}
