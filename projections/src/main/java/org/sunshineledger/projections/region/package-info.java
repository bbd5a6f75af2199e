/** 行政区划: divisions over time, and the tree of them on any day, by which figures are summed. */
@NullMarked
package org.sunshineledger.projections.region;

import org.jspecify.annotations.NullMarked;
