import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs an envelope, or verifies one, by the JDK's own XML signatures, which share no code with libxml2 or xmlsec.
 *
 * Arguments: sign or verify, and a folder with soap.xml, signer.pem, key.der (to sign) and parts.txt, whose lines are a
 * Content-ID, a tab and a file. Signing writes signed.xml. Ends with 0 when done or valid, with 1 when not valid.
 */
public class SignatureWitness {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String ACTORS =
            "not(ancestor-or-self::node()[@SOAP:actor=\"urn:oasis:names:tc:ebxml-msg:actor:nextMSH\"] | "
                    + "ancestor-or-self::node()[@SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"])";

    private static final XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    private static Path folder;

    public static void main(String[] arguments) throws Exception {
        folder = Path.of(arguments[1]);
        DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
        builders.setNamespaceAware(true);
        Document document = builders.newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("soap.xml"))));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(folder.resolve("signer.pem")));
        if (arguments[0].equals("sign")) {
            sign(document, certificate);
        } else {
            System.exit(verify(document, certificate) ? 0 : 1);
        }
    }

    private static void sign(Document document, X509Certificate certificate) throws Exception {
        DigestMethod digest = factory.newDigestMethod(DigestMethod.SHA256, null);
        List<Transform> transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(Transform.XPATH, new XPathFilterParameterSpec(ACTORS, Map.of("SOAP", SOAP))),
                factory.newTransform(CanonicalizationMethod.INCLUSIVE, (TransformParameterSpec) null));
        List<Reference> references = new ArrayList<>();
        references.add(factory.newReference("", digest, transforms, null, null));
        for (String line : parts()) {
            references.add(factory.newReference("cid:" + line.split("\t")[0], digest));
        }
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        KeyInfo info = keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate))));
        XMLSignature signature = factory.newXMLSignature(
                factory.newSignedInfo(
                        factory.newCanonicalizationMethod(
                                CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                        factory.newSignatureMethod(RSA_SHA256, null), references),
                info);
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("key.der")));
        Element header = (Element) document.getElementsByTagNameNS(SOAP, "Header").item(0);
        DOMSignContext context = new DOMSignContext(KeyFactory.getInstance("RSA").generatePrivate(key), header);
        context.setURIDereferencer(attachments());
        signature.sign(context);
        Transformer writer = TransformerFactory.newInstance().newTransformer();
        writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        try (OutputStream out = Files.newOutputStream(folder.resolve("signed.xml"))) {
            writer.transform(new DOMSource(document), new StreamResult(out));
        }
    }

    private static boolean verify(Document document, X509Certificate certificate) throws Exception {
        Element signature = (Element) document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signature);
        context.setURIDereferencer(attachments());
        return factory.unmarshalXMLSignature(context).validate(context);
    }

    /** Attachments by their Content-ID; everything else as the JDK does it. */
    private static URIDereferencer attachments() {
        return (reference, context) -> {
            String uri = reference.getURI();
            if (uri == null || !uri.startsWith("cid:")) {
                return factory.getURIDereferencer().dereference(reference, context);
            }
            try {
                for (String line : parts()) {
                    String[] fields = line.split("\t");
                    if (uri.equals("cid:" + fields[0])) {
                        return new OctetStreamData(Files.newInputStream(folder.resolve(fields[1])));
                    }
                }
            } catch (java.io.IOException error) {
                throw new javax.xml.crypto.URIReferenceException(error);
            }
            throw new javax.xml.crypto.URIReferenceException("no such part");
        };
    }

    private static List<String> parts() throws java.io.IOException {
        return Files.readAllLines(folder.resolve("parts.txt"));
    }
}
