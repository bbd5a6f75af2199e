/** 对账: each published figure beside the replayed one, and which relations between them hold. */
@NullMarked
package org.sunshineledger.projections.reconciliation;

import org.jspecify.annotations.NullMarked;
