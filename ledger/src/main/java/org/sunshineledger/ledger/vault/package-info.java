/** 个人信息库: who a person is, encrypted and apart from the journal, where only commitments stand. */
@NullMarked
package org.sunshineledger.ledger.vault;

import org.jspecify.annotations.NullMarked;
