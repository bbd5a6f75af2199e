/** 户档案: everything the ledger holds of one household, in the order in which it happened. */
@NullMarked
package org.sunshineledger.projections.dossier;

import org.jspecify.annotations.NullMarked;
