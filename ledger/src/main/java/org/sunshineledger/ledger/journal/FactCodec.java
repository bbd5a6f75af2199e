package org.sunshineledger.ledger.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The detail of a fact as bytes: one CloudEvents 1.0 object in structured JSON, UTF-8, compact,
 * keys in the order of the record components, nulls left out. Written once and hashed: the same
 * fact must give the same bytes for ever.
 */
public final class FactCodec {

  private static final String SOURCE = "/sunshine-ledger";

  private final FactTypes types;
  private final JsonMapper mapper = mapper();
  private final ObjectWriter envelopeWriter = mapper.writerFor(Envelope.class);
  private final ObjectReader envelopeReader = mapper.readerFor(Envelope.class);
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final Map<Class<?>, ObjectReader> readers = new HashMap<>();

  public FactCodec(FactTypes types) {
    this.types = types;
    for (Class<?> type : types.classes()) {
      writers.put(type, mapper.writerFor(type));
      readers.put(type, mapper.readerFor(type));
    }
  }

  /** A mapper with the rules of the stored JSON, strict on reading. */
  static JsonMapper mapper() {
    return JsonMapper.builder()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        // The end of the outer object is looked at here; inner values are followed by more.
        .disable(
            DeserializationFeature.ACCEPT_FLOAT_AS_INT,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  public FactTypes types() {
    return types;
  }

  /** The detail bytes of a fact that is about to be appended. */
  public byte[] encode(UUID id, String stream, long sequence, Envelope envelope, Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_536);
    try (JsonGenerator json = mapper.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("specversion", "1.0");
      json.writeStringProperty("id", id.toString());
      json.writeStringProperty("source", SOURCE);
      json.writeStringProperty("type", types.nameOf(event.getClass()));
      json.writeStringProperty("subject", stream);
      json.writeStringProperty("datacontenttype", "application/json");
      json.writeNumberProperty("streamsequence", sequence);
      json.writeObjectPropertyStart("data");
      json.writeName("envelope");
      envelopeWriter.writeValue(json, envelope);
      json.writeName("event");
      writer(event).writeValue(json, event);
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private ObjectWriter writer(Event event) {
    ObjectWriter writer = writers.get(event.getClass());
    if (writer == null)
      throw new IllegalArgumentException("not a registered event: " + event.getClass());
    return writer;
  }

  /**
   * The fact behind a row.
   *
   * @throws IllegalStateException naming the position, when the detail is not what the row says it
   *     is, or of a type this version does not know
   */
  public Fact decode(StoredFact row) {
    Class<? extends Event> type = types.classOf(row.type(), row.position());
    List<Upcaster> steps = types.stepsFrom(row.type());
    if (!steps.isEmpty()) return decodeOlder(row, type, steps);
    try (JsonParser json = mapper.createParser(row.detail())) {
      Reading reading = new Reading(row, json);
      reading.head();
      reading.opens("envelope");
      Envelope envelope = envelopeReader.readValue(json);
      reading.opens("event");
      Event event = type.cast(reader(type).readValue(json));
      reading.closes();
      return fact(row, envelope, event);
    }
  }

  /** What an older version wrote goes through a tree: it is the rare case. */
  private Fact decodeOlder(StoredFact row, Class<? extends Event> type, List<Upcaster> steps) {
    try (JsonParser json = mapper.createParser(row.detail())) {
      Reading reading = new Reading(row, json);
      reading.head();
      ObjectNode data = mapper.readTree(json).asObject();
      reading.ends();
      for (Upcaster step : steps) step.upcast(data);
      return fact(
          row,
          envelopeReader.readValue(data.required("envelope")),
          type.cast(reader(type).readValue(data.required("event"))));
    }
  }

  /**
   * The row behind a detail that was taken out of a journal: what else its columns hold is said by
   * the detail itself. Whether it is the detail of that position only its entry tells.
   *
   * @throws IllegalStateException naming the position, when the bytes are no detail
   */
  public StoredFact opened(long position, Instant recordedAt, byte[] salt, byte[] detail) {
    Map<String, String> head = new HashMap<>();
    try (JsonParser json = mapper.createParser(detail)) {
      json.nextToken();
      // What the fact says comes last, and is not looked at here.
      for (String key = json.nextName();
          key != null && json.nextToken().isScalarValue();
          key = json.nextName()) head.put(key, json.getString());
      return new StoredFact(
          position,
          recordedAt,
          UUID.fromString(head.getOrDefault("id", "")),
          head.getOrDefault("subject", ""),
          Long.parseLong(head.getOrDefault("streamsequence", "")),
          head.getOrDefault("type", ""),
          salt,
          detail);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalStateException("no detail of a fact at position " + position, e);
    }
  }

  private ObjectReader reader(Class<? extends Event> type) {
    ObjectReader reader = readers.get(type);
    if (reader == null) throw new IllegalStateException("not a registered event: " + type);
    return reader;
  }

  private static Fact fact(StoredFact row, Envelope envelope, Event event) {
    return new Fact(
        row.position(),
        row.recordedAt(),
        row.id(),
        row.stream(),
        row.sequence(),
        row.type(),
        envelope,
        event);
  }

  /** Walks the outer object, whose keys stand in a fixed order. */
  private static final class Reading {

    private final StoredFact row;
    private final JsonParser json;

    Reading(StoredFact row, JsonParser json) {
      this.row = row;
      this.json = json;
      if (json.nextToken() != JsonToken.START_OBJECT) throw contradiction("an object");
    }

    /** Up to the first token of the data. */
    void head() {
      says("specversion", "1.0");
      says("id", row.id().toString());
      says("source", SOURCE);
      says("type", row.type());
      says("subject", row.stream());
      says("datacontenttype", "application/json");
      says("streamsequence", Long.toString(row.sequence()));
      opens("data");
    }

    void says(String key, String value) {
      if (!key.equals(json.nextName())) throw contradiction(key);
      json.nextToken();
      if (!value.equals(json.getString())) throw contradiction(key + " " + value);
    }

    /** Stops at the first token of the key's value. */
    void opens(String key) {
      if (!key.equals(json.nextName()) || json.nextToken() != JsonToken.START_OBJECT)
        throw contradiction(key);
    }

    void closes() {
      if (json.nextToken() != JsonToken.END_OBJECT) throw contradiction("the end");
      ends();
    }

    void ends() {
      if (json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null)
        throw contradiction("the end");
    }

    private IllegalStateException contradiction(String expected) {
      return new IllegalStateException(
          "the detail at position %d does not have %s where its row asks for it"
              .formatted(row.position(), expected));
    }
  }
}
