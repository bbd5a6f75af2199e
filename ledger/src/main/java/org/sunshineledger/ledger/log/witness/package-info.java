/**
 * 见证: cosigns other people's logs ({@link org.sunshineledger.ledger.log.witness.Witness}), and asks
 * others to cosign this one ({@link org.sunshineledger.ledger.log.witness.Witnessing}), as C2SP
 * tlog-witness has it.
 */
@NullMarked
package org.sunshineledger.ledger.log.witness;

import org.jspecify.annotations.NullMarked;
