package org.sunshineledger.ledger.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

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
          // Not through the constructor that handles an aggregate's first order.
          .constructorDetector(
              ConstructorDetector.DEFAULT.withAllowImplicitWithDefaultConstructor(false))
          .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new SimpleModule().addDeserializer(Object.class, new Untyped()))
          .build();

  byte[] write(Object root) {
    return mapper.writeValueAsBytes(root);
  }

  <T> T read(byte[] state, Class<T> type) {
    return mapper.readValue(state, type);
  }

  /** A field that does not say what it holds would come back as a map that equals nothing. */
  private static final class Untyped extends ValueDeserializer<Object> {
    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
      return context.reportInputMismatch(Object.class, "a field of an aggregate has no type");
    }
  }
}
