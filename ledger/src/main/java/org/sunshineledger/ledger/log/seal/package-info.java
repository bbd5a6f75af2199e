/**
 * 封存: brings the facts of the journal into the log, signs checkpoints, and reads tiles, bundles and
 * proofs back. {@link org.sunshineledger.ledger.log.seal.TransparencyLog} is the way in.
 */
@NullMarked
package org.sunshineledger.ledger.log.seal;

import org.jspecify.annotations.NullMarked;
