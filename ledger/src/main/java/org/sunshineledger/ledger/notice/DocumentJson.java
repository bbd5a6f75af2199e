package org.sunshineledger.ledger.notice;

import org.sunshineledger.ledger.fact.NoticeId;
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

  /** Stores the document together with the running append and says what the fact binds. */
  static DocumentSeal publish(NoticeId notice, PublishedDocument document) {
    return new DocumentSeal(
        Publications.put(notice.stream(), write(document)),
        document.rows().size(),
        document.controlTotal(),
        document.redactionPolicy());
  }
}
