/**
 * 核账: the check of the whole journal by whoever may read it. It changes nothing, and says by
 * position and published code what is wrong.
 */
@NullMarked
package org.sunshineledger.ledger.fsck;

import org.jspecify.annotations.NullMarked;
