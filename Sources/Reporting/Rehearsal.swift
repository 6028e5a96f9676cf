import Identifiers
import IplosExtract
import NationalIdentity
public import SealedSubmission
public import Texts

/// The whole walk with invented persons, to the real send module and as a test that never counts:
/// *look* → *invent* → *check* → *seal* → *send* → *see how far it is* (I-030).
///
/// It is what the season's own walk is, stage by stage, so that what will fail then fails now.
public struct Rehearsal: Sendable {
    /// A stage, for whoever watches.
    public enum Stage: String, Sendable, CaseIterable, Codable { case look, invent, check, seal, send, status }

    /// What came of it.
    public struct Outcome: Sendable {
        public let season: SeasonNow
        /// Both keys' digits, for the telephone.
        public let keys: VerifiedKeys
        public let check: CheckSummary
        public let sent: ReportSending.Sent
        public let timeline: SubmissionTimeline
    }

    /// What is needed beside the send module.
    public struct Order: Sendable {
        public var persons: Int
        public var claim: LogInClaim
        public var contact: Contact
        public var deputy: Contact?
        public var client: SealingClient
        public var keeper: ReportSealing.Keeper

        public init(
            persons: Int, claim: LogInClaim, contact: Contact, deputy: Contact?, client: SealingClient,
            keeper: ReportSealing.Keeper
        ) {
            self.persons = persons
            self.claim = claim
            self.contact = contact
            self.deputy = deputy
            self.client = client
            self.keeper = keeper
        }
    }

    private let order: Order
    private let module: SendModuleClient
    private let office: SendingOffice
    private let logIn: LogInWay
    private let patience: Patience

    public init(
        _ order: Order, at module: SendModuleClient, office: SendingOffice, logIn: LogInWay,
        patience: Patience = Patience()
    ) {
        self.order = order
        self.module = module
        self.office = office
        self.logIn = logIn
        self.patience = patience
    }

    /// - Parameter folder: an empty directory that the extract and the sealed folder are put in.
    /// - Throws: ``SendFault``, `ReportSealing.Fault`, `SubmissionFolder.Fault`, `SubmissionFault`, or what a keeper throws.
    public func run(
        in folder: String, seed: UInt64, begun: @escaping @Sendable (Stage) -> Void = { _ in }
    ) async throws -> Outcome {
        begun(.look)
        try office.check(order.claim)
        let look = try await ModuleLook(module, office: office)
        let keys = try look.bothKeys()

        begun(.invent)
        let extract = try invent(look.season.yearReported, seed: seed, in: folder)

        begun(.check)
        let rules = ReportCheck.Options(
            realm: .test, municipality: order.claim.unit.municipality, year: look.season.yearReported, examples: 0)
        let summary = try ReportCheck(rules).run(extract.file, companion: extract.companion)

        begun(.seal)
        let sealing = ReportSealing(
            ReportSealing.Order(
                kind: .test, contact: order.contact, deputy: order.deputy, client: order.client, keys: { _ in keys }),
            check: rules, keeper: order.keeper)
        let sealed = try await sealing.run(extract.file, companion: extract.companion) { unit, year, sequence in
            SubmissionFolder(path: "\(folder)/\(unit)-\(year)-test-\(sequence)")
        }

        begun(.send)
        let sent = try await ReportSending(to: module, office: office, logIn: logIn, patience: patience)
            .run(sealed.folder)

        begun(.status)
        let list = try await ReportDesk(at: module, office: office, logIn: logIn).submissions(of: order.claim)
        guard let state = list.submissions.first(where: { $0.submission == sent.manifest.submission }) else {
            throw SendFault(.unknownSubmission)
        }
        return Outcome(season: look.season, keys: keys, check: summary, sent: sent, timeline: state.timeline)
    }

    /// Invented persons alone: the one extract that may lie on a disk outside the secure zone.
    private func invent(
        _ year: Int, seed: UInt64, in folder: String
    ) throws -> (file: ExtractFile, companion: CompanionIdentities?) {
        let generator = ExtractGenerator(
            persons: order.persons, seed: seed, municipality: order.claim.unit.municipality,
            district: order.claim.unit.district, year: year)
        let path = "\(folder)/invented.xml"
        let file = try NewFile(path)
        try generator.write { try file.append($0) }
        guard !generator.revision.holdsIdentities else { return (ExtractFile(path: path), nil) }
        var identities: [UInt8] = []
        try generator.writeIdentities { identities += $0 }
        return (ExtractFile(path: path), try CompanionIdentities(identities))
    }
}

extension ModuleLook {
    /// Both parties' keys of the season.
    /// - Throws: ``SendFault`` `.keyNotThere`.
    public func bothKeys() throws(SendFault) -> VerifiedKeys {
        guard let pair else {
            let missing = KeyHolder.allCases.filter { keys[$0] == nil }.map(\.rawValue).joined(separator: ", ")
            throw SendFault(.keyNotThere, ["holder": missing])
        }
        return pair
    }
}

/// What a rehearsal was without, and the season will have: said at its end.
public enum SeasonDifference: String, Sendable, CaseIterable, Codable {
    case window, persons, kind, keys, receipt, feedback, correction

    /// `{opens}`, `{lastDay}` and `{corrections}` are the season's days.
    public var phrase: Phrase {
        switch self {
        case .window:
            Phrase(
                "Prøver tas imot hele året. Det som teller, tas imot fra {opens} til og med {lastDay}.",
                "Prøver blir tekne imot heile året. Det som tel, blir teke imot frå {opens} til og med {lastDay}.",
                "Tests are taken all year. What counts is taken from {opens} until the end of {lastDay}.")
        case .persons:
            Phrase(
                "Personene var oppdiktet. I sesongen kommer de fra fagsystemet, og uttrekket er i sikker sone til det er "
                    + "forseglet; kontrollen finner da feil som må rettes der.",
                "Personane var oppdikta. I sesongen kjem dei frå fagsystemet, og uttrekket er i sikker sone til det er "
                    + "forsegla; kontrollen finn då feil som må rettast der.",
                "The persons were invented. In the season they come from the record system, and the extract stays in the "
                    + "secure zone until it is sealed; the check will then find faults to correct there.")
        case .kind:
            Phrase(
                "Dette var en prøve (`--kind test`) og teller aldri. I sesongen forsegles det som `ordinary`.",
                "Dette var ei prøve (`--kind test`) og tel aldri. I sesongen blir det forsegla som `ordinary`.",
                "This was a test (`--kind test`) and never counts. In the season it is sealed as `ordinary`.")
        case .keys:
            Phrase(
                "Nøklene ble hentet fra sendemodulen og sjekket. Før sesongen leses sifrene opp på telefonen for begge "
                    + "partene: `budstikke report key`.",
                "Nøklane blei henta frå sendemodulen og sjekka. Før sesongen blir sifra lesne opp på telefonen for begge "
                    + "partane: `budstikke report key`.",
                "The keys were got from the send module and verified. Before the season their digits are compared with "
                    + "both parties on the telephone: `budstikke report key`.")
        case .receipt:
            Phrase(
                "Kvitteringen på e-post kommer til kontakten. Kommer den ikke i dag eller i morgen, stopper et "
                    + "søppelfilter den: `budstikke report doctor --season`.",
                "Kvitteringa på e-post kjem til kontakten. Kjem ho ikkje i dag eller i morgon, stoppar eit "
                    + "søppelfilter ho: `budstikke report doctor --season`.",
                "The receipt by mail comes to the contact. If it does not come today or tomorrow, a spam filter "
                    + "stops it: `budstikke report doctor --season`.")
        case .feedback:
            Phrase(
                "I sesongen kommer feillister og kontrolltabeller, og postmottaket får varsel om dem.",
                "I sesongen kjem feillister og kontrolltabellar, og postmottaket får varsel om dei.",
                "In the season error lists and control tables come, and the shared mailbox gets a notice of them.")
        case .correction:
            Phrase(
                "Feil rettes i fagsystemet, og et nytt uttrekk sendes før {corrections}: den nyeste innsendingen gjelder.",
                "Feil blir retta i fagsystemet, og eit nytt uttrekk blir sendt før {corrections}: den nyaste innsendinga "
                    + "gjeld.",
                "Faults are corrected in the record system, and a new extract is sent before {corrections}: the newest "
                    + "submission counts.")
        }
    }
}
