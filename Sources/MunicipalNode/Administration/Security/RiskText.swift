import Texts

/// The words of the guide's questions and of our answers.
enum RiskText: CaseIterable {
    case decryption, protection, alone, shared, separationAlone, separation, zones, access, plaintext, plaintextNone
    case keys

    /// As the guide asks it.
    static func question(_ question: RiskQuestion) -> Phrase {
        switch question {
        case .decryption:
            Phrase("Hvor dekrypteres informasjonen?", "Kvar blir informasjonen dekryptert?", "Where is it decrypted?")
        case .protection:
            Phrase(
                "Blir informasjonen sikret helt fram til mottakeren?",
                "Blir informasjonen sikra heilt fram til mottakaren?", "Is it protected all the way to the receiver?")
        case .neighbours:
            Phrase(
                "Er flere kommuner koblet til samme meldingstjener?",
                "Er fleire kommunar kopla til same meldingstenar?",
                "Are several municipalities connected to the same message server?")
        case .separation:
            Phrase("Hvordan blir informasjonen separert?", "Korleis blir informasjonen skild?", "How is it kept apart?")
        case .zones:
            Phrase("Hvordan er soneinndelingen?", "Korleis er soneinndelinga?", "How is it divided into zones?")
        case .access:
            Phrase("Hvordan gjøres tilgangskontrollen?", "Korleis blir tilgang styrt?", "How is access controlled?")
        case .plaintext:
            Phrase(
                "Hvordan flyter ukryptert informasjon mellom meldingstjener og fagsystem?",
                "Korleis flyt ukryptert informasjon mellom meldingstenar og fagsystem?",
                "How does unencrypted information flow between message server and record system?")
        case .keys:
            Phrase(
                "Hvor ligger dekrypteringsnøkkelen?", "Kvar ligg dekrypteringsnøkkelen?",
                "Where is the decryption key?")
        }
    }

    static func use(_ use: SecurityLine.Use) -> Phrase {
        switch use {
        case .mailOut: Phrase("Post ut (SMTP)", "Post ut (SMTP)", "Mail out (SMTP)")
        case .mailIn: Phrase("Post inn (POP3)", "Post inn (POP3)", "Mail in (POP3)")
        case .partnersIn: Phrase("Parter inn (HTTP)", "Partar inn (HTTP)", "Partners in (HTTP)")
        case .partnersOut: Phrase("Part ut (HTTP)", "Part ut (HTTP)", "Partner out (HTTP)")
        case .recordSystemAPI: Phrase("Fagsystem (HTTP)", "Fagsystem (HTTP)", "Record systems (HTTP)")
        case .recordSystemFolder: Phrase("Fagsystem (mappe)", "Fagsystem (mappe)", "Record system (folder)")
        case .extracts: Phrase("Uttrekk (mappe)", "Uttrekk (mappe)", "Extracts (folder)")
        case .revocationLists:
            Phrase("Tilbakekallingslister fra", "Tilbakekallingslister frå", "Lists of revoked certificates from")
        case .pages: Phrase("Nettsidene", "Nettsidene", "The pages")
        case .metrics: Phrase("Målinger", "Målingar", "Metrics")
        case .sendModule: Phrase("Sendemodulen", "Sendemodulen", "The send module")
        }
    }

    static func protection(_ protection: SecurityLine.Protection) -> Phrase {
        switch protection {
        case .tls: Phrase("TLS 1.2 eller nyere", "TLS 1.2 eller nyare", "TLS 1.2 or newer")
        case .mutualTLS:
            Phrase(
                "TLS 1.2 eller nyere, sertifikat i begge ender", "TLS 1.2 eller nyare, sertifikat i begge endar",
                "TLS 1.2 or newer, a certificate at both ends")
        case .ownMachine:
            Phrase("uten TLS, bare på maskinen selv", "utan TLS, berre på maskina sjølv", "no TLS, this machine only")
        case .folder:
            Phrase(
                "filer i klartekst", "filer i klartekst", "files in clear")
        case .signedList:
            Phrase(
                "åpne lister, signert av utstederen", "opne lister, signerte av utskrivaren",
                "public lists, signed by their issuer")
        case .plain:
            Phrase(
                "UTEN TLS, også til andre maskiner", "UTAN TLS, òg til andre maskiner", "NO TLS, to other machines too")
        }
    }

    var phrase: Phrase {
        switch self {
        case .decryption:
            Phrase(
                "I ett program, på maskinen {machine}. Meldingen åpnes i minnet der, og legges kryptert på disk igjen.",
                "I eitt program, på maskina {machine}. Meldinga blir opna i minnet der, og lagd kryptert på disk att.",
                "In one program, on the machine {machine}. A message is opened in memory there, and kept encrypted on disk."
            )
        case .protection:
            Phrase(
                "Ja, til mottakerens meldingstjener: dokumentet signeres og krypteres til mottakerens sertifikat før det går "
                    + "ut, og ingen innstilling slår det av. Konvolutten (HER-id, type, tid) er ikke kryptert. Linjene er sikret i "
                    + "tillegg; en avtale kan navngi flere, bare med https og bare til tillatte verter. Hvordan mottakeren fører "
                    + "det videre til fagsystemet sitt, vet vi ikke.",
                "Ja, til meldingstenaren hos mottakaren: dokumentet blir signert og kryptert til sertifikatet åt mottakaren før "
                    + "det går ut, og inga innstilling slår det av. Konvolutten (HER-id, type, tid) er ikkje kryptert. Linjene er "
                    + "sikra i tillegg; ein avtale kan namngje fleire, berre med https og berre til tillatne vertar. Korleis "
                    + "mottakaren fører det vidare til fagsystemet sitt, veit vi ikkje.",
                "Yes, to the receiver's message server: the document is signed and encrypted to the receiver's certificate before "
                    + "it leaves, and no setting turns that off. The envelope (HER-id, type, time) is not encrypted. The lines are "
                    + "protected besides; an agreement may name more, with https only and to allowed hosts only. How the "
                    + "receiver takes it on to its record system we do not know.")
        case .alone: Phrase("Nei, bare {tenant}.", "Nei, berre {tenant}.", "No, {tenant} alone.")
        case .shared: Phrase("Ja, {count} virksomheter.", "Ja, {count} verksemder.", "Yes, {count} organisations.")
        case .separationAlone:
            Phrase(
                "Én database med egen datanøkkel. Kommer flere til, får hver sin egen.",
                "Éin database med eigen datanøkkel. Kjem fleire til, får kvar sin eigen.",
                "One database with a data key of its own. If more join, each gets its own.")
        case .separation:
            Phrase(
                "Hver virksomhet har sin egen databasefil, sin egen datanøkkel og sine egne sertifikatnøkler; en innlogging "
                    + "og en fagsystemnøkkel gjelder én virksomhet. Nøklene til alle {count} er pakket inn med samme "
                    + "hovednøkkel: den som har både den og datakatalogen, kan åpne alt for alle.",
                "Kvar verksemd har si eiga databasefil, sin eigen datanøkkel og sine eigne sertifikatnøklar; ei innlogging "
                    + "og ein fagsystemnøkkel gjeld éi verksemd. Nøklane til alle {count} er pakka inn med same "
                    + "hovudnøkkel: den som har både han og datakatalogen, kan opne alt for alle.",
                "Each organisation has its own database file, data key and certificate keys; a log-in and a record system's "
                    + "token count for one organisation. The keys of all {count} are wrapped by the same master key: whoever "
                    + "has both it and the data directory can open everything of everybody.")
        case .zones:
            Phrase(
                "Serveren ser ingen soner. Alt kjører i ett program på {machine}; dette er dørene inn (→) og "
                    + "de eneste vertene ut (←). Driften plasserer maskinen i sikker sone og åpner bare disse.",
                "Tenaren ser ingen soner. Alt køyrer i eitt program på {machine}; dette er dørene inn (→) og "
                    + "dei einaste vertane ut (←). Drifta plasserer maskina i sikker sone og opnar berre desse.",
                "The server sees no zones. All of it runs in one program on {machine}; these are the doors in (→) and "
                    + "the only hosts out (←). Operations places the machine in the secure zone and opens only these.")
        case .access:
            Phrase(
                "Nettsidene: {accounts} personer med konto, to faktorer og roller, og engangslenker fra driften. Fagsystemer: "
                    + "{tokens} nøkler. Rapporteringen fra kommandolinjen: {people} navngitte deltakere. Drift: den som eier "
                    + "kontrollsocketen på maskinen. Alt som gjøres, står i en logg som ikke kan endres uten at det oppdages.",
                "Nettsidene: {accounts} personar med konto, to faktorar og roller, og eingongslenkjer frå drifta. Fagsystem: "
                    + "{tokens} nøklar. Rapporteringa frå kommandolinja: {people} namngjevne deltakarar. Drift: den som eig "
                    + "kontrollsocketen på maskina. Alt som blir gjort, står i ein logg som ikkje kan endrast utan at det "
                    + "blir oppdaga.",
                "Pages: {accounts} persons with an account, two factors and roles, and links that work once, from operations. "
                    + "Record systems: {tokens} tokens. Reporting from the command line: {people} named participants. "
                    + "Operations: who owns the control socket on the machine. All that is done is on a record that cannot be "
                    + "changed unnoticed.")
        case .plaintext:
            Phrase(
                "Bare her. Hvilken sone det er i, ser ikke serveren:",
                "Berre her. Kva sone det er i, ser ikkje tenaren:",
                "Only here. In which zone that is, the server does not see:")
        case .plaintextNone:
            Phrase(
                "Ikke ennå: intet fagsystem er koblet til.", "Ikkje enno: inkje fagsystem er kopla til.",
                "Not yet: no record system is connected.")
        case .keys:
            Phrase(
                "I virksomhetens database, pakket inn med AES-256 av hovednøkkelen i {file}, utenfor datakatalogen. Den "
                    + "pakkes ut når tjenesten starter, og ligger i minnet så lenge den kjører; hver bruk står i loggen. "
                    + "Virksomheter som deler hovednøkkelen: {count}.",
                "I databasen til verksemda, pakka inn med AES-256 av hovudnøkkelen i {file}, utanfor datakatalogen. Han blir "
                    + "pakka ut når tenesta startar, og ligg i minnet så lenge ho køyrer; kvar bruk står i loggen. "
                    + "Verksemder som deler hovudnøkkelen: {count}.",
                "In the organisation's database, wrapped with AES-256 by the master key in {file}, outside the data directory. "
                    + "It is unwrapped when the service starts, and stays in memory as long as it runs; each use is on record. "
                    + "Organisations that share the master key: {count}.")
        }
    }
}
