/**
 * 公开名单: every list that a public page shows, in a canonical form whose digest anybody can derive
 * again from the log, so that a row that was left out is found.
 */
@NullMarked
package org.sunshineledger.projections.published;

import org.jspecify.annotations.NullMarked;
