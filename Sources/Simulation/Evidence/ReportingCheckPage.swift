/// `reporting/CHECK.md`: how anyone confirms with programs that are not ours who of the parties has seen what.
enum ReportingCheckPage {
    static let markdown = """
        # Check it yourself

        What each party of the yearly report had in its hands when the demo ended: `extract/` and `sealed/` of the
        municipalities, the data directories `trustee-store/`, `register-store/` and `portal-store/`, every mail in
        `mail/`, and what two municipalities fetched and opened in `feedback/`. Everybody and everything in it is
        invented. Nothing below uses our program. Run the blocks in this directory, in one shell.

        What must hold and does not is said on a line that begins with WRONG; the last block says how it ended.

        The municipality's signature on each manifest, and the trusted third party's on each receipt, by the certificate
        in it chained to `ca.pem`:

        ```sh
        wrong=0
        must() { "$@" > said 2>&1 || { wrong=1; echo "WRONG, this failed: $*"; cat said; }; }
        never() { if "$@" > said 2>&1; then wrong=1; echo "WRONG, this worked: $*"; fi; }
        signed() { openssl cms -verify -binary -inform DER -purpose any -CAfile ca.pem -in "$1" -out "$2"; }
        for manifest in sealed/*/manifest.p7s; do must signed "$manifest" manifest.json; done
        for receipt in sealed/*.receipt.p7s; do must signed "$receipt" receipt.json; done
        ```

        One octet altered, and it is no signature any more:

        ```sh
        one=$(ls -d sealed/*/ | head -1)
        sed 's/"year":2016/"year":2015/' "$one/manifest.p7s" > altered.p7s
        never cmp altered.p7s "$one/manifest.p7s"
        never signed altered.p7s manifest.json
        ```

        The trustee's key opens who, in lines of link and number, and does not open what:

        ```sh
        opens() { openssl cms -decrypt -inform DER -binary -recip trustee.crt.pem -inkey trustee.key.pem -in "$1" -out "$2"; }
        must opens "$one/identity-0001.p7m" packed
        gunzip < packed | tail -c +26 | grep -aoE '[0-9]{11}' > opened
        must test -s opened
        never opens "$one/content-0001.p7m" content
        ```

        Each archive opens with its own password alone, and holds what was opened:

        ```sh
        seven=$(command -v 7zz || command -v 7z)
        for archive in feedback/*.zip; do
            name="${archive%.zip}"
            must "$seven" x -y -bd -oopened-lists -p"$(cat "$name.password")" "$archive"
            must diff -r opened-lists "$name"
            rm -r opened-lists
            never "$seven" t -pAAAA-AAAA "$archive"
        done
        ```

        No identity number of any extract is in any party's store, mail or list, as it is written; in the extracts it is:

        ```sh
        grep -ohE '<peFnr>[0-9]{11}' extract/*.xml | cut -c8- | sort -u > identities
        must test -s identities
        never grep -raqF -f identities trustee-store register-store portal-store mail feedback
        must grep -raqF -f identities extract
        ```

        That was all:

        ```sh
        if test "$wrong" = 0; then echo "All as it should be."; else echo "Not as it should be: see above."; false; fi
        ```

        """
}
