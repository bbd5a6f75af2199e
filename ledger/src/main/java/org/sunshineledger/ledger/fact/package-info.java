/**
 * 账实: what every fact is made of, whichever stream it stands on: its envelope, its place, who
 * acted, and the published name it is stored under for ever.
 */
@NullMarked
package org.sunshineledger.ledger.fact;

import org.jspecify.annotations.NullMarked;
