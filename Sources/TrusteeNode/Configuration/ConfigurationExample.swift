extension TrusteeConfiguration {
    /// A configuration to start from, with every setting that has no default and the usual ones as comments.
    public static let example = """
        # The trusted third party. Relative paths count from this file.
        dataDirectory: /var/lib/budstikke-trustee
        masterKeyFile: /etc/budstikke-trustee/master-key   # or systemd's LoadCredential=master-key:...
        organisation: "999700020"                          # our own number
        trustStore: /etc/budstikke-trustee/trust           # roots and intermediates, PEM or DER
        revocation:
          directory: /var/lib/budstikke-trustee-crl        # *.crl, kept fresh by a timer
          required: true
          # allowedHosts: crl.example crl.other.example    # fetched from there when one is missing
        signing:                                           # signs receipts, maps and the year's key
          certificate: /etc/budstikke-trustee/signing.pem
          privateKey: /etc/budstikke-trustee/signing.key
        season:
          yearReported: 2016                               # opens, lastDay, ... where they are not the usual dates
          # instants: {opens: 2017-01-02T00:00:00Z, late: ..., feedback: ..., closes: ...}    for a rehearsal
        minimumClientVersion: 1.0.0
        pinLetter:
          sent: 2016-11-15
          recipient: postmottak
        identities: production                             # or test: invented numbers only
        sendModule:
          host: 192.0.2.10
          port: 443
          tls:
            certificate: /etc/budstikke-trustee/tls.pem
            privateKey: /etc/budstikke-trustee/tls.key
        pages:                                             # left out: the API alone
          origin: https://sendemodul.example
          contactMail: sendemodul@tillitsperson.example
          contactPhone: 00 00 00 00
        register:
          name: iplos
          organisation: "999700039"
          address: https://register.example/
          client:                                          # mutual TLS
            certificate: /etc/budstikke-trustee/client.pem
            privateKey: /etc/budstikke-trustee/client.key
          statusListener:
            host: 192.0.2.10
            port: 8443
            tls:
              certificate: /etc/budstikke-trustee/tls.pem
              privateKey: /etc/budstikke-trustee/tls.key
            clientRoots: /etc/budstikke-trustee/register-roots.pem
        # hashing: {memoryKiB: 65536, passes: 3, concurrent: 2, waiting: 200}
        # receiptHour: 8                                   # when the register's receipts go
        # logLevel: info

        """
}
