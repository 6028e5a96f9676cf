/// `reporting/CHECK.md`: how anyone confirms with programs that are not ours who of the parties has seen what.
enum ReportingCheckPage {
    static let markdown = """
        # Check it yourself

        What each party of the yearly report had in its hands when the demo ended: `extract/` and `sealed/` of the
        municipalities, the data directories `trustee-store/`, `register-store/` and `portal-store/`, every mail in
        `mail/`, and what two municipalities opened in `feedback/`. Everybody and everything in it is invented. Run the
        blocks in this directory.

        The municipality's signature on each manifest, by the certificate in it chained to `ca.pem`:

        ```sh
        for manifest in sealed/*/manifest.p7s; do
            openssl cms -verify -binary -inform DER -purpose any -CAfile ca.pem -in "$manifest" -out manifest.json
        done
        ```

        The trustee's key opens who, in lines of link and number, and does not open what:

        ```sh
        one=$(ls -d sealed/*/ | head -1)
        trustee="-inform DER -binary -recip trustee.crt.pem -inkey trustee.key.pem"
        openssl cms -decrypt $trustee -in "$one/identity-0001.p7m" | gunzip | tail -c +26 | grep -aoE '[0-9]{11}' > opened
        test -s opened
        if openssl cms -decrypt $trustee -in "$one/content-0001.p7m" -out content 2> refused; then false; fi
        ```

        No identity number of any extract is in any party's store or mail, as it is written; it is in the extracts:

        ```sh
        grep -ohE '<peFnr>[0-9]{11}' extract/*.xml | cut -c8- | sort -u > identities
        test -s identities
        if grep -raF -f identities trustee-store register-store portal-store mail feedback; then false; fi
        grep -raqF -f identities extract
        ```

        """
}
