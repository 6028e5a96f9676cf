import AddressRegister
import Certificates
import Foundation
import MunicipalNode
import Settings

@testable import AddressRegister

/// The configuration that an operator writes.
struct ConfigurationTarget: FuzzTarget {
    static let name = "configuration"
    static let longest = 8_192

    init() {}

    func seeds() -> [[UInt8]] {
        [
            Configuration.example,
            "dataDirectory: /d\nmailServers: {a: &a {smtp: {host: x.example, port: 25}}, b: *a}\nworkers: 4\n",
            "logLevel: debug\nlogLevel: info\n? [a]\n: !!int 3\n--- |\n text\n",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        guard let yaml = String(validatingUTF8Octets: input) else { return }
        do {
            let configuration = try Configuration.read(yaml: yaml, file: "/etc/x.yaml", environment: [:])
            try demand((1...1_000).contains(configuration.workers), "workers are bounded")
        } catch let error as ConfigurationError {
            try demand(!error.problems.isEmpty, "what is refused has a problem to show")
            try demand(
                error.problems.allSatisfy { $0.line >= 0 && !$0.sentence.isEmpty }, "a problem says where and what")
        }
    }
}

/// The address register as a file.
struct RegisterFileTarget: FuzzTarget {
    static let name = "register"
    static let longest = 8_192

    private let pem: [UInt8]

    init() throws { pem = try InventedMail().signer.certificate.pem }

    func seeds() -> [[UInt8]] {
        [
            """
            schemaVersion: 1
            parties:
              - {her: 8090010, name: Fjordheim sykehus HF, organisationNumber: "999700006", ediAddress: a@x.example}
              - her: 8090001
                parent: 8090010
                name: Medisinsk avdeling
                kind: service
                active: true
                signingCertificate: a.pem
                encryptionCertificate: a.pem
            """,
            #"{"schemaVersion":1,"parties":[{"her":"8090001","name":"x","active":"false"}]}"#,
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        guard let text = String(validatingUTF8Octets: input) else { return }
        guard let file = try? RegisterFile(text: text, readFile: { $0 == "a.pem" ? pem : nil }) else { return }
        try demand(file.parties.allSatisfy { $0.key == $0.value.her }, "a party stands under its own HER-id")
        try demand(
            file.parties.values.allSatisfy { party in party.parentHER.map { file.parties[$0] != nil } ?? true },
            "a party's organisation is in the file")
    }
}

extension String {
    /// nil when the octets are no UTF-8, which the readers of files refuse.
    fileprivate init?(validatingUTF8Octets octets: [UInt8]) {
        self.init(validating: octets, as: UTF8.self)
    }
}
