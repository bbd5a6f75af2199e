/** 行政区划: the divisions over time; who belonged to whom on a given day. */
@NullMarked
package org.sunshineledger.ledger.region;

import org.jspecify.annotations.NullMarked;
