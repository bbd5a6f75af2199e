package org.sunshineledger.api.orders;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;

/**
 * What stands in a form, by the paths of its fields: what was sent, or what a new form begins with.
 * It remembers what was asked for, so that what no field has can be named.
 */
final class FormValues {

  /** The key under which what is sent is recorded once, and the buttons of rows. */
  static final String KEY = "_key";

  static final String ADD = "_add";
  static final String REMOVE = "_remove";

  private static final Set<String> BESIDE = Set.of(KEY, ADD, REMOVE, "_csrf", "lang");

  /** Whoever has more has a list, and imports it. */
  static final int MOST_ROWS = 100;

  private static final int LONGEST_NAME = 100;
  private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,6})]");

  private final Map<String, List<String>> sent;
  private final boolean isNew;
  private final Set<String> asked = new HashSet<>();
  private final Texts texts;

  private FormValues(Map<String, List<String>> sent, boolean isNew, Texts texts) {
    this.sent = sent;
    this.isNew = isNew;
    this.texts = texts;
  }

  static FormValues sent(HttpServletRequest request, Texts texts) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> sent.put(name, List.of(values)));
    return new FormValues(sent, false, texts);
  }

  /** Of a form that nobody has filled in yet. */
  static FormValues beginning(Map<String, String> defaults, Texts texts) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    defaults.forEach((path, value) -> sent.put(path, List.of(value)));
    return new FormValues(sent, true, texts);
  }

  /** Whether it is a new form, in which a row that must be there stands empty. */
  boolean isNew() {
    return isNew;
  }

  /** What was sent under a name, or null. */
  @Nullable String get(String name) {
    List<String> values = sent.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  String one(String path) {
    asked.add(path);
    String value = get(path);
    return value == null ? "" : value;
  }

  List<String> all(String path) {
    asked.add(path);
    return sent.getOrDefault(path, List.of()).stream().filter(it -> !it.isBlank()).toList();
  }

  /** Whether a button asked for rows, and nothing is to be recorded. */
  boolean isAboutRows() {
    return get(ADD) != null || get(REMOVE) != null;
  }

  /**
   * Numbers of the rows of a table, as they were sent; one more when it was asked for and there is
   * room.
   *
   * @throws Faulty when more were sent than any form has
   */
  List<Integer> rows(String path) {
    Set<Integer> rows = new TreeSet<>();
    for (String name : sent.keySet()) {
      if (!name.startsWith(path + "[")) continue;
      Matcher index = INDEX.matcher(name).region(path.length(), name.length());
      if (index.lookingAt()) rows.add(Integer.valueOf(index.group(1)));
    }
    String remove = get(REMOVE);
    rows.removeIf(row -> (path + "[" + row + "]").equals(remove));
    if (rows.size() > MOST_ROWS)
      throw Faulty.malformed(path, texts.of("malformed.too-many-lines", MOST_ROWS));
    if (path.equals(get(ADD)) && rows.size() < MOST_ROWS)
      rows.add(rows.stream().mapToInt(it -> it + 1).max().orElse(0));
    return List.copyOf(rows);
  }

  /** Names that no field has, cut where they are too long to be any. */
  List<String> unknown() {
    return sent.keySet().stream()
        .filter(name -> !asked.contains(name) && !BESIDE.contains(name))
        .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
        .toList();
  }
}
