/** 不合规清单: every irregularity with its rule, where and when it happened, and who let it pass. */
@NullMarked
package org.sunshineledger.projections.flags;

import org.jspecify.annotations.NullMarked;
