package org.sunshineledger.ledger.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * What binds a published document to the log. The document itself, with its 32-byte nonce, lies in
 * the publication store and may be withdrawn; this may not.
 *
 * @param digest SHA-256 of the document's bytes
 * @param rowCount lines of the list
 * @param controlTotal sum of the amounts, or null for a list without money
 * @param redactionPolicy version of the masking rules, e.g. {@code mask-1}
 * @param withdrawOn the first day on which nothing but this is left of it; null for a document that
 *     stays, and for one from before this was told
 */
public record DocumentSeal(
    Sha256 digest,
    int rowCount,
    @Nullable Money controlTotal,
    String redactionPolicy,
    @Nullable LocalDate withdrawOn) {}
