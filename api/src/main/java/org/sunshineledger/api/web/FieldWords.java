package org.sunshineledger.api.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Paths of values in rows, in the words that the headings of tables have for them: {@code
 * duties[3].from} reads 职责 › 第 4 项 › 自. A name that has no word stands as it is.
 */
@Component("fieldWords")
public final class FieldWords {

  private static final Pattern STEP =
      Pattern.compile(
          "\\[(?<place>\\d{1,9})]|\\[\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"]|(?<name>[^.\\[]+)");

  private final Texts texts;

  FieldWords(Texts texts) {
    this.texts = texts;
  }

  /** Of a path as {@link org.sunshineledger.projections.view.FieldPath} writes it. */
  public String of(String path) {
    List<String> words = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      String place = step.group("place");
      String quoted = step.group("quoted");
      String name = step.group("name");
      if (place != null) words.add(texts.of("field.nth", Integer.parseInt(place) + 1));
      else if (quoted != null) words.add(quoted);
      else if (name != null) words.add(texts.orElse("csv." + name, name));
    }
    return String.join(" › ", words);
  }

  /**
   * A value of a row as it is read aloud: what it holds by its words, one after the other, {@code
   * {"households":2,"persons":5}} as 户数：2；人数：5. Text and figures stand as they are.
   */
  public String said(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) return "—";
    if (value.isBoolean()) return said(value.asBoolean());
    if (!value.isContainer()) return value.asString();
    if (value.isEmpty()) return texts.of("field.empty");
    List<String> all = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode item : value) all.add(within(item));
    } else {
      for (Map.Entry<String, JsonNode> each : value.properties())
        all.add(pair(texts.orElse("csv." + each.getKey(), each.getKey()), within(each.getValue())));
    }
    return oneAfterTheOther(all);
  }

  private String within(JsonNode value) {
    String said = said(value);
    return value.isContainer() && !value.isEmpty() ? within(said) : said;
  }

  /** Whether it is so. */
  public String said(boolean yes) {
    return texts.of(yes ? "csv.yes" : "csv.no");
  }

  /** A value by what it is called. */
  public String pair(String label, String said) {
    return texts.of("field.pair", label, said);
  }

  /** What several values are together, as one of the values around it. */
  public String within(String said) {
    return texts.of("field.within", said);
  }

  /** Several values of one. */
  public String oneAfterTheOther(List<String> said) {
    return String.join(texts.of("field.next"), said);
  }
}
