package org.sunshineledger.projections.officer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;

/**
 * One thing an officer did about one fact; what the fact says is read where it is told.
 *
 * @param capacity in which the officer signed; null otherwise
 * @param place the smallest division the fact belongs to, or null
 * @param rule that the officer let be broken; null otherwise
 * @param irregular whether the fact broke a rule
 */
public record Act(
    long position,
    LocalDate on,
    Part part,
    Signer.@Nullable Capacity capacity,
    @Nullable RegionCode place,
    @Nullable String rule,
    boolean irregular,
    boolean synthetic)
    implements Comparable<Act> {

  /** What the officer had to do with it. */
  public enum Part {
    /** Decided it: the fact says yes or no to what others brought. */
    APPROVED,
    /** Brought it into the ledger. */
    RECORDED,
    SIGNED,
    /** 特批: let a rule be broken. */
    OVERRODE
  }

  /** By day, then position; what one officer did about one fact keeps the order of its parts. */
  @Override
  public int compareTo(Act that) {
    int byDay = on.compareTo(that.on);
    if (byDay != 0) return byDay;
    int byPosition = Long.compare(position, that.position);
    if (byPosition != 0) return byPosition;
    int byPart = part.compareTo(that.part);
    return byPart != 0 || capacity == null || that.capacity == null
        ? byPart
        : capacity.compareTo(that.capacity);
  }
}
