extension RegisterConfiguration {
    /// The commented configuration that `init` writes: valid as it stands, with invented hosts, numbers and paths.
    public static let example = """
        # Budstikke, the register: the configuration of one installation.
        #
        # Check it with `budstikke-register config check`, and the whole with `budstikke-register doctor`. Relative paths
        # count from this file's directory. Every setting can be overridden from the environment: `logLevel` by
        # BUDSTIKKE_REGISTER_LOG_LEVEL, and inside a map with two underscores: BUDSTIKKE_REGISTER_MAIL__PORT. No password
        # or key is ever written here, only its file.

        # Where everything is stored, encrypted. Owned by the server's user, mode 0700.
        dataDirectory: data

        # The key that everything else is encrypted under: 32 octets, or 64 hexadecimal digits, mode 0400, outside
        # dataDirectory, with its own backup. `budstikke-register init` makes one.
        masterKeyFile: master.key

        # The two national parties, by the numbers that their certificates bear. They must be two organisations.
        register: "999700039"
        trustee: "999700020"

        # Submissions that older programs sealed are refused.
        minimumClientVersion: 0.1.0

        # Root and intermediate certificates of organisations' issuers, PEM or DER, and lists of withdrawn certificates.
        # With `required: true` a submission waits while no fresh list is there. Lists are fetched for whoever waits, from
        # the addresses in the certificates, when the host (or host:port) is allowed; those in the directory count too.
        trustStore: trust
        revocation:
          directory: crl
          required: true
          # allowedHosts: [crl.issuer.example]

        # The trustee's keys of the years in use, as it publishes them (`budstikke-trustee keys export trustee`, .p7s): the
        # send module's passwords are sealed to them. Each must be signed by the trustee and is judged as it is read.
        trusteeKeys: trustee-keys

        # Where the trustee delivers. It must show a certificate that leads to clientRoots and bears its number.
        intake:
          host: 127.0.0.1
          port: 8444
          certificateChain: tls/register.pem
          privateKey: tls/register.key
          clientRoots: tls/trustee-roots.pem

        # Where signed events about submissions go: the send module shows them. Leave it out until the trustee is ready.
        # statusEvents:
        #   address: https://trustee.example:8443
        #   trustRoots: tls/trustee-roots.pem      # left out: the system's own
        #   certificateChain: tls/register.pem
        #   privateKey: tls/register.key

        # The download portal's door for the register, which pushes archives to it and asks it what has happened; the portal
        # never calls. Leave it out until the portal is there: archives and their notices wait.
        # portal:
        #   address: https://portal.register.example:8446
        #   trustRoots: tls/portal-roots.pem
        #   certificateChain: tls/register.pem
        #   privateKey: tls/register.key

        # The relay, and what stands in every mail. The relay must sign for the sender's domain (SPF, DKIM, DMARC):
        # `doctor` says what DNS says of it.
        mail:
          host: relay.register.example
          port: 587
          tls: startTLS
          # user: register
          # passwordFile: mail-password
          # dkimSelectors: [s2026]
          sender: iplos@register.example
          registerName: Registeret
          portal: https://portal.register.example
          helpAddress: hjelp@register.example
          helpPhone: "68 05 00 00"
          # The mailbox that mails come back to which cannot be delivered, read by POP3. Reports are taken out of it, and
          # all else is left there. `address` is the envelope's sender; left out, `sender` is.
          # returns:
          #   address: retur@register.example
          #   host: mail.register.example
          #   port: 995
          #   tls: implicit
          #   user: retur
          #   passwordFile: returns-password

        # Feedback also as messages, straight into the municipalities' secure zones: the folder of the record system that
        # the register is at its own `budstikke` node, and the addresses it has there. Municipalities' addresses come with
        # `municipality import`.
        # exchange:
        #   folder: /srv/budstikke/records/register
        #   organisationName: Registeret
        #   organisationHer: 800900
        #   serviceName: Helse- og omsorgsregisteret
        #   serviceHer: 800901

        # Receipts go each morning at this hour on the Norwegian clock (for a rehearsal `receiptSeconds: 60` instead).
        receiptHour: 8

        # Pause between two rounds of the server's own work, and how much is logged: debug, info, notice, warning, error.
        roundSeconds: 15
        logLevel: info

        """
}
