import Certificates
import Exchange
import Foundation
import HTTPTypes
import Store
import Texts

/// The tenant's own certificates, as its record systems may see them. Never a key.
enum OwnCertificates {
    static func list(_ call: APICall) async throws -> APIReply {
        let keys = call.caller.exchange.settings.current.keys.filter { $0.record.retiredAt == nil }
        let active = [KeyRecord.Purpose.signing, .encryption].compactMap { purpose in
            keys.first { $0.record.purpose == purpose && $0.certificate.isValid(at: call.now) }
        }
        let link = call.caller.exchange.certificateDirectory.map { directory in
            CertificateDirectoryLink(directory: directory).link(to: active.map(\.certificate))
        }
        return APIReply(
            .ok,
            [
                "certificates": .array(
                    keys.map { key in
                        let isActive = active.contains { $0.record.id == key.record.id }
                        return key.json(isActive: isActive)
                    }), "directoryLink": link.map(JSONValue.string) ?? .null,
            ])
    }

    static func one(_ call: APICall) async throws -> APIReply {
        guard let key = call.caller.exchange.settings.current.keys.first(where: { $0.record.id == call.text("id") })
        else { throw Problem(.notFound) }
        return APIReply(key.certificate.der, mediaType: "application/pkix-cert")
    }
}

extension OwnKey {
    fileprivate func json(isActive: Bool) -> JSONValue {
        [
            "id": .string(record.id), "purpose": .string(record.purpose.rawValue), "isActive": .bool(isActive),
            "subject": .string(certificate.subjectDescription), "issuer": .string(certificate.issuerName),
            "serialNumber": .string(certificate.serialNumberDecimal),
            "notBefore": .string(certificate.notBefore.formatted(.iso8601)),
            "notAfter": .string(certificate.notAfter.formatted(.iso8601)),
            "path": .string("/Certificates/\(record.id)"),
        ]
    }
}
