package org.sunshineledger.ledger.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An aggregate's fields as JSON: for snapshots only, never hashed, read by the build that wrote it.
 */
final class AggregateJson {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultVisibility(visibility ->
              visibility
                  .withFieldVisibility(Visibility.ANY)
                  .withGetterVisibility(Visibility.NONE)
                  .withIsGetterVisibility(Visibility.NONE)
                  .withSetterVisibility(Visibility.NONE)
                  .withCreatorVisibility(Visibility.ANY))
          .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  byte[] write(Object root) {
    return mapper.writeValueAsBytes(root);
  }

  <T> T read(byte[] state, Class<T> type) {
    return mapper.readValue(state, type);
  }
}
