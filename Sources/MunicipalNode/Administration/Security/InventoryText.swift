import Texts

/// The words of the inventory.
enum InventoryText: CaseIterable {
    case messageSignature, messageEncryption, storage, wrapping, auditChain, lines, people, tokens, reporting
    case wrapped, accounts, certificateFiles, rsaLimits, evidenceLife, transitLife, storedLife, accountLife, tokenLife,
        seasonLife

    var phrase: Phrase {
        switch self {
        case .messageSignature:
            Phrase("Signerer og prøver meldinger", "Signerer og prøver meldingar", "Signs and verifies messages")
        case .messageEncryption:
            Phrase("Krypterer og åpner meldinger", "Krypterer og opnar meldingar", "Encrypts and opens messages")
        case .storage: Phrase("Innhold på disk", "Innhald på disk", "Content on disk")
        case .wrapping:
            Phrase(
                "Pakker inn nøklene i databasen", "Pakkar inn nøklane i databasen", "Wraps the keys in the database")
        case .auditChain:
            Phrase(
                "Lenker postene i loggen sammen", "Lenkjer postane i loggen saman", "Chains the record of what was done"
            )
        case .lines: Phrase("Sikrer linjene", "Sikrar linjene", "Protects the lines")
        case .people: Phrase("Kjenner personer igjen", "Kjenner att personar", "Recognises people")
        case .tokens:
            Phrase("Kjenner fagsystemer igjen", "Kjenner att fagsystem", "Recognises record systems")
        case .reporting:
            Phrase("Forsegler og signerer rapporter", "Forseglar og signerer rapportar", "Seals and signs reports")
        case .wrapped:
            Phrase(
                "virksomhetens database, pakket inn av hovednøkkelen",
                "databasen til verksemda, pakka inn av hovudnøkkelen",
                "the organisation's database, wrapped by the master key")
        case .accounts:
            Phrase(
                "virksomhetens database, forseglet med datanøkkelen",
                "databasen til verksemda, forsegla med datanøkkelen",
                "the organisation's database, sealed with the data key")
        case .certificateFiles:
            Phrase(
                "filer som konfigurasjonen navngir", "filer som konfigurasjonen namngjev",
                "files that the configuration names")
        case .rsaLimits:
            Phrase(
                "minst 2048 bit godtas; nye bør ha 3072", "minst 2048 bit blir godteke; nye bør ha 3072",
                "at least 2048 bits are taken; new ones should have 3072")
        case .evidenceLife:
            Phrase(
                "så lenge kvitteringene er bevis", "så lenge kvitteringane er bevis", "as long as receipts are evidence"
            )
        case .transitLife: Phrase("underveis", "undervegs", "on the way")
        case .storedLife:
            Phrase("så lenge innholdet lagres", "så lenge innhaldet blir lagra", "as long as the content is kept")
        case .accountLife:
            Phrase("så lenge kontoen finnes", "så lenge kontoen finst", "as long as the account is there")
        case .tokenLife: Phrase("til nøkkelens sluttdato", "til sluttdatoen åt nøkkelen", "until the token's end")
        case .seasonLife: Phrase("én sesong", "éin sesong", "one season")
        }
    }
}
