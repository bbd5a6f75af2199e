package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Faulty.Wrong;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a JSON tree with the records it is to become and names every field that is unknown,
 * missing, holds unprintable characters or a value of the wrong form. What fields may be together,
 * the records say.
 */
final class Shape {

  /** Who sends more than so many wrong fields sends something else. */
  private static final int MOST_NAMED = 20;

  /**
   * A component of a record.
   *
   * @param isOneValue whether it stands for its record in JSON
   */
  private record Part(String name, Type type, boolean mayBeAbsent, boolean isOneValue) {

    static List<Part> of(Class<?> record) {
      return Stream.of(record.getRecordComponents())
          .map(component ->
              new Part(
                  component.getName(),
                  component.getGenericType(),
                  component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                  component.getAccessor().isAnnotationPresent(JsonValue.class)))
          .toList();
    }
  }

  /** Of each record once: to ask its class each time was most of what reading an order cost. */
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> record) {
          return Part.of(record);
        }
      };

  private final JsonMapper json;
  private final Texts texts;

  Shape(JsonMapper json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  /** Throws {@link Faulty} unless the node has exactly the fields of the type. */
  void check(JsonNode node, Class<?> type, String path) {
    List<Wrong> wrong = new ArrayList<>();
    check(node, type, path, wrong);
    if (!wrong.isEmpty()) throw Faulty.malformed(wrong);
  }

  private void check(JsonNode node, Type type, String path, List<Wrong> wrong) {
    if (wrong.size() >= MOST_NAMED) return;
    Type element = elementOf(type);
    if (node.isString() && !PlainText.isPrintable(node.stringValue()))
      wrong.add(wrong(path, "wrong-form"));
    else if (node.isArray() && element != null)
      for (int i = 0; i < node.size(); i++) {
        String at = "%s[%d]".formatted(path, i);
        if (node.get(i).isNull()) wrong.add(wrong(at, "missing"));
        else check(node.get(i), element, at, wrong);
      }
    else if (type instanceof Class<?> record && record.isRecord() && !isOneValue(record))
      checkFields(node, record, path, wrong);
    else if (node.isValueNode() && type instanceof Class<?> value)
      checkValue(node, value, path, wrong);
  }

  private void checkValue(JsonNode node, Class<?> type, String path, List<Wrong> wrong) {
    try {
      json.treeToValue(node, type);
    } catch (JacksonException e) {
      boolean isTooMuch = type == Money.class && node.isIntegralNumber();
      wrong.add(wrong(path, isTooMuch ? "too-much-money" : "wrong-form"));
    }
  }

  private void checkFields(JsonNode node, Class<?> record, String path, List<Wrong> wrong) {
    if (!node.isObject()) {
      wrong.add(wrong(path, "wrong-form"));
      return;
    }
    Set<String> known = new HashSet<>();
    for (Part part : PARTS.get(record)) {
      known.add(part.name());
      String field = path.isEmpty() ? part.name() : path + "." + part.name();
      JsonNode value = node.get(part.name());
      boolean absent = value == null || value.isNull();
      if (absent && !part.mayBeAbsent()) wrong.add(wrong(field, "missing"));
      if (!absent) check(value, part.type(), field, wrong);
    }
    for (String name : node.propertyNames())
      if (!known.contains(name))
        wrong.add(wrong(path.isEmpty() ? name : path + "." + name, "unknown-field"));
  }

  private static @Nullable Type elementOf(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? list.getActualTypeArguments()[0]
        : null;
  }

  /** Ids and amounts: a record in Java, one value in JSON. */
  private static boolean isOneValue(Class<?> record) {
    return PARTS.get(record).stream().anyMatch(Part::isOneValue);
  }

  private Wrong wrong(String field, String reason) {
    return new Wrong(field, texts.of("malformed." + reason));
  }
}
