/**
 * 视图: what a view is, and the ways its one definition runs: live beside the journal, as of any
 * moment, and why. A row is the fold of its facts in order of (occurredOn, position).
 */
@NullMarked
package org.sunshineledger.projections.view;

import org.jspecify.annotations.NullMarked;
