/**
 * 线索和审计: who registered what where, and which lead or audit cites a fact; what became of each by
 * any day, and which clock of it is late.
 */
@NullMarked
package org.sunshineledger.projections.supervision;

import org.jspecify.annotations.NullMarked;
