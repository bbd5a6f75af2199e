@NullMarked
package org.sunshineledger.projections.reconciliation;

import org.jspecify.annotations.NullMarked;
