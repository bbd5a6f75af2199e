package org.sunshineledger.api.security;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;

/**
 * The {@code Idempotency-Key} of a request. Each account has its own keys, so that nobody can take
 * another's.
 *
 * @param key as the ledger keeps it, or null for a request without one
 * @param correlation the same for a repeated request, or its facts would differ from the first
 *     one's
 */
public record RequestKey(@Nullable String key, UUID correlation) {

  /**
   * @throws Faulty when the header has another form than 8 to 128 visible characters
   */
  public static RequestKey of(Account account, @Nullable String header, Texts texts) {
    if (header == null) return new RequestKey(null, UUID.randomUUID());
    if (!header.matches("[\\x21-\\x7e]{8,128}"))
      throw Faulty.malformed("Idempotency-Key", texts.of("malformed.wrong-form"));
    return new RequestKey(
        "http/" + account.name() + "/" + header,
        UUID.nameUUIDFromBytes((account.name() + "\n" + header).getBytes(StandardCharsets.UTF_8)));
  }
}
