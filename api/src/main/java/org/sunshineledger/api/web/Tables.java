package org.sunshineledger.api.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables of a page in its content: every list of records is one, under the name of its
 * component, and so are those of the records in it. Of two with one name the outer counts.
 */
final class Tables {

  /** The way up to the region above, which is no list of the page. */
  private static final Set<String> NO_TABLES = Set.of("path");

  private static final int DEEPEST = 3;

  private final Map<String, Table> tables = new LinkedHashMap<>();

  private Tables() {}

  static List<Table> of(List<Table> whole, Object content) {
    Tables found = new Tables();
    for (Table table : whole) found.tables.put(table.name(), table);
    if (content.getClass().isRecord()) found.collect(content.getClass(), content, 1);
    return List.copyOf(found.tables.values());
  }

  /** Those of a content of the type, without any rows. */
  static List<Table> ofType(Class<? extends Record> content) {
    Tables found = new Tables();
    found.collect(content, null, 1);
    return List.copyOf(found.tables.values());
  }

  private void collect(Class<?> record, @Nullable Object content, int depth) {
    List<RecordComponent> inner = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)
          || NO_TABLES.contains(component.getName())) continue;
      Class<? extends Record> row = rowOf(component.getGenericType());
      if (row != null) {
        Object rows = value(component, content);
        // What is not there for this reader is no table of his.
        if (content == null || rows != null)
          tables.computeIfAbsent(component.getName(), name -> table(name, row, rows));
      } else if (Columns.isRow(component.getType()) && depth < DEEPEST) inner.add(component);
    }
    for (RecordComponent component : inner)
      collect(component.getType(), value(component, content), depth + 1);
  }

  private static Table table(String name, Class<? extends Record> row, @Nullable Object rows) {
    return new Table(name, Columns.of(row), rows instanceof List<?> list ? list : List.of());
  }

  private static @Nullable Class<? extends Record> rowOf(Type type) {
    return type instanceof ParameterizedType list
            && list.getRawType() == List.class
            && list.getActualTypeArguments()[0] instanceof Class<?> row
            && Columns.isRow(row)
        ? row.asSubclass(Record.class)
        : null;
  }

  private static @Nullable Object value(RecordComponent component, @Nullable Object record) {
    return Columns.read(component.getAccessor(), record);
  }
}
