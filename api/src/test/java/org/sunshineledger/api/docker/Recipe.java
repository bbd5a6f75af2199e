package org.sunshineledger.api.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code docker/}, as whoever installs the ledger hands them to an engine. */
final class Recipe {

  static final Path FOLDER = Path.of("..", "docker").toAbsolutePath().normalize();

  /** A release by its number: neither {@code latest} nor a series such as {@code 18}. */
  static final Pattern RELEASE = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

  private Recipe() {}

  static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A line of the Dockerfile.
   *
   * @param what e.g. {@code RUN}
   * @param rest what follows, in one line
   */
  record Step(String what, String rest) {}

  /** Those of the Dockerfile in their order, without comments. */
  static List<Step> steps() {
    String joined =
        text("Dockerfile")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"))
            .replaceAll("\\s*\\\\\n\\s*", " ");
    List<Step> steps = new ArrayList<>();
    for (String line : joined.lines().filter(each -> !each.isBlank()).toList()) {
      String[] parts = line.split(" ", 2);
      steps.add(new Step(parts[0], parts[1].strip()));
    }
    return steps;
  }

  static List<String> rests(String what) {
    return steps().stream().filter(step -> step.what().equals(what)).map(Step::rest).toList();
  }

  /** The strings of a JSON array, as ENTRYPOINT and CMD have them. */
  static List<String> array(String json) {
    if (!json.startsWith("[")) throw new AssertionError(json + " goes through a shell");
    return Pattern.compile("\"([^\"]*)\"").matcher(json).results().map(m -> m.group(1)).toList();
  }

  /** One mapping of a YAML file, with its merges done and variables as nobody has set them. */
  static Yml yaml(String file) {
    return new Yml(
        file, new Yaml(new SafeConstructor(new LoaderOptions())).load(standing(text(file))));
  }

  private static String standing(String text) {
    return VARIABLE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(2)));
  }

  static Yml compose() {
    return yaml("compose.yaml");
  }

  static Map<String, Yml> services() {
    return compose().at("services").entries();
  }

  /** Those that are our own program and go on, the witness too. */
  static Map<String, Yml> programs() {
    return services().entrySet().stream()
        .filter(each -> each.getValue().at("build").isThere())
        .filter(each -> !each.getValue().at("profiles").isThere())
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  static Map<String, Yml> nodes() {
    Map<String, Yml> nodes = new TreeMap<>(programs());
    nodes.values().removeIf(each -> each.at("command").isThere());
    return nodes;
  }

  /**
   * A value of a YAML file.
   *
   * @param where its path, for messages
   */
  record Yml(String where, @Nullable Object value) {

    boolean isThere() {
      return value != null;
    }

    Yml at(String key) {
      return new Yml(where + "." + key, value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Map<String, Yml> entries() {
      Map<String, Yml> entries = new TreeMap<>();
      if (value instanceof Map<?, ?> map)
        for (Object key : map.keySet()) entries.put(String.valueOf(key), at(String.valueOf(key)));
      else if (value != null) throw new AssertionError(where + " is no mapping");
      return entries;
    }

    List<Yml> items() {
      if (value == null) return List.of();
      if (!(value instanceof List<?> list)) throw new AssertionError(where + " is no list");
      List<Yml> items = new ArrayList<>();
      for (Object each : list) items.add(new Yml(where + "[" + items.size() + "]", each));
      return items;
    }

    List<String> texts() {
      return items().stream().map(Yml::text).toList();
    }

    String text() {
      if (value == null) throw new AssertionError(where + " is not there");
      return String.valueOf(value);
    }

    /** Every value below, with its path. */
    Stream<Yml> all() {
      if (value instanceof Map<?, ?>) return entries().values().stream().flatMap(Yml::all);
      if (value instanceof List<?>) return items().stream().flatMap(Yml::all);
      return Stream.of(this);
    }
  }

  /**
   * A file or folder that a service sees.
   *
   * @param from a path beside the compose file, or a volume's name
   * @param to a path in the container
   */
  record Mount(String from, String to, boolean readOnly) {

    boolean isFile() {
      return from.startsWith(".");
    }

    Path path() {
      return FOLDER.resolve(from).normalize();
    }
  }

  static List<Mount> mounts(Yml service) {
    return service.at("volumes").texts().stream()
        .map(each -> each.split(":", -1))
        .map(each -> new Mount(each[0], each[1], each.length > 2 && each[2].equals("ro")))
        .toList();
  }
}
