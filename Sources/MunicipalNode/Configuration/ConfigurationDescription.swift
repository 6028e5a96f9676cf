import Identifiers
import Settings

extension Configuration {
    /// The effective configuration in the file's own form: what `config show` prints.
    ///
    /// Files that hold secrets are named, with a remark; what is in them is never read.
    public var effectiveYAML: String {
        var lines = [
            "dataDirectory: \(quoted(dataDirectory))",
            "masterKeyFile: \(quoted(masterKeyFile))  # contents hidden",
            "controlSocket: \(quoted(controlSocket))",
            "allowedHosts: [\(allowedHosts.map(quoted).joined(separator: ", "))]",
            "trustStore: \(quoted(trustStore))",
            "revocation:",
            "  directory: \(quoted(revocation.directory))",
            "  allowedHosts: [\(revocation.allowedHosts.map(quoted).joined(separator: ", "))]",
            "  required: \(revocation.required)",
            "addressRegister:",
            "  file: \(quoted(addressRegister.file))",
        ]
        if let agreements = addressRegister.agreements { lines.append("  agreements: \(quoted(agreements))") }
        lines.append("  maximumAgeHours: \(addressRegister.maximumAgeHours)")
        if let schemaPack { lines.append("schemaPack: \(quoted(schemaPack))") }
        lines += section("mailServers", mailServers, mailServerLines)
        lines += section("mailboxes", mailboxes) { mailbox in
            [
                "server: \(mailbox.server)",
                "ediAddress: \(quoted(mailbox.ediAddress))",
                "user: \(quoted(mailbox.user))",
                "passwordFile: \(quoted(mailbox.passwordFile))  # contents hidden",
            ]
        }
        if let recordSystemAPI { lines += ["recordSystemAPI:"] + apiLines(recordSystemAPI).map { "  " + $0 } }
        lines += partnerHTTPLines
        if let reporting {
            lines += reportingLines(reporting)
        }
        if let web { lines += ["web:"] + webLines(web).map { "  " + $0 } }
        if let metrics { lines += ["metrics:"] + metricsLines(metrics).map { "  " + $0 } }
        lines.append("stageDomains:")
        for (stage, domains) in [
            ("test", stageDomains.test), ("pilot", stageDomains.pilot), ("production", stageDomains.production),
        ] {
            lines.append("  \(stage): [\(domains.map(quoted).joined(separator: ", "))]")
        }
        lines += ["workers: \(workers)", "language: \(language)", "logLevel: \(logLevel.rawValue)"]
        if let helloName { lines.append("helloName: \(quoted(helloName))") }
        lines += ["productName: \(quoted(productName))", "productVersion: \(quoted(productVersion))"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var partnerHTTPLines: [String] {
        guard let http = partnerHTTP else { return [] }
        var lines = ["partnerHTTP:"]
        func files(_ chain: String?, _ key: String?) {
            if let chain { lines.append("    certificateChain: \(quoted(chain))") }
            if let key { lines.append("    privateKey: \(quoted(key))  # contents hidden") }
        }
        if let listen = http.listen {
            lines += ["  listen:", "    host: \(quoted(listen.host))", "    port: \(listen.port)"]
            files(listen.certificateChain, listen.privateKey)
            if let roots = listen.clientRoots {
                lines.append("    clientRoots: \(quoted(roots))")
                lines.append("    clientCertificate: \(listen.clientCertificate.rawValue)")
            }
            lines.append("    maximumMegabytes: \(listen.maximumMegabytes)")
            lines.append("    maximumMegabytesAtOnce: \(listen.maximumMegabytesAtOnce)")
            lines += ["    connections: \(listen.connections)", "    answerSeconds: \(listen.answerSeconds)"]
        }
        lines.append("  client:")
        if let roots = http.client.trustRoots { lines.append("    trustRoots: \(quoted(roots))") }
        files(http.client.certificateChain, http.client.privateKey)
        return lines + ["    timeoutSeconds: \(http.client.timeoutSeconds)"]
    }

    private func mailServerLines(_ server: MailServerSettings) -> [String] {
        func endpoint(_ end: MailEndpoint) -> String {
            "{host: \(quoted(end.host)), port: \(end.port), tls: \(end.tls.rawValue)}"
        }
        var lines = ["smtp: \(endpoint(server.smtp))", "pop3: \(endpoint(server.pop3))"]
        if let user = server.user { lines.append("user: \(quoted(user))") }
        if let file = server.passwordFile { lines.append("passwordFile: \(quoted(file))  # contents hidden") }
        if let roots = server.trustRoots { lines.append("trustRoots: \(quoted(roots))") }
        return lines + ["pollSeconds: \(server.pollSeconds)", "timeoutSeconds: \(server.timeoutSeconds)"]
    }

    private func apiLines(_ api: RecordSystemAPISettings) -> [String] {
        var lines = ["host: \(quoted(api.host))", "port: \(api.port)"]
        if let certificate = api.certificate { lines.append("certificate: \(quoted(certificate))") }
        if let key = api.key { lines.append("key: \(quoted(key))  # contents hidden") }
        if let roots = api.clientRoots {
            lines += [
                "clientRoots: \(quoted(roots))", "clientCertificates: \(api.clientCertificates.rawValue)",
            ]
        }
        if let address = api.address { lines.append("address: \(quoted(address))") }
        if let directory = api.certificateDirectory { lines.append("certificateDirectory: \(quoted(directory))") }
        return lines
    }

    private func webLines(_ web: WebSettings) -> [String] {
        var lines = ["host: \(quoted(web.host))", "port: \(web.port)"]
        if let certificate = web.certificate { lines.append("certificate: \(quoted(certificate))") }
        if let key = web.key { lines.append("key: \(quoted(key))  # contents hidden") }
        if let address = web.address { lines.append("address: \(quoted(address))") }
        if let extracts = web.extracts { lines.append("extracts: \(quoted(extracts))") }
        if let mappings = web.mappings { lines.append("mappings: \(quoted(mappings))") }
        if let mail = web.contactMail { lines.append("contactMail: \(quoted(mail))") }
        if let phone = web.contactPhone { lines.append("contactPhone: \(quoted(phone))") }
        return lines
    }

    private func metricsLines(_ metrics: MetricsSettings) -> [String] {
        var lines = ["host: \(quoted(metrics.host))", "port: \(metrics.port)"]
        if let certificate = metrics.certificate { lines.append("certificate: \(quoted(certificate))") }
        if let key = metrics.key { lines.append("key: \(quoted(key))  # contents hidden") }
        if let roots = metrics.clientRoots { lines.append("clientRoots: \(quoted(roots))") }
        if metrics.plainHTTP { lines.append("plainHTTP: true") }
        return lines
    }

    private func section<Value>(
        _ name: String, _ values: [String: Value], _ body: (Value) -> [String]
    ) -> [String] {
        if values.isEmpty { return ["\(name): {}"] }
        return ["\(name):"]
            + values.sorted { $0.key < $1.key }.flatMap { entry in
                ["  \(quoted(entry.key)):"] + body(entry.value).map { "    " + $0 }
            }
    }

    private func reportingLines(_ reporting: ReportingSettings) -> [String] {
        var lines = [
            "reporting:", "  trustee: \(quoted(reporting.trustee.digits))",
            "  register: \(quoted(reporting.register.digits))",
        ]
        if let module = reporting.sendModule {
            lines += ["  sendModule:", "    address: \(quoted(module.address.text))"]
            if let expected = module.expectedAddress { lines.append("    expectedAddress: \(quoted(expected))") }
            if let roots = module.trustRoots { lines.append("    trustRoots: \(quoted(roots))") }
        }
        if !reporting.municipalities.isEmpty { lines.append("  municipalities:") }
        for municipality in reporting.municipalities {
            let districts = municipality.districts.map { quoted($0.digits) }.joined(separator: ", ")
            lines.append(
                "    \(quoted(municipality.number.digits)): {organisation: \(quoted(municipality.organisation.digits)), "
                    + "districts: [\(districts)]}")
        }
        let senders = [("register", reporting.mailSenders.register), ("portal", reporting.mailSenders.portal)]
        let known = senders.compactMap { name, sender in sender.map { "\(name): \(quoted($0))" } }
        if !known.isEmpty { lines.append("  mailSenders: {\(known.joined(separator: ", "))}") }
        return lines
    }

    private func quoted(_ text: String) -> String { YAMLText.scalar(text) }
}
