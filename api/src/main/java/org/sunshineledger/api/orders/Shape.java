package org.sunshineledger.api.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import tools.jackson.databind.JsonNode;

/**
 * Compares a JSON tree with the records it is to become and names the first field that is unknown,
 * missing or holds unprintable characters. Whether a value has the right form, the records say.
 */
final class Shape {

  private final Texts texts;

  Shape(Texts texts) {
    this.texts = texts;
  }

  /** Throws {@link Faulty} unless the node has exactly the fields of the type. */
  void check(JsonNode node, Type type, String path) {
    Type element = elementOf(type);
    if (node.isString()) {
      if (!PlainText.isPrintable(node.stringValue())) throw malformed(path, "wrong-form");
    } else if (node.isArray() && element != null)
      for (int i = 0; i < node.size(); i++) {
        if (node.get(i).isNull()) throw malformed("%s[%d]".formatted(path, i), "missing");
        check(node.get(i), element, "%s[%d]".formatted(path, i));
      }
    else if (type instanceof Class<?> record && record.isRecord() && !isOneValue(record))
      checkFields(node, record, path);
  }

  private void checkFields(JsonNode node, Class<?> record, String path) {
    if (!node.isObject()) throw malformed(path, "wrong-form");
    Set<String> known = new HashSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      known.add(component.getName());
      String field = path.isEmpty() ? component.getName() : path + "." + component.getName();
      JsonNode value = node.get(component.getName());
      boolean absent = value == null || value.isNull();
      if (absent && !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        throw malformed(field, "missing");
      if (!absent) check(value, component.getGenericType(), field);
    }
    for (String name : node.propertyNames())
      if (!known.contains(name))
        throw malformed(path.isEmpty() ? name : path + "." + name, "unknown-field");
  }

  private static @Nullable Type elementOf(Type type) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? list.getActualTypeArguments()[0]
        : null;
  }

  /** Ids and amounts: a record in Java, one value in JSON. */
  private static boolean isOneValue(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents())
      if (component.getAccessor().isAnnotationPresent(JsonValue.class)) return true;
    return false;
  }

  private Faulty malformed(String field, String reason) {
    return Faulty.malformed(field, texts.of("malformed." + reason));
  }
}
