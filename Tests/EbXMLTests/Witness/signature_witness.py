"""Signs an envelope, or verifies one, by a Python library.

Arguments: xmlsec or signxml; sign or verify; a folder with soap.xml, signer.pem, key.pem (to sign) and parts.txt, whose
lines are a Content-ID, a tab and a file. To sign, soap.xml holds a ds:Signature to be filled in. Signing writes
signed.xml. Ends with 0 when done or valid, with 1 when not valid, with 2 when something else went wrong.
"""
import io
import pathlib
import sys

from lxml import etree

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
DS = "http://www.w3.org/2000/09/xmldsig#"


def parts(folder):
    lines = (line.split("\t") for line in (folder / "parts.txt").read_text().splitlines())
    return {f"cid:{content_id}": (folder / name).read_bytes() for content_id, name in lines}


def by_xmlsec(action, folder, tree):
    """The binding of the library that the command xmlsec1 is made of."""
    import xmlsec

    attached = {name.encode(): octets for name, octets in parts(folder).items()}
    # The library opens files by itself first.
    xmlsec.cleanup_callbacks()
    xmlsec.register_callbacks(
        lambda name: name in attached, lambda name: io.BytesIO(attached[name]),
        lambda opened, buffer: opened.readinto(buffer), lambda opened: opened.close())
    signature = xmlsec.tree.find_node(tree, xmlsec.constants.NodeSignature)
    context = xmlsec.SignatureContext()
    if action == "sign":
        context.key = xmlsec.Key.from_file(str(folder / "key.pem"), xmlsec.constants.KeyDataFormatPem)
        context.key.load_cert_from_file(str(folder / "signer.pem"), xmlsec.constants.KeyDataFormatPem)
        context.sign(signature)
        return tree
    context.key = xmlsec.Key.from_file(str(folder / "signer.pem"), xmlsec.constants.KeyDataFormatCertPem)
    try:
        context.verify(signature)
    except xmlsec.VerificationError:
        sys.exit(1)
    return None


def by_signxml(action, folder, tree):
    """Pure Python over lxml and cryptography. It has no XPath transform: it passes over one when it verifies."""
    import datetime
    import signxml

    if action == "sign":
        signer = signxml.XMLSigner(
            method=signxml.methods.enveloped,
            c14n_algorithm=signxml.algorithms.CanonicalizationMethod.CANONICAL_XML_1_0)
        return signer.sign(
            tree, key=(folder / "key.pem").read_bytes(), cert=(folder / "signer.pem").read_text())
    attached = parts(folder)
    expected = signxml.SignatureConfiguration(
        location=f"./{{{SOAP}}}Header/", expect_references=1 + len(attached),
        # Trust is not its matter here, and the certificates are for a day to come.
        verification_time=datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.timezone.utc))
    try:
        signxml.XMLVerifier().verify(
            tree, x509_cert=(folder / "signer.pem").read_text(), uri_resolver=attached.get, expect_config=expected)
    except (signxml.exceptions.InvalidSignature, signxml.exceptions.InvalidDigest):
        sys.exit(1)
    return None


def main():
    library, action, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    tree = etree.fromstring((folder / "soap.xml").read_bytes())
    try:
        signed = {"xmlsec": by_xmlsec, "signxml": by_signxml}[library](action, folder, tree)
    except Exception as error:  # not a verdict
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
    if signed is not None:
        (folder / "signed.xml").write_bytes(etree.tostring(signed))


if __name__ == "__main__":
    main()
