/** 投影: the views of one ledger and the questions that are asked of them. */
@NullMarked
package org.sunshineledger.projections;

import org.jspecify.annotations.NullMarked;
