package dev.smartfhir.hapi.interaction;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whether an XML patch may be handed to HAPI, whose patch library follows external entities: to the server's files and
 * to whatever its network reaches.
 *
 * <p>It is parsed here as there, from UTF-8, but with every document type declaration refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5261#section-8">RFC 5261, section 8</a>
 */
final class XmlPatch {

    static final String REFUSED = "The XML patch is not well-formed, or has a document type declaration.";

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private XmlPatch() {
    }

    static boolean isSafe(String patch) {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.newSAXParser().parse(
                    new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8)), new DefaultHandler());
            return true;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return false;
        }
    }
}
