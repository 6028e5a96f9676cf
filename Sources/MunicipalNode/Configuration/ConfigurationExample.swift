extension Configuration {
    /// The commented configuration that `config example` prints: valid as it stands, with invented hosts and paths.
    ///
    /// `Docs/Operations/budstikke.yaml` is the same text, and a test keeps it so.
    public static let example = """
        # Budstikke: the configuration of one installation.
        #
        # Check it with `budstikke config check`. Relative paths count from this file's directory. Every setting can be
        # overridden from the environment: `logLevel` by BUDSTIKKE_LOG_LEVEL, and inside a map with two underscores:
        # BUDSTIKKE_MAIL_SERVERS__HELSENETT__SMTP__PORT. No password or key is ever written here, only the file it lies in.

        # Where messages and keys are stored, encrypted. Owned by the server's user, mode 0700.
        dataDirectory: /var/lib/budstikke

        # The key that everything else is encrypted under: 32 octets, or 64 hexadecimal digits, mode 0400, outside
        # dataDirectory, with its own backup. Under systemd, with LoadCredential=master-key:PATH, it is
        # /run/credentials/budstikke.service/master-key.
        masterKeyFile: /etc/budstikke/master.key

        # Commands speak to the running server through this socket. Its directory has mode 0700.
        controlSocket: /run/budstikke/control.sock

        # The only hosts that the server ever connects to. Health messages travel on Helsenettet, nowhere else.
        allowedHosts:
          - smtp.helsenett.example
          - pop3.helsenett.example

        # Root and intermediate certificates that partners' certificates must chain to, one per file, PEM or DER.
        trustStore: /etc/budstikke/trust

        # Certificate revocation lists. With `required: true` a message waits while no fresh list is there.
        revocation:
          directory: /var/lib/budstikke-crl
          allowedHosts:
            - crl.ca.example
          required: true

        # The address register as a file, and the agreements (CPA) as one XML file each.
        # A message waits when the register is older than maximumAgeHours.
        addressRegister:
          file: /etc/budstikke/register.yaml
          agreements: /etc/budstikke/agreements
          maximumAgeHours: 24

        # The official XML schemas, put here by `budstikke schemas import`. Leave it out to check by structure only.
        schemaPack: /var/lib/budstikke-schemas

        # Mail servers by a name of your choice. tls is startTLS, implicit, or none (this machine only).
        # Leave out user and passwordFile when sending needs no log-in, trustRoots to use the system's own certificates.
        mailServers:
          helsenett:
            smtp: {host: smtp.helsenett.example, port: 587, tls: startTLS}
            pop3: {host: pop3.helsenett.example, port: 995, tls: implicit}
            user: kommune
            passwordFile: /etc/budstikke/secrets/smtp-password
            # trustRoots: /etc/budstikke/mail-roots.pem
            pollSeconds: 30
            # Seconds a server may take for one answer; for a whole mail, eight times as long.
            timeoutSeconds: 120

        # Mailboxes by a name of your choice. ediAddress is spelled as in the address register.
        mailboxes:
          postboks:
            server: helsenett
            ediAddress: kommune@edi.example
            user: kommune
            passwordFile: /etc/budstikke/secrets/postboks-password

        # Where record systems reach the API; leave it out when all of them use folders. Plain HTTP is served on this machine
        # only: elsewhere set certificate and key. With clientRoots, clients may (optional) or must (required) show certificates
        # of their own. address is the base address as record systems know it, certificateDirectory where your certificates'
        # issuer publishes them.
        # recordSystemAPI:
        #   host: 10.0.0.5
        #   port: 8380
        #   certificate: /etc/budstikke/api.crt
        #   key: /etc/budstikke/secrets/api.key
        #   clientRoots: /etc/budstikke/api-clients.pem
        #   clientCertificates: optional
        #   address: https://meldinger.kommune.example
        #   certificateDirectory: ldap://ldap.ca.example/dc=Ca,dc=example

        # Exchange with partners over HTTP, beside mail. `listen`: partners post to https://HOST:PORT/ebxml/TENANT; without
        # clientRoots no client certificate is asked for, clientCertificate is required or optional. `client`: how messages are
        # posted to partners that have an HTTP address in their agreement, or one that was entered by hand.
        # partnerHTTP:
        #   listen:
        #     host: 10.0.0.5
        #     port: 8443
        #     certificateChain: /etc/budstikke/http/chain.pem
        #     privateKey: /etc/budstikke/http/key.pem
        #     clientRoots: /etc/budstikke/http/client-roots.pem
        #     clientCertificate: required
        #     # Megabytes of one message, and of all that are on their way in: more get 503 and come again.
        #     maximumMegabytes: 70
        #     maximumMegabytesAtOnce: 280
        #     connections: 512
        #     # Seconds a partner that asks for it (eb:SyncReply) waits on its connection for the answer.
        #     answerSeconds: 20
        #   client:
        #     trustRoots: /etc/budstikke/http/server-roots.pem
        #     certificateChain: /etc/budstikke/http/chain.pem
        #     privateKey: /etc/budstikke/http/key.pem
        #     timeoutSeconds: 120

        # The two national parties of the yearly report (IPLOS), by organisation number; in quotes, as a text. Their published
        # keys must be signed by exactly these.
        # sendModule: where reports are sent, over Helsenettet; its host must be in allowedHosts. expectedAddress is what
        # `report doctor` holds the name against. municipalities: whom is reported for, with districts that have been agreed,
        # "00" when left out; in quotes too. mailSenders: for the sheet that the spam filter is set up by.
        # reporting:
        #   trustee: "999111106"
        #   register: "999222218"
        #   sendModule:
        #     address: https://iplos.helsenett.example/Sendemodul/
        #     expectedAddress: 192.0.2.94
        #     trustRoots: /etc/budstikke/http/send-module-roots.pem
        #   municipalities:
        #     "9901": {organisation: "999333338", districts: ["00"]}
        #   mailSenders: {register: iplos@register.example, portal: portal@register.example}

        # Pages for people, in a browser inside the secure zone: how each tenant's messages stand, what needs a hand, and the
        # wizard of the yearly report. `budstikke console` and `budstikke report wizard` make the links that open them. Plain HTTP
        # is served on this machine only: elsewhere set certificate and key. address is what browsers call, when a proxy or a
        # name stands before host and port. extracts has a directory of each tenant's name, where extracts lie ready to be
        # chosen (NAME.xml, and NAME.identities.csv beside it); mappings has one too, with the mappings (NAME.yaml) by which an
        # extract can be made from the record system.
        # web:
        #   host: 127.0.0.1
        #   port: 8390
        #   certificate: /etc/budstikke/web.crt
        #   key: /etc/budstikke/secrets/web.key
        #   address: https://rapport.kommune.example
        #   extracts: /srv/uttrekk
        #   mappings: /etc/budstikke/mappings
        #   contactMail: ikt@kommune.example
        #   contactPhone: "68050001"

        # Health and metrics for a supervisor and a monitoring system: /livez, /readyz and /metrics (OpenMetrics), with names of
        # tenants and numbers, and nothing of patients. Plain HTTP is served on this machine only: elsewhere set certificate and
        # key; with clientRoots, clients must show a certificate. plainHTTP: true opens it to a network of the installation's
        # own where that may be known to everybody.
        # metrics:
        #   host: 127.0.0.1
        #   port: 9480
        #   certificate: /etc/budstikke/metrics.crt
        #   key: /etc/budstikke/secrets/metrics.key
        #   clientRoots: /etc/budstikke/metrics-clients.pem
        #   plainHTTP: false

        # Mail domains that belong to one stage: a tenant in another stage never sends there, so that a test never reaches a
        # production address. test, pilot and production; a domain may be in several.
        stageDomains:
          test: [edi-test.example]
          pilot: [edi.example]
          production: [edi.example]

        # Jobs worked on side by side; one on a large message counts as several, one for each 256 kB. This bounds the memory
        # that messages take, at some eight times their size: 32 let 8 MB of messages be in hand.
        workers: 32

        # Language of sentences for people: nb, nn or en.
        language: nb

        # trace, debug, info, notice, warning, error or critical.
        logLevel: info

        # The name given to mail servers; the machine's own name when left out.
        # helloName: meldinger.kommune.example

        """
}
