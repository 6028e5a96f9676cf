/// What a check of a document or a folder can find, one sentence each. Raw values as the checks give them.
public enum FindingCode: String, Sendable, Codable, CaseIterable {
    // A document's structure.
    case rootUnknown = "root-unknown"
    case headIncomplete = "head-incomplete"
    case messageIDMissing = "message-id-missing"
    case messageIDNotUUID = "message-id-not-uuid"
    case genDateMissing = "gen-date-missing"
    case genDateInvalid = "gen-date-invalid"
    case genDateInFuture = "gen-date-in-future"
    case senderLevel1Missing = "sender-level1-missing"
    case senderLevel2Missing = "sender-level2-missing"
    case receiverLevel1Missing = "receiver-level1-missing"
    case receiverLevel2Missing = "receiver-level2-missing"
    case noDocument = "no-document"
    case severalMainDocuments = "several-main-documents"
    case typeMissing = "type-missing"
    case typeDiffersFromAction = "type-differs-from-action"
    case typeUnknown = "type-unknown"
    case namespaceUnknown = "namespace-unknown"
    case versionMissing = "version-missing"
    case tooLarge = "too-large"
    case largerThanAdvised = "larger-than-advised"
    case notReadable = "not-readable"
    case receiverUnknown = "receiver-unknown"
    case personInMunicipality = "person-in-municipality"
    // A record system's folder.
    case folderMissing = "missing"
    case folderSymbolicLink = "symbolic-link"
    case folderNotWritable = "not-writable"
    case folderUnusualMode = "unusual-mode"
    case folderOpenToOthers = "open-to-others"
    case folderOtherGroup = "other-group"
    case folderOddFiles = "odd-files"

    public var phrase: Phrase {
        switch self {
        case .rootUnknown:
            Phrase(
                "Dokumentet har et rotelement som ikke er kjent.", "Dokumentet har eit rotelement som ikkje er kjent.",
                "The document's root element is not known.")
        case .headIncomplete:
            Phrase(
                "Meldingshodet er ufullstendig: {element} mangler.",
                "Meldingshovudet er ufullstendig: {element} manglar.",
                "The message header is incomplete: {element} is missing.")
        case .messageIDMissing:
            Phrase("Meldings-id (MsgId) mangler.", "Meldings-id (MsgId) manglar.", "The message id (MsgId) is missing.")
        case .messageIDNotUUID:
            Phrase(
                "Meldings-id-en (MsgId) er ikke en UUID; mottakeren skal avvise den med E10.",
                "Meldings-id-en (MsgId) er ikkje ein UUID; mottakaren skal avvise han med E10.",
                "The message id (MsgId) is not a UUID; the receiver shall reject it with E10.")
        case .genDateMissing:
            Phrase(
                "Tidspunktet for meldingen (GenDate) mangler.", "Tidspunktet for meldinga (GenDate) manglar.",
                "The time of the message (GenDate) is missing.")
        case .genDateInvalid:
            Phrase(
                "Tidspunktet for meldingen (GenDate) kan ikke leses.",
                "Tidspunktet for meldinga (GenDate) kan ikkje lesast.",
                "The time of the message (GenDate) cannot be read.")
        case .genDateInFuture:
            Phrase(
                "Tidspunktet for meldingen (GenDate) er i framtiden.",
                "Tidspunktet for meldinga (GenDate) er i framtida.",
                "The time of the message (GenDate) is in the future.")
        case .senderLevel1Missing:
            Phrase(
                "Avsenderens virksomhet mangler HER-id.", "Verksemda til avsendaren manglar HER-id.",
                "The sender's organisation has no HER-id.")
        case .senderLevel2Missing:
            Phrase(
                "Avsenderens tjeneste eller person mangler HER-id.",
                "Tenesta eller personen til avsendaren manglar HER-id.", "The sender's service or person has no HER-id."
            )
        case .receiverLevel1Missing:
            Phrase(
                "Mottakerens virksomhet mangler HER-id.", "Verksemda til mottakaren manglar HER-id.",
                "The receiver's organisation has no HER-id.")
        case .receiverLevel2Missing:
            Phrase(
                "Mottakerens tjeneste eller person mangler HER-id.",
                "Tenesta eller personen til mottakaren manglar HER-id.",
                "The receiver's service or person has no HER-id.")
        case .noDocument:
            Phrase(
                "Meldingen har ikke noe dokument.", "Meldinga har ikkje noko dokument.",
                "The message holds no document.")
        case .severalMainDocuments:
            Phrase(
                "Meldingen har {count} hoveddokumenter; det skal være ett.",
                "Meldinga har {count} hovuddokument; det skal vere eitt.",
                "The message holds {count} main documents; there shall be one.")
        case .typeMissing:
            Phrase("Meldingstypen mangler.", "Meldingstypen manglar.", "The message type is missing.")
        case .typeDiffersFromAction:
            Phrase(
                "Meldingstypen {type} er en annen enn konvolutten sier ({action}).",
                "Meldingstypen {type} er ein annan enn konvolutten seier ({action}).",
                "The message type {type} is not what the envelope says ({action}).")
        case .typeUnknown:
            Phrase(
                "Meldingstypen {type} er ikke i meldingskatalogen.",
                "Meldingstypen {type} er ikkje i meldingskatalogen.",
                "The message type {type} is not in the message catalogue.")
        case .namespaceUnknown:
            Phrase(
                "Dokumentets navnerom hører ikke til meldingstypen {type}.",
                "Namnerommet til dokumentet høyrer ikkje til meldingstypen {type}.",
                "The document's namespace does not belong to the message type {type}.")
        case .versionMissing:
            Phrase(
                "Versjonen (MIGversion) mangler.", "Versjonen (MIGversion) manglar.",
                "The version (MIGversion) is missing.")
        case .tooLarge:
            Phrase(
                "Dokumentet er {size} byte; grensen for typen er {limit}.",
                "Dokumentet er {size} byte; grensa for typen er {limit}.",
                "The document is {size} bytes; the limit for the type is {limit}.")
        case .largerThanAdvised:
            Phrase(
                "Dokumentet er {size} byte; mange postbokser tar ikke imot mer enn {limit}.",
                "Dokumentet er {size} byte; mange postboksar tek ikkje imot meir enn {limit}.",
                "The document is {size} bytes; many mailboxes do not take more than {limit}.")
        case .notReadable:
            Phrase(
                "Innholdet kan ikke leses; bare hodet kan det. Fagsystemet skal avvise dokumentet med T01.",
                "Innhaldet kan ikkje lesast; berre hovudet kan det. Fagsystemet skal avvise dokumentet med T01.",
                "The content cannot be read; only the header can. The record system is to reject it with T01.")
        case .receiverUnknown:
            Phrase(
                "Dokumentet nevner ingen tjeneste hos oss som finnes. Fagsystemet skal avvise det med E21.",
                "Dokumentet nemner inga teneste hos oss som finst. Fagsystemet skal avvise det med E21.",
                "The document names no service of ours that exists. The record system is to reject it with E21.")
        case .personInMunicipality:
            Phrase(
                "En person i en kommune er adressert. Meldinger til en kommune skal adresseres til en tjeneste.",
                "Ein person i ein kommune er adressert. Meldingar til ein kommune skal adresserast til ei teneste.",
                "A person in a municipality is addressed. Messages to a municipality go to a service.")
        case .folderMissing:
            Phrase("Mappen {area} finnes ikke.", "Mappa {area} finst ikkje.", "The folder {area} does not exist.")
        case .folderSymbolicLink:
            Phrase(
                "Mappen {area} er en symbolsk lenke.", "Mappa {area} er ei symbolsk lenkje.",
                "The folder {area} is a symbolic link.")
        case .folderNotWritable:
            Phrase(
                "Meldingstjeneren får ikke skrive i mappen {area}.", "Meldingstenaren får ikkje skrive i mappa {area}.",
                "The message server may not write to the folder {area}.")
        case .folderUnusualMode:
            Phrase(
                "Mappen {area} har rettigheter {detail}, ventet 2770.", "Mappa {area} har rettar {detail}, venta 2770.",
                "The folder {area} has mode {detail}, expected 2770.")
        case .folderOpenToOthers:
            Phrase(
                "Mappen {area} er åpen for andre enn gruppen ({detail}).",
                "Mappa {area} er open for andre enn gruppa ({detail}).",
                "The folder {area} is open to others than its group ({detail}).")
        case .folderOtherGroup:
            Phrase(
                "Mappen {area} tilhører en annen gruppe.", "Mappa {area} høyrer til ei anna gruppe.",
                "The folder {area} belongs to another group.")
        case .folderOddFiles:
            Phrase(
                "Mappen {area} har {detail} filer som aldri blir lest.",
                "Mappa {area} har {detail} filer som aldri blir lesne.",
                "The folder {area} has {detail} files that are never read.")
        }
    }
}
