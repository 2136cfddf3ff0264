package io.github.camelenkash.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The documented features: which bundles each consists of, those of the features that it names among them. */
final class KarafFeatures {

    static final Path FILE = Path.of("src/main/docs/osgi/features.xml");

    private final Element features;

    private KarafFeatures(Element features) {
        this.features = features;
    }

    static KarafFeatures read() throws Exception {
        return new KarafFeatures(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FILE.toFile())
                .getDocumentElement());
    }

    /** The addresses of the bundles, each after those that it needs. */
    Set<String> bundles(String feature) throws XPathExpressionException {
        var found = new LinkedHashSet<String>();
        // A prerequisite is Karaf's own, such as what understands wrap:.
        for (var needed : texts(feature, "feature[not(@prerequisite)]")) {
            found.addAll(bundles(needed));
        }
        var own = texts(feature, "bundle");
        assertThat(own).as(feature).isNotEmpty();
        found.addAll(own);
        return found;
    }

    /** The one bundle that is ours. */
    String component() throws XPathExpressionException {
        return bundles("camel-enkash").stream()
                .filter(location -> location.startsWith("mvn:io.github.camel-enkash/"))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> texts(String feature, String elements) throws XPathExpressionException {
        var path = "feature[@name='" + feature + "']/" + elements;
        var nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, features, XPathConstants.NODESET);
        var texts = new LinkedHashSet<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().trim());
        }
        return texts;
    }
}
