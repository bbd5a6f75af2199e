/**
 * 督查: published figures as claims, and the relations between them; leads with the cases they lead
 * to, and audits with what they refer. All of them cite facts, and none changes one.
 */
@NullMarked
package org.sunshineledger.ledger.supervision;

import org.jspecify.annotations.NullMarked;
