/** 公示、公告: what was posted where, for how long, who objected, and whether it closed clean. */
@NullMarked
package org.sunshineledger.ledger.notice;

import org.jspecify.annotations.NullMarked;
