/** 督查: published figures as claims, and the relations between them. */
@NullMarked
package org.sunshineledger.ledger.supervision;

import org.jspecify.annotations.NullMarked;
