package org.sunshineledger.ledger.fsck;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.journal.StoredFact;

/**
 * A row of the journal as it was found, with the digest beside it.
 *
 * @param fact null where a column is empty or the detail is too large to be a fact's
 * @param leaf null where it is empty
 */
record Row(long position, @Nullable StoredFact fact, byte @Nullable [] leaf) {}
