/** 政策文件 1+N, and the opening and closing of backfill for a region. */
@NullMarked
package org.sunshineledger.ledger.policy;

import org.jspecify.annotations.NullMarked;
