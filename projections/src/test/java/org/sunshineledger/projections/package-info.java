/** Histories to be told, and the ledger they are told to. */
@NullMarked
package org.sunshineledger.projections;

import org.jspecify.annotations.NullMarked;
