/// Where a message stands, as lists show it: transport states, then application states. Raw values as stored.
public enum StateCode: String, Sendable, Codable, CaseIterable {
    case submitted, queued, sent, acknowledged, held, refusedByUs, refusedByPartner, undeliverable, expired
    case received, queuedForHandOver, handedOver, answered, refused, unreadable, misaddressed, parked
    case settled, unmatched
    case notExpected, waiting, accepted, acceptedWithErrors, rejected

    public var phrase: Phrase {
        switch self {
        case .submitted: Phrase("Behandles", "Under handsaming", "Being prepared")
        case .queued: Phrase("I kø", "I kø", "Queued")
        case .sent: Phrase("Sendt, ikke bekreftet", "Send, ikkje stadfesta", "Sent, not confirmed")
        case .acknowledged: Phrase("Bekreftet", "Stadfesta", "Confirmed")
        case .held: Phrase("Holdt tilbake", "Halden tilbake", "Held back")
        case .refusedByUs: Phrase("Stanset her", "Stansa her", "Stopped here")
        case .refusedByPartner: Phrase("Avvist av mottakeren", "Avvist av mottakaren", "Refused by the receiver")
        case .undeliverable: Phrase("Ikke leverbar", "Kan ikkje leverast", "Undeliverable")
        case .expired: Phrase("Fristen ute, ikke bekreftet", "Fristen ute, ikkje stadfesta", "Time up, not confirmed")
        case .received: Phrase("Mottatt, behandles", "Motteken, under handsaming", "Received, being processed")
        case .queuedForHandOver: Phrase("Klar for fagsystemet", "Klar for fagsystemet", "Ready for the record system")
        case .handedOver: Phrase("Levert til fagsystemet", "Levert til fagsystemet", "Handed to the record system")
        case .answered: Phrase("Besvart", "Svara på", "Answered")
        case .refused: Phrase("Avvist av oss", "Avvist av oss", "Refused by us")
        case .unreadable: Phrase("Uleselig", "Uleseleg", "Unreadable")
        case .misaddressed: Phrase("Feiladressert", "Feiladressert", "Misaddressed")
        case .parked: Phrase("Satt til side", "Sett til side", "Set aside")
        case .settled: Phrase("Ført på sin melding", "Ført på si melding", "Applied to its message")
        case .unmatched: Phrase("Uten kjent melding", "Utan kjend melding", "No known message")
        case .notExpected: Phrase("Ventes ikke", "Ikkje venta", "Not expected")
        case .waiting:
            Phrase(
                "Venter på svar fra fagsystemet", "Ventar på svar frå fagsystemet",
                "Waiting for the record system's answer")
        case .accepted: Phrase("Godtatt", "Godteken", "Accepted")
        case .acceptedWithErrors:
            Phrase(
                "Godtatt, feil i en del", "Godteken, feil i ein del",
                "Accepted, error in a part")
        case .rejected: Phrase("Avvist", "Avvist", "Rejected")
        }
    }
}
