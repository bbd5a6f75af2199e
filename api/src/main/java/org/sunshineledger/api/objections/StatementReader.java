package org.sunshineledger.api.objections;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.vault.Statement;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the public sends. What is wrong it names by field; nothing of it is ever repeated. */
@Component
final class StatementReader {

  /** 2,000 Chinese characters, each escaped, and the rest. */
  private static final int LARGEST_BODY_BYTES = 1 << 15;

  private static final int DEEPEST_NESTING = 3;
  private static final int MOST_POSITIONS = 20;
  private static final List<String> TEXTS = List.of("grounds", "region", "text", "name", "phone");

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Texts texts;

  StatementReader(Texts texts) {
    this.texts = texts;
  }

  /**
   * An objection as it is sent.
   *
   * @param name and {@code phone} may be left out
   */
  record ObjectionBody(
      @Nullable ObjectionGrounds grounds,
      @Nullable String text,
      @Nullable String name,
      @Nullable String phone) {}

  /**
   * A report as it is sent.
   *
   * @param region where it happened
   * @param positions of facts it is about; they, the name and the phone may be left out
   */
  record ReportBody(
      @Nullable RegionCode region,
      @Nullable List<Long> positions,
      @Nullable String text,
      @Nullable String name,
      @Nullable String phone) {}

  <T> T read(InputStream in, Class<T> type) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_BODY_BYTES + 1);
    if (bytes.length > LARGEST_BODY_BYTES)
      throw Faulty.of(Fault.TOO_LARGE, "> " + LARGEST_BODY_BYTES);
    try {
      JsonNode tree = json.readTree(bytes);
      if (!tree.isObject()) throw malformed("body", "wrong-form");
      // A number would be read as a text.
      for (String field : TEXTS)
        if (!tree.path(field).isMissingNode()
            && !tree.path(field).isNull()
            && !tree.path(field).isString()) throw malformed(field, "wrong-form");
      return json.treeToValue(tree, type);
    } catch (JacksonException e) {
      String path =
          e.getPath().stream()
              .map(step -> String.valueOf(step.getPropertyName()))
              .filter(step -> step.matches("[A-Za-z]{1,20}"))
              .collect(Collectors.joining("."));
      throw malformed(path.isEmpty() ? "body" : path, "wrong-form");
    }
  }

  /** Blank lines and blanks around it are taken off; empty is as good as left out. */
  Statement statement(@Nullable String text, @Nullable String name, @Nullable String phone) {
    String said = plain(text);
    if (said == null) throw malformed("text", "missing");
    if (!isPrintable(said) || !Statement.isText(said, Statement.LONGEST_TEXT))
      throw malformed("text", "wrong-form");
    String called = plain(name);
    if (called != null
        && (!PlainText.isPrintable(called) || !Statement.isText(called, Statement.LONGEST_NAME)))
      throw malformed("name", "wrong-form");
    String number = plain(phone);
    if (number != null && !Statement.isPhone(number)) throw malformed("phone", "wrong-form");
    return new Statement(said, called, number);
  }

  private static @Nullable String plain(@Nullable String text) {
    if (text == null) return null;
    String plain = text.replace("\r\n", "\n").strip();
    return plain.isEmpty() ? null : plain;
  }

  /** A statement may have lines. */
  private static boolean isPrintable(String text) {
    return text.lines().allMatch(PlainText::isPrintable) && text.indexOf('\r') < 0;
  }

  List<Long> positions(@Nullable List<Long> positions) {
    if (positions == null) return List.of();
    if (positions.size() > MOST_POSITIONS
        || positions.stream().anyMatch(each -> each == null || each < 0)
        || positions.stream().distinct().count() < positions.size())
      throw malformed("positions", "wrong-form");
    return positions;
  }

  <T> T required(@Nullable T value, String field) {
    if (value == null) throw malformed(field, "missing");
    return value;
  }

  private Faulty malformed(String field, String reason) {
    return Faulty.malformed(field, texts.of("malformed." + reason));
  }
}
