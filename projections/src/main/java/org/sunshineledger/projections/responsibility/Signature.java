package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer;

/**
 * An officer signed a step of a household.
 *
 * @param type published name of the fact that was signed
 * @param position of that fact
 */
public record Signature(
    OfficerId officer,
    Signer.Capacity capacity,
    String type,
    LocalDate on,
    long position,
    boolean synthetic) {}
