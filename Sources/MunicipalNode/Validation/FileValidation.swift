import Certificates
import CommandOutcome
import EbXML
import Exchange
public import Foundation
import HealthMessages
import Identifiers
import Texts
import XML

/// Judges files by the rules the server keeps: a stored mail, an envelope, or a professional message (HITS 1172 4.2.5).
///
/// Asks nobody: what the register or a key would tell is judged only when it is given beside the file.
public struct FileValidation: Sendable {
    private let catalogue: MessageCatalogue
    private let schemas: SchemaPack?
    private let tolerances: Set<Tolerance>
    private let knowledge: ProfileKnowledge
    private let now: Date

    /// What is given beside the files.
    public struct Options: Sendable {
        /// Refuse every departure, also those the server reads from everybody.
        public var isStrict = false
        /// Departures that are tolerated as if they were allowed for a partner, by their own name or the exception's.
        public var tolerated: [String] = []
        /// A directory of schemas; nil judges documents without.
        public var schemas: String?
        /// The sender's signing certificate, PEM.
        public var certificate: [UInt8]?
        /// The agreement that eb:CPAId names.
        public var agreement: [UInt8]?

        public init() {}
    }

    /// - Throws: `AdministrationError` for options that cannot be used.
    public init(_ options: Options, now: Date) throws {
        catalogue = try MessageCatalogue.bundled()
        tolerances = try Self.tolerances(options)
        do { schemas = try options.schemas.map { try SchemaPack(directory: $0, own: [RegisterFeedback.schema]) } } catch
        {
            throw AdministrationError("schemas-unusable", "The schemas cannot be loaded: \(error)", exit: .data)
        }
        knowledge = try Self.knowledge(options, catalogue)
        self.now = now
    }

    public func validate(_ bytes: [UInt8], name: String) -> ValidatedFile {
        guard Self.isXML(bytes) else { return message(ProfileSubject(entity: bytes, knowledge: knowledge), name) }
        if let document = try? XMLDocument.parse(bytes, limits: .document) {
            guard document.root.name == "Envelope" else { return self.document(bytes, document, name) }
        } else if !Self.mentions("Envelope", in: bytes) {
            return unreadable(name)
        }
        return message(ProfileSubject(envelope: bytes, knowledge: knowledge), name)
    }

    // MARK: Messages

    private func message(_ subject: ProfileSubject, _ name: String) -> ValidatedFile {
        let examination = ProfileExamination(subject)
        let kind: ValidatedFile.Kind =
            switch (examination.sortedOut, subject.way) {
            case (.fault?, _): .fault
            case (.deliveryReport?, _): .deliveryReport
            case (nil, .mail): .mail
            case (nil, .http): .http
            case (nil, .bareEnvelope): .envelope
            }
        return ValidatedFile(
            file: name, kind: kind,
            checks: examination.entries.map { ValidationFinding($0, tolerating: tolerances) },
            departures: examination.unnumbered)
    }

    // MARK: Documents

    private func document(_ bytes: [UInt8], _ xml: XMLDocument, _ name: String) -> ValidatedFile {
        guard let document = try? HealthDocument.read(bytes) else { return unreadable(name) }
        let structure = StructuralRules.check(document, direction: .outgoing, catalogue: catalogue, now: now)
        let schema = schemas.map { $0.validate(xml) } ?? []
        return ValidatedFile(
            file: name, kind: .document,
            checks: structure.map(ValidationFinding.init) + schema.map(ValidationFinding.init))
    }

    private func unreadable(_ name: String) -> ValidatedFile {
        let texts = [
            "nb": "Filen er ikke velformet XML.", "nn": "Fila er ikkje velforma XML.",
            "en": "The file is not well-formed XML.",
        ]
        return ValidatedFile(
            file: name, kind: .document,
            checks: [ValidationFinding(document: "not-xml", severity: "error", errorCode: nil, texts: texts)])
    }

    /// A tag first, after white space and a byte order mark; UTF-16 has zeros between.
    private static func isXML(_ bytes: [UInt8]) -> Bool {
        let passedOver: Set<UInt8> = [0, 9, 10, 13, 32, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        return bytes.first { !passedOver.contains($0) } == UInt8(ascii: "<")
    }

    /// Whether a damaged file was meant to be an envelope.
    private static func mentions(_ name: String, in bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(2_000), as: UTF8.self).contains(":\(name)")
    }

    // MARK: Options

    private static func tolerances(_ options: Options) throws -> Set<Tolerance> {
        let common = options.isStrict ? [] : Tolerance.allCases.filter { $0.standing != .exception }
        let named = try options.tolerated.map { name in
            guard let tolerance = Tolerance.allCases.first(where: { $0.rawValue == name || $0.exception == name })
            else {
                let nearest = nearestWord(to: name, among: Tolerance.allCases.map(\.rawValue))
                throw AdministrationError(
                    "tolerance-unknown",
                    "There is no departure `\(name)`.\(nearest.map { " Did you mean `\($0)`?" } ?? "")", exit: .usage)
            }
            return tolerance
        }
        return Set(common + named)
    }

    private static func knowledge(_ options: Options, _ catalogue: MessageCatalogue) throws -> ProfileKnowledge {
        var knowledge = ProfileKnowledge()
        if let pem = options.certificate {
            guard let certificate = try? Certificate(pem: pem) else {
                throw AdministrationError(
                    "certificate-unreadable", "The sender's certificate cannot be read as PEM.", exit: .data)
            }
            knowledge.sender = .found(.init(isOrganisation: nil, mailbox: nil, signingCertificate: certificate))
        }
        if let bytes = options.agreement {
            do { knowledge.agreement = .found(try Agreement.read(bytes)) } catch {
                throw AdministrationError("agreement-unreadable", error.description, exit: .data)
            }
        }
        knowledge.catalogue = ProfileKnowledge.namespaces(of: catalogue)
        return knowledge
    }
}
