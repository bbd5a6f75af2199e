/** 审计包: what of the ledger an auditor takes away and checks where no server is. */
@NullMarked
package org.sunshineledger.ledger.auditpackage;

import org.jspecify.annotations.NullMarked;
