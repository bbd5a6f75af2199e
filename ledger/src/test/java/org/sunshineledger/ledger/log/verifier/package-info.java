@NullMarked
package org.sunshineledger.ledger.log.verifier;

import org.jspecify.annotations.NullMarked;
