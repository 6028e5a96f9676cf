/// `reporting/CHECK.md`: how anyone confirms with programs that are not ours who of the parties has seen what.
enum ReportingCheckPage {
    static let markdown = """
        # Check it yourself

        What each party of the yearly report had in its hands when the demo ended: `extract/` and `sealed/` of the
        municipalities, the data directories `trustee-store/`, `register-store/` and `portal-store/`, every mail in
        `mail/`, and what two municipalities fetched and opened in `feedback/`. Everybody and everything in it is
        invented. Nothing below uses our program. Run the blocks in this directory, in one shell.

        The municipality's signature on each manifest, and the trusted third party's on each receipt, by the certificate
        in it chained to `ca.pem`:

        ```sh
        signed() { openssl cms -verify -binary -inform DER -purpose any -CAfile ca.pem -in "$1" -out "$2"; }
        for manifest in sealed/*/manifest.p7s; do signed "$manifest" manifest.json; done
        for receipt in sealed/*.receipt.p7s; do signed "$receipt" receipt.json; done
        ```

        One octet altered, and it is no signature any more:

        ```sh
        one=$(ls -d sealed/*/ | head -1)
        sed 's/"year":2016/"year":2015/' "$one/manifest.p7s" > altered.p7s
        if cmp -s altered.p7s "$one/manifest.p7s" || signed altered.p7s manifest.json; then false; fi
        ```

        The trustee's key opens who, in lines of link and number, and does not open what:

        ```sh
        trustee="-inform DER -binary -recip trustee.crt.pem -inkey trustee.key.pem"
        openssl cms -decrypt $trustee -in "$one/identity-0001.p7m" | gunzip | tail -c +26 | grep -aoE '[0-9]{11}' > opened
        test -s opened
        if openssl cms -decrypt $trustee -in "$one/content-0001.p7m" -out content; then false; fi
        ```

        Each archive opens with its own password alone, and holds what was opened:

        ```sh
        seven=$(command -v 7zz || command -v 7z)
        for archive in feedback/*.zip; do
            name="${archive%.zip}"
            "$seven" x -y -bd -oopened-lists -p"$(cat "$name.password")" "$archive" > /dev/null
            diff -r opened-lists "$name"
            rm -r opened-lists
            if "$seven" t -pAAAA-AAAA "$archive" > /dev/null; then false; fi
        done
        ```

        No identity number of any extract is in any party's store, mail or list, as it is written; in the extracts it is:

        ```sh
        grep -ohE '<peFnr>[0-9]{11}' extract/*.xml | cut -c8- | sort -u > identities
        test -s identities
        if grep -raF -f identities trustee-store register-store portal-store mail feedback; then false; fi
        grep -raqF -f identities extract
        ```

        """
}
