import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Holds what Maven has resolved to the lists in docker/supply, or writes them anew; api's pom runs
 * it, and `java .mvn/Supply.java rewrite` after `mvn -q dependency:collect@supply`. Any Java from
 * 17 on will do. Every jar that is shipped or that tests run with stands there with its digest and
 * its licence, so none comes in, and none changes, without somebody's commit. It asks nobody: jars
 * and poms are those of the local repository.
 */
class Supply {
  private static final List<String> MODULES = List.of("ledger", "projections", "api");
  private static final String APPLICATION = "api";
  private static final String COLLECTED = "target/dependencies.txt";
  private static final String OURS = "org.sunshineledger:";

  /** {@code group:artifact:jar[:classifier]:version:scope}, as dependency:collect has it. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s+([\\w.-]+):([\\w.-]+):(?:jar|test-jar)(?::([\\w.-]+))?:([\\w.-]+):(compile|runtime|test|provided|system)\\b.*");

  /** What poms call their licences, most telling first, and how SPDX does. */
  private static final Map<Pattern, String> LICENCES = new LinkedHashMap<>();

  static {
    licence("(The )?Apache.*", "Apache-2.0");
    licence("ASF 2.*", "Apache-2.0");
    licence(
        ".*(GPL|General Public).*(classpath|CPE|\\bCE\\b).*", "GPL-2.0-with-classpath-exception");
    licence("CDDL.?1\\.1.*|.*CDDL.*1\\.1.*", "CDDL-1.1");
    licence("MIT-0", "MIT-0");
    licence("(The )?MIT( License.*)?|Bouncy Castle Licence", "MIT");
    licence("(EDL|Eclipse Distribution License).*", "BSD-3-Clause");
    licence(".*BSD.?2.*|.*2.Clause.*|Simplified BSD.*", "BSD-2-Clause");
    licence(".*BSD.*", "BSD-3-Clause");
    licence("(EPL|Eclipse Public License).*2.*", "EPL-2.0");
    licence("(EPL|Eclipse Public License).*1.*", "EPL-1.0");
    licence("MPL.*2.*|Mozilla Public License.*2.*", "MPL-2.0");
    licence("(GNU )?(LGPL|Lesser General Public License).*|.*LGPL.*", "LGPL-2.1");
    licence("(CC0|Public Domain, per Creative Commons CC0).*", "CC0-1.0");
    licence("Public Domain", "Public-Domain");
    licence("The PostgreSQL License|PostgreSQL.*", "PostgreSQL");
    licence("0BSD|Indiana.*|XPP.*", "BSD-3-Clause");
  }

  /** May be given on with the ledger, whole and unchanged, by whoever runs it. */
  private static final Set<String> MAY_BE_SHIPPED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          "LGPL-2.1",
          "CC0-1.0",
          "GPL-2.0-with-classpath-exception",
          "PostgreSQL",
          "Public-Domain");

  private final Path root;
  private final Path repository;

  private Supply(Path root, Path repository) {
    this.root = root;
    this.repository = repository;
  }

  /**
   * One jar.
   *
   * @param name {@code group:artifact:version}, with the classifier behind it where it has one
   * @param use {@code shipped} in the application's jar, or {@code test} when only tests run with
   *     it
   * @param sha256 of its bytes, hexadecimal
   * @param licence SPDX; several, with blanks between them, where the pom names several: it does
   *     not say whether all hold or one may be chosen
   */
  private record Jar(String name, String use, String sha256, String licence) {
    String line() {
      return String.join("\t", name, use, sha256, licence);
    }
  }

  private static final Jar HEAD = new Jar("jar", "use", "sha256", "licence");

  public static void main(String[] args) throws IOException {
    boolean rewrite = args[0].equals("rewrite");
    Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Supply supply =
        new Supply(
            args.length > 1 ? Path.of(args[1]) : Path.of(""),
            args.length > 2 ? Path.of(args[2]) : repository);
    List<String> findings = new ArrayList<>();
    // What is listed with the same bytes has the licence that is listed; the rest is looked up.
    Map<String, Jar> listed = rewrite ? Map.of() : supply.listed();
    List<Jar> jars = supply.resolved(listed, findings);
    if (findings.isEmpty())
      for (Map.Entry<String, String> file : lists(jars).entrySet()) {
        Path list = supply.root.resolve("docker/supply").resolve(file.getKey());
        if (rewrite) {
          Files.createDirectories(list.getParent());
          Files.writeString(list, file.getValue(), UTF_8);
        } else {
          String committed = Files.exists(list) ? Files.readString(list) : "";
          if (file.getKey().endsWith(".tsv")) findings.addAll(differences(listed, jars));
          else if (!committed.equals(file.getValue()) && findings.isEmpty())
            findings.add("docker/supply/" + file.getKey() + " is not that of dependencies.tsv");
        }
      }
    findings.forEach(System.err::println);
    if (findings.isEmpty()) return;
    System.err.println(
        "What comes into the ledger is looked at before it does: who makes it, its licence, what it"
            + " brings along. When you have done so, write it down with `mvn -q"
            + " dependency:collect@supply && java .mvn/Supply.java rewrite` and commit"
            + " docker/supply with your change.");
    System.exit(1);
  }

  private Map<String, Jar> listed() throws IOException {
    Path list = root.resolve("docker/supply/dependencies.tsv");
    Map<String, Jar> listed = new TreeMap<>();
    if (Files.exists(list))
      for (String line : Files.readAllLines(list)) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 4)
          listed.put(cells[0], new Jar(cells[0], cells[1], cells[2], cells[3]));
      }
    listed.remove(HEAD.name());
    return listed;
  }

  private List<Jar> resolved(Map<String, Jar> listed, List<String> findings) throws IOException {
    Map<String, String> uses = new TreeMap<>();
    Map<String, Path> files = new TreeMap<>();
    for (String module : MODULES) {
      Path list = root.resolve(module).resolve(COLLECTED);
      if (Files.notExists(list)) {
        findings.add(
            list + " is not there: build all modules, not " + module + " without the rest");
        continue;
      }
      for (String line : Files.readAllLines(list)) {
        Matcher jar = LINE.matcher(line);
        if (!jar.matches() || line.strip().startsWith(OURS)) continue;
        String classifier = jar.group(3) == null ? "" : jar.group(3);
        String name =
            String.join(":", jar.group(1), jar.group(2), jar.group(4))
                + (classifier.isEmpty() ? "" : ":" + classifier);
        // What ledger compiles with may be shipped in another version: the one that api resolves.
        boolean ships = module.equals(APPLICATION) && !jar.group(5).equals("test");
        uses.merge(name, ships ? "shipped" : "test", Supply::stronger);
        files.put(name, jar(jar.group(1), jar.group(2), jar.group(4), classifier));
      }
    }
    Map<String, Jar> jars = new TreeMap<>();
    uses.entrySet().parallelStream()
        .map(each -> {
          Path file = files.get(each.getKey());
          if (Files.notExists(file)) return new Jar(each.getKey(), "missing", "", "");
          String sha256 = sha256(file);
          Jar known = listed.get(each.getKey());
          String[] name = each.getKey().split(":");
          return new Jar(
              each.getKey(),
              each.getValue(),
              sha256,
              known != null && known.sha256().equals(sha256)
                  ? known.licence()
                  : licence(name[0], name[1], name[2]));
        })
        .sequential()
        .forEach(jar -> jars.put(jar.name(), jar));
    for (Jar jar : jars.values())
      if (jar.use().equals("missing"))
        findings.add(
            jar.name() + " is not in the local repository yet: mvn test-compile fetches it");
      else if (jar.licence().contains("?"))
        findings.add(
            jar.name() + " has a licence that Supply.java does not know: " + jar.licence());
      else if (jar.use().equals("shipped")
          && !MAY_BE_SHIPPED.containsAll(List.of(jar.licence().split(" "))))
        findings.add(jar.name() + " may not be shipped: " + jar.licence());
    return List.copyOf(jars.values());
  }

  private static String stronger(String one, String other) {
    return one.equals("shipped") ? one : other;
  }

  private static Map<String, String> lists(List<Jar> jars) {
    StringBuilder table = new StringBuilder(HEAD.line()).append('\n');
    for (Jar jar : jars) table.append(jar.line()).append('\n');

    Map<String, Set<String>> byLicence = new TreeMap<>();
    for (Jar jar : jars)
      if (jar.use().equals("shipped"))
        byLicence.computeIfAbsent(jar.licence(), unknown -> new TreeSet<>()).add(jar.name());
    StringBuilder licences =
        new StringBuilder(
            """
            Whose work is in the application's jar, by licence (SPDX), as the makers' poms name it.
            Written by .mvn/Supply.java from what Maven resolves.
            """);
    byLicence.forEach((licence, names) -> {
      licences.append("\n%s (%d)\n".formatted(licence, names.size()));
      names.forEach(name -> licences.append("  ").append(name).append('\n'));
    });
    return Map.of("dependencies.tsv", table.toString(), "licences.txt", licences.toString());
  }

  private static List<String> differences(Map<String, Jar> listed, List<Jar> jars) {
    List<String> differences = new ArrayList<>();
    Set<String> unused = new TreeSet<>(listed.keySet());
    for (Jar jar : jars) {
      Jar known = listed.get(jar.name());
      unused.remove(jar.name());
      if (known == null)
        differences.add("not listed: %s (%s, %s)".formatted(jar.name(), jar.use(), jar.licence()));
      else if (!known.sha256().equals(jar.sha256()))
        differences.add("other bytes than those listed: " + jar.name());
      else if (!known.equals(jar))
        differences.add("listed as %s: %s is %s".formatted(known.use(), jar.name(), jar.use()));
    }
    unused.forEach(name -> differences.add("not used any more: " + name));
    return differences.stream().map(each -> "docker/supply/dependencies.tsv: " + each).toList();
  }

  private Path jar(String group, String artifact, String version, String classifier) {
    return folder(group, artifact, version)
        .resolve(
            artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar");
  }

  private Path folder(String group, String artifact, String version) {
    return repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
  }

  private static String sha256(Path file) {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void licence(String names, String spdx) {
    LICENCES.put(Pattern.compile(names, Pattern.CASE_INSENSITIVE), spdx);
  }

  /** The licence that the artifact's pom names, or the nearest of those it is built on. */
  private String licence(String group, String artifact, String version) {
    Path pom = folder(group, artifact, version).resolve(artifact + "-" + version + ".pom");
    if (Files.notExists(pom)) return "?no-pom";
    Element project = read(pom);
    List<String> names =
        child(project, "licenses").stream()
            .flatMap(licences -> children(licences, "license"))
            .map(licence -> text(licence, "name").orElse("?"))
            .map(name -> name.replaceAll("\\s+", " ").strip())
            .toList();
    if (!names.isEmpty())
      return names.stream().map(Supply::spdx).distinct().sorted().collect(Collectors.joining(" "));
    Optional<Element> parent = child(project, "parent");
    if (parent.isEmpty()) return "?none-named";
    return licence(
        text(parent.get(), "groupId").orElse(""),
        text(parent.get(), "artifactId").orElse(""),
        text(parent.get(), "version").orElse(""));
  }

  private static String spdx(String name) {
    return LICENCES.entrySet().stream()
        .filter(each -> each.getKey().matcher(name).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("?" + name.replace(' ', '_'));
  }

  private static Element read(Path pom) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(pom.toString(), e);
    }
  }

  private static Stream<Element> children(Element element, String name) {
    Stream.Builder<Element> children = Stream.builder();
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling())
      if (each instanceof Element child && child.getTagName().equals(name)) children.add(child);
    return children.build();
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element, name).findFirst();
  }

  private static Optional<String> text(Element element, String name) {
    return child(element, name).map(each -> each.getTextContent().strip());
  }
}
