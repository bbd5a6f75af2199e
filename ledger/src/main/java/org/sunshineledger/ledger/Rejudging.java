package org.sunshineledger.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.Officer;
import org.sunshineledger.ledger.duty.OfficerEvent;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.Elsewhere;
import org.sunshineledger.ledger.household.Household;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.PublicNotice;
import org.sunshineledger.ledger.policy.Policy;
import org.sunshineledger.ledger.policy.PolicyEvent;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rejudged;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.village.PoorVillage;
import org.sunshineledger.ledger.village.VillageEvent;

/**
 * What another rule set says of a history: each fact of a stream is judged again as if that set had
 * been in force where it happened. Nothing is written. Households, villages and notices can be
 * judged anew; what rests on personal values keeps the judgement of its day.
 */
public final class Rejudging {

  /**
   * One fact that one of the two finds irregular.
   *
   * @param then what was found when it was recorded
   * @param now what the other rule set finds
   */
  public record Finding(
      long position,
      UUID fact,
      String type,
      LocalDate occurredOn,
      List<String> then,
      List<String> now) {

    public boolean differs() {
      return !then.equals(now);
    }
  }

  private final Journal journal;
  private final FactCodec codec;
  private final RuleSets rules;

  Rejudging(Journal journal, FactCodec codec, RuleSets rules) {
    this.journal = journal;
    this.codec = codec;
    this.rules = rules;
  }

  /** Whether streams of this kind can be judged anew. */
  public static boolean knows(String stream) {
    return stream.startsWith("household/")
        || stream.startsWith("village/")
        || stream.startsWith("notice/");
  }

  /** The facts of the stream that were or would be irregular, in their order. */
  public List<Finding> of(String stream, RuleSet ruleSet) {
    Pass pass = new Pass(ruleSet);
    if (stream.startsWith("household/")) return pass.household(stream);
    if (stream.startsWith("village/")) return pass.village(stream);
    if (stream.startsWith("notice/")) return pass.notice(stream);
    throw new IllegalArgumentException("cannot be judged anew: " + stream);
  }

  private List<Fact> facts(String stream) {
    List<Fact> facts = new ArrayList<>();
    for (StoredFact row : journal.stream(stream, 0)) facts.add(codec.decode(row));
    return facts;
  }

  /**
   * One stream under one rule set. What it rests on is read once, and taken as it stood before the
   * fact that is judged: what was recorded later, nobody could have known.
   */
  private final class Pass implements Elsewhere {

    private final RuleSet ruleSet;
    private final Map<String, List<Fact>> others = new HashMap<>();
    private long position;

    Pass(RuleSet ruleSet) {
      this.ruleSet = ruleSet;
    }

    private List<Finding> household(String stream) {
      Household household = new Household();
      return findings(
          stream,
          HouseholdEvent.class,
          (event, ruling) -> household.judge(event, ruling, this),
          (event, fact) -> household.on(event, fact.id().toString(), fact.envelope()));
    }

    private List<Finding> village(String stream) {
      PoorVillage village = new PoorVillage();
      return findings(
          stream,
          VillageEvent.class,
          (event, ruling) -> village.judge(event, ruling, this),
          (event, fact) -> village.on(event, fact.id().toString(), fact.envelope()));
    }

    private List<Finding> notice(String stream) {
      PublicNotice notice = new PublicNotice();
      return findings(
          stream,
          NoticeEvent.class,
          notice::judge,
          (event, fact) -> notice.on(event, fact.envelope()));
    }

    private <E extends Event> List<Finding> findings(
        String stream, Class<E> type, BiConsumer<E, Ruling> judge, BiConsumer<E, Fact> apply) {
      List<Finding> findings = new ArrayList<>();
      for (Fact fact : facts(stream)) {
        position = fact.position();
        E event = type.cast(fact.event());
        List<String> then = fact.envelope().breaches();
        List<String> now =
            withWhatCannotBeJudged(
                found(ruling -> judge.accept(event, ruling), fact.envelope()), then);
        apply.accept(event, fact);
        if (!now.isEmpty() || !then.isEmpty())
          findings.add(
              new Finding(fact.position(), fact.id(), fact.type(), fact.occurredOn(), then, now));
      }
      return findings;
    }

    /** A day of which the rule set says nothing cannot be judged, which is a finding too. */
    private List<String> found(Consumer<Ruling> judge, Envelope envelope) {
      Ruling ruling = Ruling.again(envelope, rules, ruleSet);
      try {
        judge.accept(ruling);
        return ruling.breaches();
      } catch (Refused refused) {
        List<String> found = new ArrayList<>(ruling.breaches());
        found.add(refused.rule().name());
        return found;
      }
    }

    private List<String> withWhatCannotBeJudged(List<String> now, List<String> then) {
      TreeSet<Rule> all = new TreeSet<>();
      for (String code : now) all.add(Rule.valueOf(code));
      for (String code : then) Rejudged.keptFrom(code, ruleSet).ifPresent(all::add);
      return all.stream().map(Rule::name).toList();
    }

    @Override
    public boolean closedClean(
        @Nullable NoticeId notice,
        NoticeKind kind,
        String subject,
        LocalDate since,
        Ruling ruling) {
      return notice != null && posted(notice).closedClean(kind, subject, since, ruling);
    }

    @Override
    public @Nullable LocalDate announcedOn(
        @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
      return notice == null ? null : posted(notice).announcedOn(kind, subject, by).orElse(null);
    }

    private PublicNotice posted(NoticeId id) {
      PublicNotice notice = new PublicNotice();
      for (Fact fact : before(id.stream()))
        if (fact.event() instanceof NoticeEvent event) notice.on(event, fact.envelope());
      return notice;
    }

    @Override
    public boolean isPaired(OfficerId id, PairingScope scope, String target, LocalDate day) {
      Officer officer = new Officer();
      for (Fact fact : before(id.stream()))
        if (fact.event() instanceof OfficerEvent event) officer.on(event, fact.envelope());
      return officer.isPaired(scope, target, day);
    }

    @Override
    public boolean isInForce(PolicyId id, Sector sector, LocalDate day) {
      Policy policy = new Policy();
      for (Fact fact : before(id.stream()))
        if (fact.event() instanceof PolicyEvent event) policy.on(event, fact.envelope());
      return policy.isInForce(sector, day);
    }

    private List<Fact> before(String stream) {
      return others.computeIfAbsent(stream, Rejudging.this::facts).stream()
          .filter(fact -> fact.position() < position)
          .toList();
    }

    @Override
    public Optional<LocalDate> bornOn(@Nullable Commitment idNumber) {
      return Optional.empty();
    }

    @Override
    public boolean isTrueUnderAnotherNumber(
        Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds) {
      return false;
    }

    /** What is done with personal data is not judged again. */
    @Override
    public boolean isRestricted(HouseholdId household, MemberId member) {
      return false;
    }
  }
}
