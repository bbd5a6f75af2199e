package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Visibility;
import tools.jackson.databind.node.ObjectNode;

/**
 * The worked example of how an event changes. A dwelling was measured in whole square metres; the
 * second version says square decimetres, the third says how it was measured. Three files hold what
 * each version stored; all of them are read as the third.
 */
@DisplayName("What an older version stored")
class EvolutionTest {

  enum Method {
    NOT_STATED,
    TAPE,
    LASER
  }

  /** The sample's events as the program has them today. */
  sealed interface SampleEvent extends Event {
    @Override
    default Visibility visibility() {
      return Visibility.PUBLIC;
    }

    @FactType("sample.dwelling-measured.v3")
    record DwellingMeasured(String dwelling, int squareDecimetres, Method method)
        implements SampleEvent {}
  }

  private record Step(String from, String to, Consumer<ObjectNode> change) implements Upcaster {
    @Override
    public void upcast(ObjectNode data) {
      change.accept((ObjectNode) data.required("event"));
    }
  }

  private static final String V1 = "sample.dwelling-measured.v1";
  private static final String V2 = "sample.dwelling-measured.v2";
  private static final String V3 = "sample.dwelling-measured.v3";

  private static final Upcaster INTO_DECIMETRES =
      new Step(
          V1,
          V2,
          event -> event.put("squareDecimetres", event.remove("squareMetres").intValue() * 100));

  private static final Upcaster WITH_METHOD =
      new Step(V2, V3, event -> event.put("method", Method.NOT_STATED.name()));

  private static final FactTypes TYPES =
      FactTypes.of(SampleEvent.class).with(WITH_METHOD, INTO_DECIMETRES);
  private static final FactCodec CODEC = new FactCodec(TYPES);

  private static StoredFact stored(String type) throws IOException {
    return new StoredFact(
        41,
        Instant.EPOCH,
        UUID.fromString("00000000-0000-4000-8000-000000000007"),
        "sample/1",
        3,
        type,
        new byte[32],
        Files.readAllBytes(Path.of("src/test/resources/evolution", type + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {V1, V2, V3})
  void isReadAsTheVersionOfToday(String type) throws IOException {
    Fact fact = CODEC.decode(stored(type));
    assertThat(fact.event())
        .isEqualTo(new SampleEvent.DwellingMeasured("D-1", 7_500, Method.NOT_STATED));
    assertThat(fact.envelope().ruleSet()).isEqualTo("zhengzhou-2014.1");
    assertThat(fact.type()).as("what it was stored as, and hashed").isEqualTo(type);
  }

  @Test
  void isWrittenInTheVersionOfTodayOnly() throws IOException {
    StoredFact oldest = stored(V1);
    Fact fact = CODEC.decode(oldest);
    byte[] today =
        CODEC.encode(fact.id(), fact.stream(), fact.sequence(), fact.envelope(), fact.event());
    assertThat(new String(today, UTF_8)).isEqualTo(new String(stored(V3).detail(), UTF_8));
    assertThat(TYPES.names()).containsExactly(V3);
    assertThat(TYPES.readable()).containsExactlyInAnyOrder(V1, V2, V3);
  }

  @Test
  void isNotReadWhereItContradictsItsRow() throws IOException {
    StoredFact v1 = stored(V1);
    StoredFact elsewhere =
        new StoredFact(41, v1.recordedAt(), v1.id(), "sample/2", 3, V1, v1.salt(), v1.detail());
    assertThatThrownBy(() -> CODEC.decode(elsewhere))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("position 41");
  }

  @Test
  void ofAVersionToComeStopsWithItsPosition() throws IOException {
    StoredFact v3 = stored(V3);
    StoredFact newer =
        new StoredFact(
            41,
            v3.recordedAt(),
            v3.id(),
            v3.stream(),
            3,
            "sample.dwelling-measured.v4",
            v3.salt(),
            v3.detail());
    assertThatThrownBy(() -> CODEC.decode(newer))
        .isInstanceOfSatisfying(
            UnknownFactType.class,
            unknown -> {
              assertThat(unknown.position()).isEqualTo(41);
              assertThat(unknown.type()).isEqualTo("sample.dwelling-measured.v4");
              assertThat(unknown)
                  .hasMessageContaining("position 41")
                  .hasMessageContaining("it knows " + V3);
            });
  }

  @Test
  void needsAWayToTheVersionOfToday() {
    FactTypes types = FactTypes.of(SampleEvent.class);
    assertThatThrownBy(() -> types.with(INTO_DECIMETRES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(V2);
    assertThatThrownBy(() -> types.with(WITH_METHOD, WITH_METHOD)).hasMessageContaining(V2);
    assertThatThrownBy(() -> types.with(new Step(V3, V1, _ -> {}))).hasMessageContaining(V3);
    assertThatThrownBy(() -> types.with(new Step(V1, V2, _ -> {}), new Step(V2, V1, _ -> {})))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
