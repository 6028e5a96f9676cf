import Certificates
import Cryptography
import EbXML
import Foundation
import TestSupport

/// A program of others that signs and verifies envelopes.
enum SignatureWitness: String, CaseIterable, Sendable {
    /// The command xmlsec1.
    case xmlsec1
    /// Python's binding of the library behind it.
    case pythonXMLSec
    /// Pure Python. It knows no XPath: it passes over the transform when it verifies, and cannot write it.
    case signxml
    /// The JDK's javax.xml.crypto, which shares no code with the others.
    case jdk

    /// Those that can sign by the profile.
    static let signers: [Self] = [.xmlsec1, .pythonXMLSec, .jdk]

    /// Whether it wants a signature to be filled in when it signs.
    var fillsIn: Bool { self != .jdk }

    func verifies(_ soap: [UInt8], _ parts: [SealedPart], by signer: Signer) async throws -> Bool {
        let outcome = try await run("verify", on: folder(soap, parts, signer), parts)
        guard outcome.status != 0 else { return true }
        // A witness that cannot be asked is no witness that refuses.
        guard outcome.status == 1, self != .jdk || outcome.errors.isEmpty else {
            throw WitnessFailure(description: "\(rawValue): \(outcome.errorText)")
        }
        return false
    }

    func sign(_ soap: [UInt8], _ parts: [SealedPart], by signer: Signer) async throws -> String {
        let scratch = try folder(soap, parts, signer)
        let outcome = try await run("sign", on: scratch, parts)
        guard outcome.status == 0 else { throw WitnessFailure(description: "\(rawValue): \(outcome.errorText)") }
        let signed = String(decoding: try scratch.read("signed.xml"), as: UTF8.self)
        guard signed.hasPrefix("<?xml"), let end = signed.firstRange(of: "?>") else { return signed }
        return String(signed[end.upperBound...].drop { $0.isWhitespace })
    }

    private func folder(_ soap: [UInt8], _ parts: [SealedPart], _ signer: Signer) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        try scratch.write(soap, to: "soap.xml")
        try scratch.write(signer.certificate.pem, to: "signer.pem")
        let key = try signer.key.pkcs8DER
        try scratch.write(key, to: "key.der")
        let text = Data(key).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        try scratch.write(
            Array("-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n".utf8), to: "key.pem")
        for (index, part) in parts.enumerated() { try scratch.write(part.bytes, to: "part-\(index)") }
        let list = parts.enumerated().map { "\($1.contentID)\tpart-\($0)\n" }
        try scratch.write(Array(list.joined().utf8), to: "parts.txt")
        return scratch
    }

    private func run(
        _ action: String, on scratch: ScratchDirectory, _ parts: [SealedPart]
    ) async throws -> Command.Outcome {
        let programs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Witness").standardized
        let python = programs.appending(path: "signature_witness.py").path
        switch self {
        case .xmlsec1:
            let maps = parts.enumerated().flatMap {
                ["--url-map:cid:\($1.contentID)", scratch.path("part-\($0)")]
            }
            let way =
                action == "sign"
                ? ["--sign", "--privkey-pem", "key.pem,signer.pem", "--output", "signed.xml"]
                : ["--verify", "--pubkey-cert-pem", "signer.pem"]
            return try await Command.run("xmlsec1", way + maps + ["soap.xml"], in: scratch)
        case .pythonXMLSec, .signxml:
            let library = self == .signxml ? "signxml" : "xmlsec"
            return try await Command.run(PythonEnvironment.interpreter, [python, library, action, scratch.path])
        case .jdk:
            let program = programs.appending(path: "SignatureWitness.java").path
            return try await Command.run("java", [program, action, scratch.path])
        }
    }
}

/// A witness that gave no verdict.
struct WitnessFailure: Error, CustomStringConvertible {
    let description: String
}
