package org.sunshineledger.projections.officer;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.projections.flags.Approval;
import org.sunshineledger.projections.responsibility.Step;
import org.sunshineledger.projections.view.View;

/**
 * What did this officer do? A row is a stretch of the journal and a month of an officer, so that it
 * is never long: not that of an officer with many thousands of facts, nor that of one in whose name
 * a hundred thousand rows are imported in a day. The stretch comes first, so that what was recorded
 * last is found whenever it happened.
 */
public final class ActsView implements View<String, Acts> {

  /** Positions that share a row, as a power of two: 4,096. */
  private static final int STRETCH = 12;

  /** Makes ten digits of every stretch, so that keys are in the order of the journal. */
  private static final long AS_MANY_DIGITS = 10_000_000_000L;

  /** 审核、审批: facts by which an officer says yes or no to what others brought. */
  private static final Set<String> DECISIONS =
      Set.of(
          "household.township-audited.v1",
          "household.county-reviewed.v1",
          "household.household-identified.v1",
          "household.identification-refused.v1",
          "household.household-removed.v1",
          "household.exit-confirmed.v1",
          "household.household-exited.v1",
          "village.village-exited.v1",
          "project.project-refused.v1",
          "project.project-approved.v1",
          "project.project-changed.v1",
          "project.project-accepted.v1",
          "payment.payment-approved.v1",
          "payment.payment-refused.v1",
          "payment.recovery-ordered.v1",
          "fund.fund-appropriated.v1",
          "fund.fund-passed-down.v1",
          "fund.fund-allotted.v1",
          "notice.objection-resolved.v1");

  @Override
  public String name() {
    return "acts";
  }

  @Override
  public int version() {
    return 5;
  }

  @Override
  public boolean reads(String type) {
    return !Step.HALVES.contains(type);
  }

  /** Dated lists. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    if (Step.HALVES.contains(fact.type())) return Stream.empty();
    // What everybody may send is nobody's record, and would be one row without end.
    if (fact.envelope().actor().post() == Post.PUBLIC) return Stream.empty();
    return Stream.concat(
            Stream.concat(
                Stream.of(fact.envelope().actor().officer()),
                fact.envelope().signers().stream().map(Signer::officer)),
            Approval.of(fact).map(Approval::authority).stream())
        .distinct()
        .map(officer -> key(officer, fact));
  }

  static String prefix(OfficerId officer) {
    return officer.stream() + "/";
  }

  /** Where the rows of an officer begin that tell of this position and later ones. */
  static String from(OfficerId officer, long position) {
    String stretch = Long.toString(AS_MANY_DIGITS + (position >> STRETCH)).substring(1);
    return prefix(officer) + stretch + '/';
  }

  private static String key(OfficerId officer, Fact fact) {
    return from(officer, fact.position()) + YearMonth.from(fact.occurredOn());
  }

  @Override
  public Acts fold(@Nullable Acts row, String key, Fact fact) {
    return fold(row, key, List.of(fact));
  }

  @Override
  public Acts fold(@Nullable Acts row, String key, List<Fact> facts) {
    int month = key.lastIndexOf('/');
    int stretch = key.lastIndexOf('/', month - 1);
    String officer = key.substring(key.indexOf('/') + 1, stretch);
    List<Act> more = new ArrayList<>();
    for (Fact fact : facts) more.addAll(acts(officer, fact));
    return (row == null ? Acts.none(YearMonth.parse(key.substring(month + 1))) : row).and(more);
  }

  /**
   * @param officer by number
   */
  private static List<Act> acts(String officer, Fact fact) {
    List<Act> acts = new ArrayList<>();
    if (fact.envelope().actor().officer().number().equals(officer))
      acts.add(
          act(
              fact,
              DECISIONS.contains(fact.type()) ? Act.Part.APPROVED : Act.Part.RECORDED,
              null,
              null));
    for (Signer signer : fact.envelope().signers())
      if (signer.officer().number().equals(officer))
        acts.add(act(fact, Act.Part.SIGNED, signer.capacity(), null));
    Optional<Approval> approval = Approval.of(fact);
    if (approval.isPresent() && approval.get().authority().number().equals(officer))
      acts.add(act(fact, Act.Part.OVERRODE, null, approval.get().rule()));
    return acts;
  }

  private static Act act(
      Fact fact, Act.Part part, Signer.@Nullable Capacity capacity, @Nullable String rule) {
    return new Act(
        fact.position(),
        fact.occurredOn(),
        part,
        capacity,
        fact.place().levels().findFirst().orElse(null),
        rule,
        !fact.envelope().breaches().isEmpty(),
        fact.isSynthetic());
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Acts> rowType() {
    return Acts.class;
  }
}
