extension PortalConfiguration {
    /// The commented configuration that `init` writes: valid as it stands, with invented hosts, numbers and paths.
    public static let example = """
        # Budstikke, the download portal: the configuration of one installation.
        #
        # Check it with `budstikke-portal config check`, and the whole with `budstikke-portal doctor`. Relative paths
        # count from this file's directory. Every setting can be overridden from the environment: `logLevel` by
        # BUDSTIKKE_PORTAL_LOG_LEVEL, and inside a map with two underscores: BUDSTIKKE_PORTAL_MAIL__PORT. No password or
        # key is ever written here, only its file.

        # Accounts by their hashes, and archives that only the municipalities can open. Owned by the server's user, mode
        # 0700.
        dataDirectory: data

        # The key that wraps the portal's secrets: 32 octets, or 64 hexadecimal digits, mode 0400, outside dataDirectory,
        # with its own backup: without it nobody can log in. `budstikke-portal init` makes one. Left out, systemd's
        # credential `master-key` is taken.
        masterKeyFile: master.key

        # What browsers and mails call the portal; the only source of links in mails.
        origin: https://filsluse.register.example

        # Where browsers come in. Without certificate only this machine itself is listened to, for a proxy before it.
        # Certificates are read anew at SIGHUP.
        pages:
          host: 127.0.0.1
          port: 8445
          certificateChain: tls/portal.pem
          privateKey: tls/portal.key

        # Where the register comes in, and nobody else: with TLS, and a certificate that leads to clientRoots and is one
        # of registerCertificates. The portal itself never connects to the register.
        push:
          host: 127.0.0.1
          port: 8446
          certificateChain: tls/portal.pem
          privateKey: tls/portal.key
          clientRoots: tls/register-roots.pem
          registerCertificates: tls/register.pem

        # The relay, and what stands in every mail. The relay must sign for the sender's domain (SPF, DKIM, DMARC):
        # `doctor` says what DNS says of it.
        mail:
          host: relay.register.example
          port: 587
          tls: startTLS
          # user: portal
          # passwordFile: mail-password
          # dkimSelectors: [s2026]
          sender: filsluse@register.example
          senderName: Filslusen
          helpAddress: hjelp@register.example
          helpPhone: "68 05 00 00"

        # The guide and answers to questions: text files, edited without a restart.
        guide: guide

        # Whom to ask about procedure, account, pin, ownIT and other; what is not named goes to helpAddress.
        # contacts:
        #   ownIT:
        #     nb: Kommunens egen IT-avdeling
        #     nn: IT-avdelinga i kommunen
        #     en: The municipality's own IT

        # standard: fifteen characters or more, nothing easily guessed. guide2017: six, a letter and a digit.
        passwords: standard
        # hashing: {memoryKiB: 65536, passes: 3, concurrent: 2, waiting: 100}

        # Whether every page says that this is a rehearsal.
        test: false

        # Pause between two rounds of the server's own work, and how much is logged: debug, info, notice, warning, error.
        roundSeconds: 60
        logLevel: info

        """
}
