/**
 * 资金拨付: one payment list, requested and approved by different people, debited and credited in one
 * append.
 */
@NullMarked
package org.sunshineledger.ledger.payment;

import org.jspecify.annotations.NullMarked;
