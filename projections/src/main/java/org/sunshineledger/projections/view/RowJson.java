package org.sunshineledger.projections.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A row as JSON: components in their order, nulls left out. */
final class RowJson<R extends Record> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** Decimals keep every digit. */
  private static final ObjectReader TREES =
      MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final ObjectReader reader;
  private final ObjectWriter writer;

  RowJson(Class<R> type) {
    reader = MAPPER.readerFor(type);
    writer = MAPPER.writerFor(type);
  }

  R read(String json) {
    return reader.readValue(json);
  }

  /** Of {@link #bytes}. */
  R read(byte[] json) {
    return reader.readValue(json);
  }

  /** In UTF-8. */
  byte[] bytes(R row) {
    return writer.writeValueAsBytes(row);
  }

  String write(R row) {
    return writer.writeValueAsString(row);
  }

  /** What is stored of the row, to be compared value by value. */
  JsonNode tree(R row) {
    return TREES.readTree(write(row));
  }
}
