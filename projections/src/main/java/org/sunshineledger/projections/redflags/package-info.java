/** 疑点清单: what only shows when facts are laid side by side; a suspicion until it is settled. */
@NullMarked
package org.sunshineledger.projections.redflags;

import org.jspecify.annotations.NullMarked;
