import Certificates
import Cryptography
import Foundation
import Identifiers
import NationalIdentity
import OsloCalendar
import SealedSubmission
import TestSupport
import Trustee

/// The trustee: the folder's parts in, pseudonyms for its persons, the delivery out.
struct TrusteeStage {
    let ground: ReportGround
    let now: Date

    func run() async throws -> StageFigures {
        var figures = StageFigures()
        let store = try await settledStore()
        let identity = try ground.identity(.trustee, .signing)
        let signer = TrusteeSigner(key: identity.key, certificate: identity.certificate)
        let submission = try await figures.step("intake") { try await takeIn(store, signer) }
        guard let register = RegisterName("iplos") else { throw BenchError("no register") }
        let vault = try await store.vault(for: register)
        let work = Pseudonymisation(
            store: store, vault: vault, signer: signer, trust: try ground.trustStore(),
            realms: IdentityRealms(counted: .production))
        let outcome = try await figures.step("pseudonyms") { try await work.run(submission, now: now) }
        guard outcome == .mapped else { throw BenchError("the trustee refused: \(outcome)") }
        let delivery = try await store.delivery(of: submission)
        let left = LeftDelivery(
            submission: submission.text, manifest: Data(delivery.manifest), statement: Data(delivery.statement),
            files: delivery.files)
        try ground.write(Array(JSONEncoder().encode(left)), to: LeftDelivery.name)
        return figures
    }

    private func settledStore() async throws -> TrusteeStore {
        let store = try await TrusteeStore.open(
            directory: ground.path("trustee"), masterKey: ground.masterKey(.trustee))
        let municipality = Trustee.Municipality(
            number: try ReportGround.unit().municipality, name: ReportGround.municipality.name,
            organisationNumber: ReportGround.municipality.number)
        try await store.importMunicipalities([municipality], by: "bench", at: now)
        let own = try ground.identity(.trustee, .encryption)
        try await store.addOwnKey(
            own.key, certificate: own.certificate, year: ReportGround.year, by: "bench", at: now)
        let published = try ground.read("register.p7s")
        let verification = PublishedKeyVerification(
            signers: SignerVerification(
                trust: try ground.trustStore(), revocation: RevocationLists(required: false), now: now),
            year: ReportGround.year, client: try ReportGround.clientVersion(),
            trustee: ReportGround.trustee.number, register: ReportGround.register.number)
        try await store.keep(
            published, verified: verification.verify(published, as: .register), by: "bench", at: now)
        return store
    }

    /// Takes the parts in as they would come over the network, some of each at a time.
    private func takeIn(_ store: TrusteeStore, _ signer: TrusteeSigner) async throws -> SubmissionID {
        let intake = Trustee.Intake(
            store: store, signer: signer, trust: try ground.trustStore(),
            rules: IntakeRules(
                season: .usual(yearReported: ReportGround.year),
                minimumClientVersion: try ReportGround.clientVersion()))
        let sender = try await logIn(store)
        let folder = ground.path(SealedFolder.name)
        let manifest = try ReportGround.read(file: "\(folder)/manifest.p7s")
        let lists = RevocationLists(required: false)
        guard case .upload(let plan) = try await intake.begin(manifest, by: sender, revocation: lists, now: now) else {
            throw BenchError("the trustee takes no such submission")
        }
        for part in plan.parts {
            let bytes = try ReportGround.read(file: "\(folder)/\(part.name.fileName)")
            for start in stride(from: 0, to: bytes.count, by: Self.piece) {
                _ = try await intake.append(
                    Array(bytes[start..<min(start + Self.piece, bytes.count)]), to: part.name, of: plan.submission,
                    at: start, by: sender)
            }
        }
        guard case .received = try await intake.complete(
            plan.submission, by: sender, hasManifest: true, now: now) else {
            throw BenchError("the trustee did not take the whole submission")
        }
        return plan.submission
    }

    /// The municipality's log-in, by its certificate.
    private func logIn(_ store: TrusteeStore) async throws -> Admission {
        let door = CertificateLogin(store: store, trust: try ground.trustStore())
        let unit = try ReportGround.unit()
        let challenge = door.challenge(for: unit, now: now)
        let key = try PrivateKey(pem: ground.read("signing.key"), passphrase: nil)
        let answer = ChallengeAnswer(
            unit: unit, challenge: challenge, certificate: try Certificate(pem: ground.read("signing.pem")),
            signature: try key.sign(ChallengeAnswer.statement(unit: unit, challenge: challenge)))
        let outcome = try await door.attempt(answer, revocation: RevocationLists(required: false), now: now)
        guard case .admitted(let sender) = outcome else { throw BenchError("the trustee lets nobody in") }
        return sender
    }

    /// Octets of a request.
    private static let piece = 4 << 20
}

/// Where the municipality's program puts what it sealed.
enum SealedFolder {
    static let name = "9901-00-2016-test-1"
}
