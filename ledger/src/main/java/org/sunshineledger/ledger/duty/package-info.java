/** 干部责任: officers, posts, pledges and pairings over time. */
@NullMarked
package org.sunshineledger.ledger.duty;

import org.jspecify.annotations.NullMarked;
