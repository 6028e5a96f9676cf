/// Invented documents with a root of their own, just large enough to carry addresses.
enum OwnRootDocuments {
    /// - Parameters:
    ///   - namespace: after `http://www.kith.no/xmlstds/`.
    ///   - service: `ServReq`, `ServRprt` or `ServReport`.
    static func document(
        namespace: String, type: String, service: String, description: String? = nil, requester: String = clinic,
        provider: String = ward, copies: String = "", encoding: String = "UTF-8"
    ) -> String {
        """
        <?xml version="1.0" encoding="\(encoding)"?>
        <Message xmlns="http://www.kith.no/xmlstds/\(namespace)">
          <Type V="\(type)" DN="Type"/>
          <MIGversion>v1</MIGversion>
          <GenDate V="2026-07-15T12:00:00"/>
          <MsgId>3f1d6c1e-0d0a-4f6b-9a53-0d7c4f1f0001</MsgId>
          <\(service)>
            <ServType V="N" DN="Ny"/>
            <MsgDescr\(description.map { " V=\"\($0)\"" } ?? "")>beskrivelse</MsgDescr>
            <Ack V="J" DN="Ja"/>
            <Patient><Name>Prøvesen, Test</Name></Patient>
            <ServProvider><HCP>\(provider)</HCP></ServProvider>
            \(copies)
            <Requester><HCP>\(requester)</HCP></Requester>
          </\(service)>
        </Message>
        """
    }

    static let ward = """
        <Inst><Name>Fjordheim sykehus HF</Name><Id>90100</Id><TypeId V="HER" DN="HER-id"/>
        <Dept><Name>Medisinsk avdeling</Name><Id>90110</Id><TypeId V="HER" DN="HER-id"/>
        <AdditionalId><Id>MED</Id><Type V="LAV" DN="Lokal"/></AdditionalId></Dept>
        <AdditionalId><Id>999700025</Id><Type V="ENH" DN="Organisasjonsnummer"/></AdditionalId></Inst>
        """

    static let clinic = """
        <Inst><Name>Legene på Torget AS</Name><Id>90200</Id><TypeId V="HER" DN="HER-id"/>
        <HCPerson><Name>Bjørg Lyng</Name><Id>90210</Id><TypeId V="HER" DN="HER-id"/></HCPerson></Inst>
        """

    static let copy = """
        <CopyDest><HCP><Inst><Name>Nordbygda kommune</Name><Id>90300</Id><TypeId V="HER"/>
        <Dept><Name>Helsestasjon</Name><Id>90310</Id><TypeId V="HER"/></Dept></Inst></HCP></CopyDest>
        """
}
