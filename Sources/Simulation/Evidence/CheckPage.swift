/// `CHECK.md`: how anyone confirms the demo's mails with programs that are not ours.
struct CheckPage: Sendable {
    let manifest: Manifest

    var markdown: String {
        var page = Self.opening
        // Nobody signs a SOAP Fault (HITS 1172 4.2.2.3), nor rubbish.
        for mail in manifest.mails where mail.kind != .other && mail.kind != .fault { page += section(mail) }
        return page
    }

    private func section(_ mail: Manifest.Mail) -> String {
        let parts = mail.attachments.indices.map { "part-\($0 + 1)" }
        let maps = zip(mail.attachments, parts).map { " --url-map:cid:\($0) \($1)" }.joined()
        var lines = ["", "## \(mail.file)", ""]
        let what = [mail.action, mail.messageId.map { "MessageId \($0)" }, mail.lost ? "lost on the way" : nil]
        lines += [what.compactMap { $0 }.joined(separator: ", "), "", "```sh", "unpack \(mail.file)"]
        let trust = "--trusted-pem ca.pem --untrusted-pem issuing.pem --enabled-key-data x509"
        lines.append("xmlsec1 --verify \(trust)\(maps) soap.xml")
        if let receiver = mail.toHER {
            for part in parts {
                lines.append(
                    "openssl cms -decrypt -inform DER -in \(part) -recip keys/\(receiver)/encryption.crt.pem "
                        + "-inkey keys/\(receiver)/encryption.key.pem -out document")
                if let document = manifest.documents.first(where: { $0.messageId == mail.messageId }) {
                    lines += (document.submitted.map { [$0] } ?? []).map { "same document \($0)" }
                    lines += document.delivered.map { "same document \($0)" }
                }
            }
        }
        lines += ["```", ""]
        return lines.joined(separator: "\n")
    }

    private static let opening = """
        # Check it yourself

        Nothing below uses our program: `xmlsec1` verifies each signature, with the certificate in the envelope chained to
        `ca.pem`, and `openssl cms` opens each part with the receiver's key. The keys and organisations are invented.
        Run the blocks in this directory, in one shell that has read this first block. It takes the mail's parts
        apart with Python's own mail library, and compares a decrypted part with the document in `plaintext/`.

        ```sh
        awk '/BEGIN CERT/ {n++} n == 2' ca.pem > issuing.pem
        unpack() { python3 - "$1" <<'PYTHON'
        import email, sys
        with open(sys.argv[1], "rb") as file:
            mail = email.message_from_binary_file(file)
        leaves = [part for part in mail.walk() if not part.is_multipart()]
        for number, part in enumerate(leaves):
            with open(f"part-{number}" if number else "soap.xml", "wb") as file:
                file.write(part.get_payload(decode=True))
        PYTHON
        }
        same() { python3 - "$1" "$2" <<'PYTHON'
        import email, gzip, sys
        inner, outer = (open(name, "rb").read() for name in sys.argv[1:])
        if inner[:2] == b"\\x1f\\x8b":
            inner = gzip.decompress(inner)
        if not inner.lstrip().startswith((b"<", b"\\xef\\xbb\\xbf")):
            inner = email.message_from_bytes(inner).get_payload(decode=True)
        sys.exit(0 if inner == outer else "DIFFERENT from " + sys.argv[2])
        PYTHON
        }
        ```

        """
}
