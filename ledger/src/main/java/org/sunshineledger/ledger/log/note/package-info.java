/**
 * 签名: signed notes, checkpoints, cosignatures, proof files and trust policies, to the byte as C2SP
 * defines them (signed-note v1.0.0, tlog-checkpoint v1.0.0, tlog-cosignature v1.1.0-rc.1,
 * tlog-witness v1.0.0; tlog-proof and tlog-policy as drafts of July 2026). Pure: no clock, no I/O.
 */
@NullMarked
package org.sunshineledger.ledger.log.note;

import org.jspecify.annotations.NullMarked;
