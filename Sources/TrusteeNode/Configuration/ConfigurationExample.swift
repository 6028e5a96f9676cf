extension TrusteeConfiguration {
    /// The commented configuration that `config example` prints: valid as it stands, with invented hosts, numbers and paths.
    public static let example = """
        # Budstikke, the trusted third party: the configuration of one installation.
        #
        # Check it with `budstikke-trustee config check`, and the whole with `budstikke-trustee doctor`. Relative paths
        # count from this file's directory. Every setting can be overridden from the environment: `logLevel` by
        # BUDSTIKKE_TRUSTEE_LOG_LEVEL, and inside a map with two underscores: BUDSTIKKE_TRUSTEE_SEND_MODULE__PORT. Lists
        # are written there with commas. No PIN, password or key is ever written here, only its file.
        #
        # Read anew at SIGHUP: trustStore, revocation, signing, season, receiptHour, minimumClientVersion, pinLetter,
        # logLevel. When another setting was changed nothing takes effect, and the log says which needs a restart.

        # Where everything is stored, sealed. Owned by the service's user, mode 0700.
        dataDirectory: /var/lib/budstikke-trustee

        # The key that wraps all others: 32 octets, or 64 hexadecimal digits, mode 0400, outside dataDirectory, with its own
        # backup: without it nothing opens. `budstikke-trustee init` makes one. Left out, systemd's credential `master-key`
        # is taken.
        masterKeyFile: /etc/budstikke-trustee/master-key

        # Commands beside the running service. Left out: control/trustee.sock in dataDirectory.
        # controlSocket: /run/budstikke-trustee/socket

        # Our own number: whose our certificates must be.
        organisation: "999700020"

        # Root and intermediate certificates of organisations' issuers, PEM or DER, and lists of withdrawn certificates, as
        # .crl files that a timer keeps fresh. With `required: true` what is signed waits while no fresh list is there; one
        # that is missing is fetched from `allowedHosts` and nowhere else.
        trustStore: /etc/budstikke-trustee/trust
        revocation:
          directory: /var/lib/budstikke-trustee-crl
          required: true
          allowedHosts: []                                 # [crl.example, "crl.other.example:8080"]

        # Our organisation certificate: it signs receipts, maps and the year's key.
        signing:
          certificate: /etc/budstikke-trustee/signing.pem
          privateKey: /etc/budstikke-trustee/signing.key

        # The season. Dates that are not the usual ones are written out: opens, lastDay, feedbackFrom, published,
        # correctionsBefore, finallyPublished. For a rehearsal it turns to the second:
        # instants: {opens: 2017-01-02T00:00:00Z, late: ..., feedback: ..., closes: ...}
        season:
          yearReported: 2016

        # The hour, Norwegian time, at which the register's receipts go (for a rehearsal `receiptSeconds: 60` instead).
        receiptHour: 8

        # What older programs sealed is refused.
        minimumClientVersion: 1.0.0

        # The letter with the PIN: who cannot log in is told of it.
        pinLetter:
          sent: 2016-11-15
          recipient: postmottak

        # production, or test: invented persons only.
        identities: production

        # Where municipalities come in. Without tls only this machine itself is listened to.
        sendModule:
          host: 192.0.2.10
          port: 443
          tls:
            certificate: /etc/budstikke-trustee/tls.pem
            privateKey: /etc/budstikke-trustee/tls.key

        # Pages for people with a browser. Leave it out for the API alone.
        pages:
          origin: https://sendemodul.example
          contactMail: sendemodul@tpf.example
          contactPhone: 00 00 00 00

        # The register: its name gives the pseudonyms, another name others. `client` is shown to it (mutual TLS);
        # `trustRoots` are the only issuers its server may come from, those of the system when left out.
        register:
          name: iplos
          organisation: "999700039"
          address: https://register.example/
          # trustRoots: /etc/budstikke-trustee/register-roots.pem
          client:
            certificate: /etc/budstikke-trustee/client.pem
            privateKey: /etc/budstikke-trustee/client.key
          # Where the register tells how far submissions have come, with a certificate that leads to clientRoots.
          statusListener:
            host: 192.0.2.10
            port: 8443
            tls:
              certificate: /etc/budstikke-trustee/tls.pem
              privateKey: /etc/budstikke-trustee/tls.key
            clientRoots: /etc/budstikke-trustee/register-roots.pem
          pollSeconds: 30                                  # between two looks for work that nothing has announced

        # What hashing PINs may cost: Argon2id with so much memory and so many passes, so many at a time, so many waiting.
        hashing: {memoryKiB: 65536, passes: 3, concurrent: 2, waiting: 200}

        # trace, debug, info, notice, warning, error or critical.
        logLevel: info

        """
}
