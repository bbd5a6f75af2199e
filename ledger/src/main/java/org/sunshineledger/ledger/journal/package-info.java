/** 账本: the append-only event store on PostgreSQL; position, leaf index and tracking token are one number. */
@NullMarked
package org.sunshineledger.ledger.journal;

import org.jspecify.annotations.NullMarked;
