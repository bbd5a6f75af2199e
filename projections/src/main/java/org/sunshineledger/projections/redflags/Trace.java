package org.sunshineledger.projections.redflags;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.HitId;

/** What one fact left behind that a red flag may need: never more than that. */
sealed interface Trace {

  Dated at();

  default LocalDate on() {
    return at().on();
  }

  default long position() {
    return at().position();
  }

  /** A member and an officer are near relatives. */
  record Kin(String household, MemberId member, OfficerId officer, Dated at) implements Trace {}

  /**
   * A member died.
   *
   * @param last whether nobody is left in the household
   */
  record Death(String household, MemberId member, boolean last, Dated at) implements Trace {}

  /**
   * An ID number was corrected.
   *
   * @param live whether it was recorded as it happened, not out of old papers
   */
  record Correction(String household, MemberId member, boolean live, Dated at) implements Trace {}

  record Comparison(String household, List<CrossCheckHit> hits, Dated at) implements Trace {
    public Comparison {
      hits = List.copyOf(hits);
    }
  }

  /** A hit was settled, whatever the outcome. */
  record Settled(String household, HitId hit, Dated at) implements Trace {}

  /** The household was refused or taken off the register: what was open against it lapses. */
  record Lapsed(String household, Dated at) implements Trace {}

  /**
   * Money came, or went back: then {@code fen} is negative.
   *
   * @param member null for the household as such
   * @param line of the payment, e.g. {@code PAY-1#3}
   */
  record Credit(@Nullable MemberId member, String line, long fen, Dated at) implements Trace {}

  /** A member signed in person. */
  record Signature(MemberId member, Dated at) implements Trace {}

  /** Officers who signed or surveyed; of a step that weighs the household, who recorded it too. */
  record Handled(List<OfficerId> officers, Dated at) implements Trace {
    public Handled {
      officers = List.copyOf(officers);
    }
  }
}
