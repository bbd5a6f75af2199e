package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.supervision.CitedFacts.CitedFact;

/**
 * The world of the tests on supervision: a hundred facts, all recorded by the clerk, of which the
 * seventh names the helper too; and officers whose numbers begin like the stories' do.
 */
final class Cases {

  static final LocalDate DAY = LocalDate.of(2016, Month.OCTOBER, 17);
  static final OfficerId FIRST = new OfficerId("OF-0101");
  static final OfficerId SECOND = new OfficerId("OF-0102");
  static final OfficerId TARGET = new OfficerId("OF-0201");

  static final long FACT = 3;
  static final long ANOTHER = 4;
  static final long OF_THE_HELPER = 7;
  static final long NOT_THERE = 100;

  static final CitedFacts FACTS =
      positions -> {
        Map<Long, CitedFact> there = new HashMap<>();
        for (Long position : positions)
          if (position < NOT_THERE)
            there.put(
                position,
                new CitedFact(
                    position == OF_THE_HELPER
                        ? Set.of(Deed.CLERK, Deed.HELPER)
                        : Set.of(Deed.CLERK)));
        return there;
      };

  static final Officers OFFICERS = officer -> officer.number().startsWith("OF-");

  private Cases() {}

  /** The same facts, with a note of what was read of them together. */
  static CitedFacts noting(List<Set<Long>> reads) {
    return positions -> {
      reads.add(Set.copyOf(positions));
      return FACTS.at(positions);
    };
  }

  static List<OfficerId> two() {
    return List.of(FIRST, SECOND);
  }

  /** A decision on the target, of that form. */
  static LeadOrder.DecideAccountability decision(
      LeadId lead, TargetKind kind, AccountabilityForm form, @Nullable Integer months) {
    boolean isPerson = kind.isPerson();
    return new LeadOrder.DecideAccountability(
        lead,
        isPerson ? TARGET : null,
        isPerson ? null : "八千乡人民政府",
        kind,
        isPerson ? ResponsibilityKind.DIRECT : ResponsibilityKind.COLLECTIVE,
        form,
        Misconduct.FALSIFICATION,
        LegalBasis.PARTY_ACCOUNTABILITY,
        months);
  }
}
