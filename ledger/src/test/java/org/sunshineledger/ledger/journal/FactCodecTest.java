package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;

@DisplayName("A fact, to the byte,")
class FactCodecTest {

  private static final UUID ID = UUID.fromString("5a0e1c7e-3b1d-4c59-9f3e-0d6f5a1b2c3d");
  private static final RegionCode BAQIAN = new RegionCode("410184109");
  private static final Envelope ENVELOPE =
      new Envelope(
          LocalDate.of(2016, 1, 15),
          new Actor(
              new OfficerId("GB-0007"), Post.POVERTY_OFFICE_HEAD, "扶贫办", new RegionCode("410100")),
          List.of(new Signer(new OfficerId("GB-0008"), Signer.Capacity.APPROVER)),
          "zhengzhou-2014.1",
          new Place(null, BAQIAN, new RegionCode("410171"), new RegionCode("410100")),
          null,
          List.of(),
          Mode.BACKFILL,
          Origin.SYNTHETIC,
          List.of(),
          new UUID(0, 1),
          null);
  private static final RegionTransferred EVENT =
      new RegionTransferred(BAQIAN, new RegionCode("410184"), new RegionCode("410171"));

  private static final String DETAIL =
      """
      {"specversion":"1.0","id":"5a0e1c7e-3b1d-4c59-9f3e-0d6f5a1b2c3d",\
      "source":"/sunshine-ledger","type":"region.region-transferred.v1",\
      "subject":"region/410184109","datacontenttype":"application/json","streamsequence":1,\
      "data":{"envelope":{"occurredOn":"2016-01-15",\
      "actor":{"officer":"GB-0007","post":"POVERTY_OFFICE_HEAD","office":"扶贫办",\
      "region":"410100"},\
      "signers":[{"officer":"GB-0008","capacity":"APPROVER"}],"ruleSet":"zhengzhou-2014.1",\
      "place":{"township":"410184109","county":"410171","city":"410100"},\
      "evidence":[],"mode":"BACKFILL","origin":"SYNTHETIC","breaches":[],\
      "correlation":"00000000-0000-0000-0000-000000000001"},\
      "event":{"region":"410184109","from":"410184","to":"410171"}}}\
      """;

  private final FactCodec codec = new FactCodec(Ledger.published());

  private static StoredFact row(String detail) {
    return new StoredFact(
        41,
        Instant.parse("2016-10-17T08:30:00Z"),
        ID,
        "region/410184109",
        1,
        "region.region-transferred.v1",
        HexFormat.of().parseHex("00112233445566778899aabbccddeeff".repeat(2)),
        detail.getBytes(UTF_8));
  }

  @Test
  void isOneCompactObjectInFixedOrderWithoutNulls() {
    byte[] detail = codec.encode(ID, "region/410184109", 1, ENVELOPE, EVENT);
    assertThat(new String(detail, UTF_8)).isEqualTo(DETAIL);
  }

  @Test
  void comesBackAsItWent() {
    Fact fact = codec.decode(row(DETAIL));
    assertThat(fact.envelope()).isEqualTo(ENVELOPE);
    assertThat(fact.event()).isEqualTo(EVENT);
    assertThat(fact.position()).isEqualTo(41);
    assertThat(fact.isSynthetic()).isTrue();
  }

  /**
   * Known answer, made with {@code printf} of the detail after {@code xxd -r -p} of the salt, then
   * {@code openssl dgst -sha256 -binary | base64}.
   */
  @Test
  void hasAnEntryOfFourLines() {
    StoredFact row = row("{\"a\":1}");
    assertThat(new String(row.entry(), UTF_8))
        .isEqualTo(
            """
            sunshine-ledger/v1
            5a0e1c7e-3b1d-4c59-9f3e-0d6f5a1b2c3d
            2016-10-17T08:30:00.000000Z
            53RvQ9Fz0iR4i1wEpVridMDIFgid1BJ1snG2youLpZo=
            """);
  }

  @Test
  void hasAnEntryThatDependsOnNothingButIdTimeSaltAndDetail() {
    StoredFact row = row(DETAIL);
    StoredFact elsewhere =
        new StoredFact(
            7, row.recordedAt(), ID, "other/1", 9, "other.type.v1", row.salt(), row.detail());
    assertThat(Sha256.of(elsewhere.entry())).isEqualTo(Sha256.of(row.entry()));
  }

  @Test
  void isRefusedWithAKeyNobodyKnows() {
    assertThatThrownBy(() -> codec.decode(row(DETAIL.replace("\"to\":", "\"more\":1,\"to\":"))))
        .hasMessageContaining("more");
    assertThatThrownBy(() -> codec.decode(row(DETAIL.replace("}}}", "}},\"more\":1}"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("position 41");
    assertThatThrownBy(() -> codec.decode(row(DETAIL + "{}")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("position 41");
  }

  @Test
  void isRefusedWhenItIsNotWhatItsRowSays() {
    for (String change : List.of("subject\":\"region/410184108", "streamsequence\":2"))
      assertThatThrownBy(() ->
              codec.decode(
                  row(DETAIL.replaceFirst(change.replaceFirst("\":.*", "\":[^,]*"), change))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("position 41");
  }

  @Test
  void isRefusedWhenItsTypeIsUnknown() {
    StoredFact row = row(DETAIL);
    StoredFact unknown =
        new StoredFact(
            row.position(),
            row.recordedAt(),
            ID,
            row.stream(),
            1,
            "region.region-abolished.v1",
            row.salt(),
            row.detail());
    assertThatThrownBy(() -> codec.decode(unknown))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("region.region-abolished.v1")
        .hasMessageContaining("position 41");
  }
}
