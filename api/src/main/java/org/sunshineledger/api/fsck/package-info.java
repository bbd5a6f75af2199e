/** 核账: an administrator has the running ledger check its journal, and sees how far it is. */
@NullMarked
package org.sunshineledger.api.fsck;

import org.jspecify.annotations.NullMarked;
