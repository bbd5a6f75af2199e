package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.publication.Publications;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a published document: compact JSON, keys in the order of the record. */
public final class DocumentJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private DocumentJson() {}

  public static byte[] write(PublishedDocument document) {
    return MAPPER.writeValueAsBytes(document);
  }

  public static PublishedDocument read(byte[] bytes) {
    return MAPPER.readValue(bytes, PublishedDocument.class);
  }

  /** What a fact binds of the document. */
  static DocumentSeal seal(PublishedDocument document, @Nullable LocalDate withdrawOn) {
    return new DocumentSeal(
        Sha256.of(write(document)),
        document.rows().size(),
        document.controlTotal(),
        document.redactionPolicy(),
        withdrawOn);
  }

  /** Stores the document together with the running append. */
  static void publish(
      NoticeId notice,
      PublishedDocument document,
      Collection<UUID> subjects,
      Collection<RegionCode> regions,
      @Nullable LocalDate withdrawOn) {
    Publications.put(
        notice.stream(),
        write(document),
        new Publications.About(subjects, document.rows().size(), regions),
        withdrawOn);
  }
}
