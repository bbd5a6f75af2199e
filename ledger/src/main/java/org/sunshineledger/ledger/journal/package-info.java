/**
 * 账本: the append-only event store on PostgreSQL. Position, leaf index and tracking token are one
 * number; the {@link org.sunshineledger.ledger.journal.Journal} appends and reads, and Axon runs on
 * it through {@link org.sunshineledger.ledger.journal.JournalEventStore}.
 */
@NullMarked
package org.sunshineledger.ledger.journal;

import org.jspecify.annotations.NullMarked;
