import HTTPTypes

/// The organisation's own certificates: a communication party has to register where others find them (M-096).
enum CertificateRoutes {
    private static let certificate = JSONSchema.named(
        "OwnCertificate",
        .object([
            .init("id", .string(), required: true, "The key's id, as `budstikke certificate list` shows it."),
            .init("purpose", .oneOf(["signing", "encryption"]), required: true),
            .init("isActive", .boolean, required: true, "Whether it is the one in use for its purpose."),
            .init("subject", .string(), required: true), .init("issuer", .string(), required: true),
            .init("serialNumber", .string(), required: true, "Decimal, as certificate directories have it."),
            .init("notBefore", .string(format: .dateTime), required: true),
            .init("notAfter", .string(format: .dateTime), required: true),
            .init("path", .string(), required: true, "Where the certificate itself is fetched, as DER."),
        ]))

    private static let list = JSONSchema.named(
        "OwnCertificates",
        .object([
            .init("certificates", .array(certificate), required: true),
            .init(
                "directoryLink", .nullable(.string()),
                "The link to register for them in the address register (E_DS); null until `certificateDirectory` is set."
            ),
        ]))

    static let all: [Route] = [
        Route(
            method: .get, path: "/Certificates", operationID: "getCertificates",
            summary: "The organisation's own certificates, and the link to register for them.",
            answer: .init(status: .ok, note: "The certificates.", schema: list),
            work: .recordSystem(OwnCertificates.list)),
        Route(
            method: .get, path: "/Certificates/{id}", operationID: "getCertificate",
            summary: "One certificate, as DER (RFC 5280).",
            parameters: [.path("id", .string(minimum: 16, maximum: 16), "The key's id.")],
            answer: .init(
                status: .ok, note: "The certificate.", schema: .string(), mediaType: "application/pkix-cert"),
            work: .recordSystem(OwnCertificates.one)),
    ]
}
