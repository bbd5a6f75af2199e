package org.sunshineledger.ledger.rules;

import static java.util.stream.Collectors.toSet;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one file of rules, and says of every mistake in which line it is. */
final class RuleFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final Set<String> KEYS =
      Set.of("version", "jurisdiction", "name", "base", "supersedes", "rules");

  private static final Set<String> KEYS_OF_A_RULE =
      Set.of("code", "severity", "source", "confidence", "from", "until", "terms");

  private final String name;
  private final JsonNode root;

  /** From the place of a value, as a JSON pointer, to its line. */
  private final Map<String, Integer> lines = new HashMap<>();

  RuleFile(String name, String text) {
    this.name = name;
    try (JsonParser parser = YAML.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
        lines.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      this.root = YAML.readTree(text);
    } catch (JacksonException e) {
      throw new RuleSetMistaken(name, lineOf(e), e.getOriginalMessage());
    }
    requireKnownKeys(root, "", KEYS);
  }

  private static int lineOf(JacksonException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }

  String version() {
    return text(root, "", "version");
  }

  /** The version it is built on, or null. */
  @Nullable String base() {
    return root.has("base") ? text(root, "", "base") : null;
  }

  /**
   * The rule set of the file.
   *
   * @param base the edition it is built on
   */
  RuleSet read(@Nullable RuleSet base) {
    Map<Rule, List<Provision>> provisions = new EnumMap<>(Rule.class);
    JsonNode rules = root.path("rules");
    if (!rules.isArray()) throw mistake("", "the list of rules is missing");
    for (int i = 0; i < rules.size(); i++) {
      Provision provision = provision(rules.get(i), "/rules/" + i);
      provisions.computeIfAbsent(provision.rule(), _ -> new ArrayList<>()).add(provision);
    }
    provisions.values().forEach(this::requireOneAtATime);
    return new RuleSet(
        version(),
        text(root, "", "jurisdiction"),
        text(root, "", "name"),
        base,
        root.has("supersedes") ? text(root, "", "supersedes") : null,
        provisions);
  }

  private Provision provision(JsonNode entry, String at) {
    requireKnownKeys(entry, at, KEYS_OF_A_RULE);
    Rule rule = value(entry, at, "code", Rule::valueOf);
    if (rule.kind() == Rule.Kind.IMPOSSIBLE)
      throw mistake(at + "/code", rule + " holds everywhere and always: it is no matter of rules");
    LocalDate from = value(entry, at, "from", LocalDate::parse);
    LocalDate until = entry.has("until") ? value(entry, at, "until", LocalDate::parse) : null;
    if (until != null && !until.isAfter(from))
      throw mistake(at + "/until", "%s ends before it begins".formatted(rule));
    return new Provision(
        rule,
        value(entry, at, "severity", Severity::valueOf),
        text(entry, at, "source"),
        value(entry, at, "confidence", Confidence::valueOf),
        from,
        until,
        terms(rule, entry, at),
        line(at));
  }

  private @Nullable Terms terms(Rule rule, JsonNode entry, String at) {
    Class<? extends Terms> type = rule.terms();
    JsonNode terms = entry.path("terms");
    if (type == null) {
      if (entry.has("terms")) throw mistake(at + "/terms", rule + " has no terms");
      return null;
    }
    if (terms.isMissingNode()) throw mistake(at, "the terms of %s are missing".formatted(rule));
    requireKnownKeys(
        terms,
        at + "/terms",
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).collect(toSet()));
    try {
      return YAML.treeToValue(terms, type);
    } catch (JacksonException e) {
      StringBuilder pointer = new StringBuilder(at + "/terms");
      for (JacksonException.Reference step : e.getPath())
        pointer.append('/').append(step.getPropertyName());
      throw mistake(pointer.toString(), withoutHint(e.getOriginalMessage()));
    }
  }

  /** The library ends its sentences with the names of its switches. */
  private static String withoutHint(String message) {
    int hint = message.indexOf("; `");
    return hint < 0 ? message : message.substring(0, hint);
  }

  private void requireOneAtATime(List<Provision> ofOneRule) {
    ofOneRule.sort(Comparator.comparing(Provision::from));
    for (int i = 1; i < ofOneRule.size(); i++) {
      Provision before = ofOneRule.get(i - 1);
      Provision after = ofOneRule.get(i);
      LocalDate end = before.until();
      if (end == null || end.isAfter(after.from()))
        throw new RuleSetMistaken(
            name,
            after.line(),
            "%s from %s overlaps what stands in line %d"
                .formatted(after.rule(), after.from(), before.line()));
      if (end.isBefore(after.from()))
        throw new RuleSetMistaken(
            name,
            after.line(),
            "nothing is said of %s between %s and %s, see line %d"
                .formatted(after.rule(), end, after.from(), before.line()));
    }
  }

  private void requireKnownKeys(JsonNode node, String at, Set<String> known) {
    if (!node.isObject()) throw mistake(at, "an object is expected here");
    for (String key : node.propertyNames())
      if (!known.contains(key)) throw mistake(at + "/" + key, "unknown key " + key);
  }

  private String text(JsonNode node, String at, String key) {
    return value(node, at, key, text -> text);
  }

  private <T> T value(JsonNode node, String at, String key, Function<String, T> reading) {
    JsonNode value = node.path(key);
    if (!value.isValueNode() || value.isNull()) throw mistake(at, key + " is missing");
    try {
      return reading.apply(value.asString());
    } catch (RuntimeException e) {
      throw mistake(at + "/" + key, "not a %s: %s".formatted(key, value.asString()));
    }
  }

  RuleSetMistaken mistake(String at, String why) {
    return new RuleSetMistaken(name, line(at), why);
  }

  private int line(String at) {
    for (String pointer = at; !pointer.isEmpty(); pointer = parent(pointer)) {
      Integer line = lines.get(pointer);
      if (line != null) return line;
    }
    return 1;
  }

  private static String parent(String pointer) {
    return pointer.substring(0, pointer.lastIndexOf('/'));
  }
}
