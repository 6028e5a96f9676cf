import com.sun.org.apache.xml.internal.security.Init;
import com.sun.org.apache.xml.internal.security.c14n.Canonicalizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Canonicalizes a batch of documents by the JDK's own XML Security, which shares no code with libxml2.
 *
 * Input, repeated: one octet (bit 0: exclusive, bit 1: only the subtree of the first element named "apex"), the length
 * as four octets, the document. Output, repeated: length and canonical octets; a length of -1 means no result.
 */
public class CanonicalWitness {
    private static final String INCLUSIVE = Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS;
    private static final String EXCLUSIVE = Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS;

    public static void main(String[] arguments) throws Exception {
        Init.init();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(arguments[0])));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(arguments[1])))) {
            for (int mode = in.read(); mode >= 0; mode = in.read()) {
                byte[] octets = in.readNBytes(in.readInt());
                try {
                    Document document = builder.parse(new ByteArrayInputStream(octets));
                    Node node = document;
                    if ((mode & 2) != 0) {
                        NodeList found = document.getElementsByTagNameNS("*", "apex");
                        node = found.item(0);
                    }
                    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
                    // A new one each time: it forgets what an apex inherits once it has been used.
                    Canonicalizer.getInstance((mode & 1) != 0 ? EXCLUSIVE : INCLUSIVE)
                            .canonicalizeSubtree(node, canonical);
                    out.writeInt(canonical.size());
                    canonical.writeTo(out);
                } catch (Exception refusal) {
                    out.writeInt(-1);
                }
            }
        }
    }
}
