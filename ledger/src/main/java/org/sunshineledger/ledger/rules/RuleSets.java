package org.sunshineledger.ledger.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * 政策法规: the rules of all jurisdictions, as data. A place is judged by the nearest jurisdiction that
 * has rules of its own: township, county, city, province, nation.
 */
public final class RuleSets {

  private static final List<String> OURS =
      List.of(
          "national-2014.1",
          "henan-2014.1",
          "zhengzhou-2014.1",
          "juci-mountain-2014.1",
          "example-county-2014.1");

  private final Map<String, RuleSet> byVersion = new LinkedHashMap<>();

  /** The edition that no other takes the place of, by jurisdiction. */
  private final Map<String, RuleSet> current = new HashMap<>();

  private final WorkCalendar calendar;

  private RuleSets(SequencedMap<String, RuleFile> files, WorkCalendar calendar) {
    this.calendar = calendar;
    for (RuleFile file : files.values()) read(file, files, new TreeSet<>());
    for (RuleSet set : byVersion.values()) {
      RuleSet other = current.putIfAbsent(set.jurisdiction(), set);
      if (other == null) continue;
      if (set.version().equals(other.supersedes())) continue;
      if (!other.version().equals(set.supersedes()))
        throw file(set, files)
            .mistake(
                "",
                "%s and %s are both current for %s: one of them must supersede the other"
                    .formatted(other.version(), set.version(), set.jurisdiction()));
      current.put(set.jurisdiction(), set);
    }
    if (!current.containsKey(RuleSet.NATION))
      throw new RuleSetMistaken("rules", 1, "there are none for the nation");
  }

  private static RuleFile file(RuleSet set, Map<String, RuleFile> files) {
    RuleFile file = files.get(set.version());
    if (file == null) throw new IllegalStateException("a rule set without its file");
    return file;
  }

  private RuleSet read(RuleFile file, Map<String, RuleFile> files, Set<String> above) {
    RuleSet known = byVersion.get(file.version());
    if (known != null) return known;
    if (!above.add(file.version())) throw file.mistake("/base", "it is built on itself");
    String baseVersion = file.base();
    RuleSet base = null;
    if (baseVersion != null) {
      RuleFile below = files.get(baseVersion);
      if (below == null) throw file.mistake("/base", "there is no " + baseVersion);
      base = read(below, files, above);
    }
    RuleSet set = file.read(base);
    byVersion.put(set.version(), set);
    return set;
  }

  /** The rules that come with the program. */
  public static RuleSets standard() {
    return with(List.of());
  }

  /**
   * The same and what a directory has beside them; a file there may supersede one of ours.
   *
   * @throws RuleSetMistaken with file and line
   */
  public static RuleSets standardAnd(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return with(
          found
              .filter(each -> each.toString().endsWith(".yaml"))
              .sorted()
              .map(RuleSets::file)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuleFile file(Path path) {
    try {
      return new RuleFile(path.getFileName().toString(), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RuleSets with(List<RuleFile> more) {
    SequencedMap<String, RuleFile> files = new LinkedHashMap<>();
    for (String version : OURS) {
      RuleFile file = new RuleFile(version + ".yaml", resource(version + ".yaml"));
      files.put(file.version(), file);
    }
    for (RuleFile file : more)
      if (files.put(file.version(), file) != null)
        throw file.mistake("/version", "there is another %s".formatted(file.version()));
    return new RuleSets(files, WorkCalendar.read(resource("holidays.yaml")));
  }

  private static String resource(String name) {
    try (InputStream in = RuleSets.class.getResourceAsStream("/rules/" + name)) {
      if (in == null) throw new IllegalStateException("there is no resource rules/" + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The edition by which an act in the place is judged today. */
  public RuleSet of(Place place) {
    RuleSet nearest =
        Stream.<@Nullable RegionCode>of(place.township(), place.county(), place.city())
            .flatMap(Stream::ofNullable)
            .map(region -> current.get(region.code()))
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElse(null);
    if (nearest != null) return nearest;
    RuleSet province = place.city() == null ? null : current.get(provinceOf(place.city().code()));
    return province == null ? nation() : province;
  }

  static String provinceOf(String city) {
    return city.substring(0, 2) + "0000";
  }

  RuleSet nation() {
    RuleSet nation = current.get(RuleSet.NATION);
    if (nation == null) throw new IllegalStateException("no rules for the nation");
    return nation;
  }

  /** An edition by its version, one that was superseded too. */
  public Optional<RuleSet> version(String version) {
    return Optional.ofNullable(byVersion.get(version));
  }

  /** All versions, in the order they were read. */
  public Set<String> versions() {
    return byVersion.keySet();
  }

  public WorkCalendar calendar() {
    return calendar;
  }
}
