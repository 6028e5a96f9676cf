/// The steps of a yearly report from its sealing to the fetched lists, in the order in which they come. Raw values as the
/// send module tells them.
public enum ReportStep: String, Sendable, Codable, CaseIterable {
    case sealed, sent, pseudonymised, received, receipt, controlled, fileReady, noticeSent, fetched

    /// How a step stands.
    public enum State: String, Sendable, Codable, CaseIterable {
        case done, waiting
        /// It should have come by now: somebody must ring (I-037).
        case late
        /// Here it ended.
        case refused

        public var phrase: Phrase {
            switch self {
            case .done: Phrase("ferdig", "ferdig", "done")
            case .waiting: Phrase("venter", "ventar", "waiting")
            case .late: Phrase("forsinket", "forseinka", "late")
            case .refused: Phrase("avvist", "avvist", "refused")
            }
        }
    }

    public var phrase: Phrase {
        switch self {
        case .sealed: Phrase("Forseglet og signert", "Forsegla og signert", "Sealed and signed")
        case .sent: Phrase("Sendt", "Sendt", "Sent")
        case .pseudonymised: Phrase("Pseudonymisert", "Pseudonymisert", "Pseudonymised")
        case .received: Phrase("Mottatt i registeret", "Motteke i registeret", "Received by the register")
        case .receipt: Phrase("Kvittering på e-post", "Kvittering på e-post", "Receipt by mail")
        case .controlled: Phrase("Kontrollert", "Kontrollert", "Controlled")
        case .fileReady: Phrase("Filen er klar", "Fila er klar", "File ready")
        case .noticeSent: Phrase("Varsel sendt", "Varsel sendt", "Notice sent")
        case .fetched: Phrase("Hentet", "Henta", "Fetched")
        }
    }
}
