"""AuthEnvelopedData and SignedData by a few lines of DER and the primitives of the cryptography library.

Arguments: open, seal, sign or verify, and a folder with certificate.pem and key.pem. open: sealed into opened; seal: text
into sealed; sign: text into signed; verify: signed into verified. Ends with 1 when something is wrong.
"""
import os
import pathlib
import sys

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import pkcs7

OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
AUTHENTICATED = bytes.fromhex("060b2a864886f70d0109100117")
DATA = bytes.fromhex("06092a864886f70d010701")
AES_256_GCM = bytes.fromhex("060960864801650304012e")
RSA_OAEP = bytes.fromhex("06092a864886f70d010107")
MGF1 = bytes.fromhex("06092a864886f70d010108")
SHA256 = bytes.fromhex("0609608648016503040201")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")


def element(tag, content):
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def children(content):
    """Tag, content and whole of each element."""
    found, position = [], 0
    while position < len(content):
        start, tag, length = position, content[position], content[position + 1]
        position += 2
        if length >= 128:
            count = length & 127
            length = int.from_bytes(content[position:position + count], "big")
            position += count
        found.append((tag, content[position:position + length], content[start:position + length]))
        position += length
    return found


def structure(der):
    """The fields of the one structure in a ContentInfo."""
    return children(children(children(children(der)[0][1])[1][1])[0][1])


def open_sealed(der, key):
    _, recipients, content, mac = structure(der)
    wrapped = children(children(recipients[1])[0][1])[3][1]
    _, algorithm, ciphertext = children(content[1])
    nonce = children(children(algorithm[1])[1][1])[0][1]
    return AESGCM(key.decrypt(wrapped, OAEP)).decrypt(nonce, ciphertext[1] + mac[1], None)


def seal(text, certificate):
    content_key, nonce = os.urandom(32), os.urandom(12)
    encrypted = AESGCM(content_key).encrypt(nonce, text, None)
    digest = element(0x30, SHA256)
    transport = element(0x30, RSA_OAEP + element(
        0x30, element(0xA0, digest) + element(0xA1, element(0x30, MGF1 + digest))))
    serial = certificate.serial_number
    name = element(0x30, certificate.issuer.public_bytes() + element(
        0x02, serial.to_bytes(serial.bit_length() // 8 + 1, "big")))
    zero = element(0x02, b"\0")
    recipient = element(0x30, zero + name + transport + element(
        0x04, certificate.public_key().encrypt(content_key, OAEP)))
    parameters = element(0x30, element(0x04, nonce) + element(0x02, b"\x10"))
    content = element(0x30, DATA + element(0x30, AES_256_GCM + parameters) + element(0x80, encrypted[:-16]))
    fields = zero + element(0x31, recipient) + content + element(0x04, encrypted[-16:])
    return element(0x30, AUTHENTICATED + element(0xA0, element(0x30, fields)))


def verify(der, certificate):
    fields = structure(der)
    content = children(children(fields[2][1])[1][1])[0][1]
    signer = children(children(fields[4][1])[0][1])
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    wanted = element(0x31, element(0x04, digest.finalize()))
    if element(0x30, MESSAGE_DIGEST + wanted) not in [whole for _, _, whole in children(signer[3][1])]:
        raise InvalidSignature
    signed = element(0x31, signer[3][1])
    certificate.public_key().verify(signer[5][1], signed, padding.PKCS1v15(), hashes.SHA256())
    return content


action, folder = sys.argv[1], pathlib.Path(sys.argv[2])
own = x509.load_pem_x509_certificate((folder / "certificate.pem").read_bytes())
own_key = serialization.load_pem_private_key((folder / "key.pem").read_bytes(), None)
try:
    if action == "open":
        (folder / "opened").write_bytes(open_sealed((folder / "sealed").read_bytes(), own_key))
    elif action == "seal":
        (folder / "sealed").write_bytes(seal((folder / "text").read_bytes(), own))
    elif action == "verify":
        (folder / "verified").write_bytes(verify((folder / "signed").read_bytes(), own))
    else:
        builder = pkcs7.PKCS7SignatureBuilder().set_data((folder / "text").read_bytes())
        builder = builder.add_signer(own, own_key, hashes.SHA256())
        options = [pkcs7.PKCS7Options.Binary]
        (folder / "signed").write_bytes(builder.sign(serialization.Encoding.DER, options))
except (InvalidTag, InvalidSignature):
    sys.exit(1)
