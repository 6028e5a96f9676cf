"""Seals or opens by the cryptography library, whose CMS is its own and not OpenSSL's.

Arguments: open or seal, the name of the cipher for seal (128 or 256), and a folder with recipient.pem and key.pem;
opens sealed into opened, or seals text into sealed. Ends with 1 when sealed cannot be opened.
"""
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import pkcs7

action, cipher, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
recipient = x509.load_pem_x509_certificate((folder / "recipient.pem").read_bytes())
if action == "open":
    key = serialization.load_pem_private_key((folder / "key.pem").read_bytes(), None)
    try:
        opened = pkcs7.pkcs7_decrypt_der((folder / "sealed").read_bytes(), recipient, key, [])
    except ValueError:
        sys.exit(1)
    (folder / "opened").write_bytes(opened)
else:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data((folder / "text").read_bytes()).add_recipient(recipient)
    sealed = builder.set_content_encryption_algorithm(
        {"128": algorithms.AES128, "256": algorithms.AES256}[cipher]
    ).encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    (folder / "sealed").write_bytes(sealed)
