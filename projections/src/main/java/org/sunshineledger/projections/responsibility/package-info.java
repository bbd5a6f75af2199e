/**
 * 责任: who answered for whom, from when to when. Intervals hold their first day and not their last.
 */
@NullMarked
package org.sunshineledger.projections.responsibility;

import org.jspecify.annotations.NullMarked;
