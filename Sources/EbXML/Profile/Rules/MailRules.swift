/// The fields of the mail that carries a message (HITS 1172 5.5.1). None of them is a reason to refuse: the signature says who sent it.
enum MailRules {
    static let all = [
        r18, r19, r80, r81, r250, r20, r251, r83,
    ]

    static let r18 = ProfileRule(
        "18", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "E-posten sier i From hvem den kommer fra.",
        nn: "E-posten seier i From kven han kjem frå.",
        en: "The mail says who sent it in From.",
        holds: { $0.mailField("From").map { $0 != nil } })

    static let r19 = ProfileRule(
        "19", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "E-posten sier i To hvem den er til.",
        nn: "E-posten seier i To kven han er til.",
        en: "The mail says who it is for in To.",
        holds: { $0.mailField("To").map { $0 != nil } })

    static let r80 = ProfileRule(
        "80", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "From i e-posten har en verdi.",
        nn: "From i e-posten har ein verdi.",
        en: "From in the mail has a value.",
        holds: { $0.mailField("From")?.map { !$0.isEmpty } })

    static let r81 = ProfileRule(
        "81", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "To i e-posten har en verdi.",
        nn: "To i e-posten har ein verdi.",
        en: "To in the mail has a value.",
        holds: { $0.mailField("To")?.map { !$0.isEmpty } })

    static let r250 = ProfileRule(
        "250", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "E-posten har en Message-ID som en SOAP Fault kan vise til.",
        nn: "E-posten har ein Message-ID som ein SOAP Fault kan vise til.",
        en: "The mail has a Message-ID, which a SOAP Fault refers to.",
        holds: { $0.mailField("Message-ID").map { $0 != nil } })

    static let r20 = ProfileRule(
        "20", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "E-posten er datert.",
        nn: "E-posten har dato.",
        en: "The mail is dated.",
        holds: { $0.mailField("Date").map { $0 != nil } })

    static let r251 = ProfileRule(
        "251", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "Message-ID i e-posten har en verdi.",
        nn: "Message-ID i e-posten har ein verdi.",
        en: "Message-ID in the mail has a value.",
        holds: { $0.mailField("Message-ID")?.map { !MailThread.ids(in: $0).isEmpty } })

    static let r83 = ProfileRule(
        "83", "5.5.1.1", .warning, .every, .log, at: .mail,
        nb: "Date i e-posten har en verdi.",
        nn: "Date i e-posten har ein verdi.",
        en: "Date in the mail has a value.",
        holds: { $0.mailField("Date")?.map { !$0.isEmpty } })
}
