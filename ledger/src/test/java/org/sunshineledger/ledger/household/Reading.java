package org.sunshineledger.ledger.household;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Severity;

/**
 * The facts as an auditor reads them, who has the journal and the laws but not the program. Each
 * law answers with the positions at which it does not hold.
 *
 * @param numbers the ID numbers of those who came or were corrected with a fact, by its id
 */
record Reading(List<Fact> facts, Map<UUID, Map<MemberId, String>> numbers, RuleSets rules) {

  private static final int NOTICE_DAYS = 7;

  /** How many for the household: the 2 of N+2. */
  private static final int TWO = 2;

  private static boolean isFlagged(Fact fact, Rule rule) {
    return fact.envelope().breaches().contains(rule.name());
  }

  private Map<String, List<Fact>> households() {
    Map<String, List<Fact>> streams = new LinkedHashMap<>();
    for (Fact fact : facts)
      if (fact.event() instanceof HouseholdEvent)
        streams.computeIfAbsent(fact.stream(), _ -> new ArrayList<>()).add(fact);
    return streams;
  }

  /** What was specially approved for the fact: it stands right behind it. */
  private Set<String> overriddenAfter(Fact fact) {
    Set<String> rulesOverridden = new HashSet<>();
    long next = fact.sequence() + 1;
    for (Fact each : facts) {
      if (!each.stream().equals(fact.stream()) || each.sequence() != next) continue;
      String rule =
          switch (each.event()) {
            case RuleOverridden it -> it.rule();
            case NoticeEvent.RuleOverridden it -> it.rule();
            default -> null;
          };
      if (rule == null) break;
      rulesOverridden.add(rule);
      next++;
    }
    return rulesOverridden;
  }

  // 退出

  /** 双认定: an exit says which of the two had not confirmed it; live there is none of these. */
  List<Long> exitsNotConfirmed() {
    List<Long> broken = new ArrayList<>();
    for (List<Fact> life : households().values()) {
      Map<ConfirmingParty, LocalDate> confirmed = new EnumMap<>(ConfirmingParty.class);
      boolean isUnderWay = false;
      for (Fact fact : life) {
        if (fact.event() instanceof HouseholdExited) {
          for (ConfirmingParty party : ConfirmingParty.values()) {
            LocalDate on = confirmed.get(party);
            boolean isConfirmed = on != null && !on.isAfter(fact.occurredOn());
            Rule rule =
                party == ConfirmingParty.GOVERNMENT
                    ? Rule.GOVERNMENT_HAS_NOT_CONFIRMED
                    : Rule.HOUSEHOLD_HAS_NOT_CONFIRMED;
            boolean isLive = fact.envelope().mode() == Mode.LIVE;
            if (isFlagged(fact, rule) == isConfirmed
                || (!isConfirmed && isLive && !overriddenAfter(fact).contains(rule.name())))
              broken.add(fact.position());
          }
        }
        if (fact.event() instanceof ExitProposed) {
          confirmed.clear();
          isUnderWay = true;
        } else if (endsAnAttempt(fact.event())) {
          confirmed.clear();
          isUnderWay = false;
        } else if (isUnderWay && fact.event() instanceof ExitConfirmed it) {
          confirmed.merge(it.party(), fact.occurredOn(), (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    return broken;
  }

  private static boolean endsAnAttempt(Event event) {
    return event instanceof ExitDisputed || changesTheRegister(event);
  }

  /** Whatever the household was in the middle of, it is not any more. */
  private static boolean changesTheRegister(Event event) {
    return switch (event) {
      case HouseholdApplied _,
          HouseholdIdentified _,
          IdentificationRefused _,
          HouseholdRemoved _,
          HouseholdExited _,
          RelapseRecorded _ ->
          true;
      case HouseholdReverified it -> it.outcome() == ReverificationOutcome.FALSE_EXIT;
      default -> false;
    };
  }

  // 识别

  /** 两公示一公告: where one of them was missing, a fact on the way says so. */
  List<Long> identificationsNotPublished() {
    List<Long> broken = new ArrayList<>();
    for (List<Fact> life : households().values())
      for (Fact fact : life)
        if (fact.event() instanceof HouseholdIdentified it
            && !missing(life, fact, it).stream().allMatch(each -> isFlagged(each.at(), each.as())))
          broken.add(fact.position());
    return broken;
  }

  /** What must be said where. */
  private record Missing(Fact at, Rule as) {}

  private List<Missing> missing(List<Fact> life, Fact identified, HouseholdIdentified decision) {
    List<Missing> missing = new ArrayList<>();
    Fact county = lastBefore(life, identified, CountyReviewed.class);
    if (county == null || !isAnnounced(decision.announcement(), county, identified))
      missing.add(new Missing(identified, Rule.NOT_ANNOUNCED));
    if (county == null || !(county.event() instanceof CountyReviewed reviewed)) return missing;
    if (reviewed.result() == ReviewResult.REJECTED) {
      missing.add(new Missing(identified, Rule.COUNTY_HAS_NOT_PASSED));
      return missing;
    }
    boolean oneNotice = county.envelope().ruleSet().startsWith("example-county");
    if (oneNotice) {
      if (!isClean(
          reviewed.secondNotice(), NoticeKind.IDENTIFICATION_FIRST, review(life, county), county))
        missing.add(new Missing(county, Rule.FIRST_NOTICE_NOT_CLEAN));
      return missing;
    }
    Fact audit = lastBefore(life, county, TownshipAudited.class);
    if (!isClean(reviewed.secondNotice(), NoticeKind.IDENTIFICATION_SECOND, audit, county))
      missing.add(new Missing(county, Rule.SECOND_NOTICE_NOT_CLEAN));
    if (audit == null || !(audit.event() instanceof TownshipAudited audited)) return missing;
    if (audited.result() == ReviewResult.REJECTED)
      missing.add(new Missing(county, Rule.TOWNSHIP_HAS_NOT_PASSED));
    else if (!isClean(
        audited.firstNotice(), NoticeKind.IDENTIFICATION_FIRST, review(life, audit), audit))
      missing.add(new Missing(audit, Rule.FIRST_NOTICE_NOT_CLEAN));
    return missing;
  }

  /** The last of the running application. */
  private static @Nullable Fact lastBefore(List<Fact> life, Fact end, Class<? extends Event> type) {
    Fact last = null;
    for (Fact fact : life) {
      if (fact.position() >= end.position()) break;
      if (fact.event() instanceof HouseholdApplied) last = null;
      if (type.isInstance(fact.event())) last = fact;
    }
    return last;
  }

  /** The last review of the application: while an exit is under way, reviews are of the exit. */
  private static @Nullable Fact review(List<Fact> life, Fact end) {
    Fact last = null;
    boolean isApplying = false;
    boolean wasApplying = false;
    for (Fact fact : life) {
      if (fact.position() >= end.position()) break;
      switch (fact.event()) {
        case HouseholdApplied _ -> {
          last = null;
          isApplying = true;
        }
        case ExitProposed _ -> {
          wasApplying |= isApplying;
          isApplying = false;
        }
        case ExitDisputed _ -> {
          isApplying |= wasApplying;
          wasApplying = false;
        }
        case VillageReviewed _ -> last = isApplying ? fact : last;
        default -> {
          if (changesTheRegister(fact.event())) {
            isApplying = false;
            wasApplying = false;
          }
        }
      }
    }
    return last;
  }

  private boolean isAnnounced(@Nullable NoticeId notice, Fact subject, Fact at) {
    return facts.stream()
        .anyMatch(fact ->
            fact.position() < at.position()
                && fact.event() instanceof Announced it
                && it.notice().equals(notice)
                && it.kind() == NoticeKind.IDENTIFICATION
                && it.subjects().contains(subject.id())
                && !fact.occurredOn().isAfter(at.occurredOn()));
  }

  /** Whether the notice, as it stood just before the other fact, had closed clean by its day. */
  private boolean isClean(
      @Nullable NoticeId notice, NoticeKind kind, @Nullable Fact subject, Fact at) {
    if (notice == null || subject == null) return false;
    boolean isAboutIt = false;
    boolean isUpheld = false;
    Set<ObjectionId> open = new HashSet<>();
    Boolean closedClean = null;
    for (Fact fact : facts) {
      if (fact.position() >= at.position()) break;
      if (!fact.stream().equals(notice.stream())) continue;
      switch (fact.event()) {
        case NoticePosted it ->
            isAboutIt =
                it.kind() == kind
                    && it.subjects().contains(subject.id())
                    && !it.opens().isBefore(subject.occurredOn())
                    && !it.closes().isBefore(it.opens().plusDays(NOTICE_DAYS));
        case ObjectionRaised it -> open.add(it.objection());
        case ObjectionResolved it -> {
          open.remove(it.objection());
          isUpheld |= it.upheld();
        }
        // What is closed is not closed again.
        case NoticeClosed _ -> {
          if (closedClean == null)
            closedClean = open.isEmpty() && !fact.occurredOn().isAfter(at.occurredOn());
        }
        default -> {}
      }
    }
    return isAboutIt && !isUpheld && closedClean != null && closedClean;
  }

  // 帮扶

  /** N+2: a plan with too few measures says so, and no other. */
  List<Long> plansTooThin() {
    List<Long> broken = new ArrayList<>();
    for (List<Fact> life : households().values()) {
      Set<MemberId> members = new HashSet<>();
      Map<MeasureId, MemberId> forPersons = new HashMap<>();
      Map<MeasureId, MeasureKind> forHousehold = new HashMap<>();
      for (Fact fact : life) {
        switch (fact.event()) {
          case HouseholdApplied it -> {
            members.clear();
            forPersons.clear();
            forHousehold.clear();
            for (Member each : it.members()) members.add(each.member());
          }
          case MemberJoined it -> members.add(it.member().member());
          case MemberLeft it -> members.remove(it.member());
          case PlanAdopted it -> {
            forPersons.clear();
            forHousehold.clear();
            plan(forPersons, forHousehold, it.forPersons(), it.forHousehold());
            if (isFlagged(fact, Rule.PLAN_BELOW_N_PLUS_2)
                == isEnough(members, forPersons, forHousehold)) broken.add(fact.position());
          }
          case PlanRevised it -> {
            for (MeasureId removed : it.removed()) {
              forPersons.remove(removed);
              forHousehold.remove(removed);
            }
            plan(forPersons, forHousehold, it.addedForPersons(), it.addedForHousehold());
            if (isFlagged(fact, Rule.PLAN_BELOW_N_PLUS_2)
                == isEnough(members, forPersons, forHousehold)) broken.add(fact.position());
          }
          default -> {}
        }
      }
    }
    return broken;
  }

  private static void plan(
      Map<MeasureId, MemberId> forPersons,
      Map<MeasureId, MeasureKind> forHousehold,
      List<PersonMeasure> persons,
      List<HouseholdMeasure> household) {
    for (PersonMeasure each : persons) forPersons.put(each.measure(), each.member());
    for (HouseholdMeasure each : household) forHousehold.put(each.measure(), each.kind());
  }

  private static boolean isEnough(
      Set<MemberId> members,
      Map<MeasureId, MemberId> forPersons,
      Map<MeasureId, MeasureKind> forHousehold) {
    return forPersons.values().containsAll(members)
        && new HashSet<>(forHousehold.values()).size() >= TWO;
  }

  // 人口

  /** Who stands where, fact by fact. */
  private final class Register {
    final Map<String, Map<MemberId, String>> open = new HashMap<>();

    void take(Fact fact) {
      Map<MemberId, String> who = numbers.getOrDefault(fact.id(), Map.of());
      Map<MemberId, String> home = open.computeIfAbsent(fact.stream(), _ -> new HashMap<>());
      switch (fact.event()) {
        case HouseholdApplied _ -> {
          home.clear();
          home.putAll(who);
        }
        case MemberJoined _ -> home.putAll(who);
        case MemberLeft it -> home.remove(it.member());
        case MemberDetailsCorrected _ ->
            who.forEach((member, number) -> home.computeIfPresent(member, (_, _) -> number));
        case IdentificationRefused _, HouseholdRemoved _ -> home.clear();
        default -> {}
      }
    }

    Optional<String> homeOf(String number) {
      for (Map.Entry<String, Map<MemberId, String>> home : open.entrySet())
        for (Map.Entry<MemberId, String> member : home.getValue().entrySet())
          if (member.getValue().equals(number))
            return Optional.of(home.getKey() + "/" + member.getKey());
      return Optional.empty();
    }

    boolean hasOneHomeForEach() {
      Set<String> seen = new HashSet<>();
      return open.values().stream().flatMap(home -> home.values().stream()).allMatch(seen::add);
    }
  }

  /** 一人一户. */
  List<Long> personsWithTwoHomes() {
    List<Long> broken = new ArrayList<>();
    Register register = new Register();
    for (Fact fact : facts) {
      register.take(fact);
      if (!register.hasOneHomeForEach()) broken.add(fact.position());
    }
    return broken;
  }

  /** As which member of which household the person stands in the end; empty for in none. */
  Optional<String> homeOf(String number) {
    Register register = new Register();
    facts.forEach(register::take);
    return register.homeOf(number);
  }

  /** 人数: who joined and has not left. */
  List<Long> headCountsWrong() {
    List<Long> broken = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Fact fact : facts) {
      String stream = fact.stream();
      if (fact.event() instanceof HouseholdApplied it) counts.put(stream, it.members().size());
      if (fact.event() instanceof MemberJoined) counts.merge(stream, 1, Integer::sum);
      if (fact.event() instanceof MemberLeft) counts.merge(stream, -1, Integer::sum);
      int said =
          switch (fact.event()) {
            case IncomeSurveyed it -> it.headCount();
            case HouseholdIdentified it -> it.headCount();
            case HouseholdReverified it -> it.headCount();
            case HouseholdRemoved it -> it.headCount();
            case MemberJoined it -> it.headCount();
            case MemberLeft it -> it.headCount();
            case HouseholdExited it -> it.headCount();
            case RelapseRecorded it -> it.headCount();
            default -> counts.getOrDefault(stream, 0);
          };
      if (said != counts.getOrDefault(stream, 0)) broken.add(fact.position());
    }
    return broken;
  }

  // 规则

  /** What cannot be is not recorded as having been. */
  List<Long> impossibleBreaches() {
    List<Long> broken = new ArrayList<>();
    for (Fact fact : facts)
      if (fact.envelope().breaches().stream()
          .anyMatch(code -> Rule.valueOf(code).kind() == Rule.Kind.IMPOSSIBLE))
        broken.add(fact.position());
    return broken;
  }

  /** What is decided as it is recorded keeps to the rules, or somebody has let it not. */
  List<Long> liveBreaches() {
    List<Long> broken = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact.envelope().mode() != Mode.LIVE) continue;
      Set<String> overridden = overriddenAfter(fact);
      for (String code : fact.envelope().breaches())
        if (!overridden.contains(code) && !mayPass(fact, Rule.valueOf(code)))
          broken.add(fact.position());
    }
    return broken;
  }

  private boolean mayPass(Fact fact, Rule rule) {
    Envelope envelope = fact.envelope();
    RuleSet ruleSet = requireNonNull(rules.version(envelope.ruleSet()).orElse(null));
    return (fact.event() instanceof MemberJoined && rule == Rule.PLAN_BELOW_N_PLUS_2)
        || ruleSet
            .provision(rule, fact.occurredOn())
            .map(Provision::severity)
            .filter(Severity.SOFT::equals)
            .isPresent();
  }

  /** What was approved was broken, by the fact right before it. */
  List<Long> approvalsForNothing() {
    List<Long> broken = new ArrayList<>();
    Map<String, Fact> last = new HashMap<>();
    for (Fact fact : facts) {
      String rule =
          switch (fact.event()) {
            case RuleOverridden it -> it.rule();
            case NoticeEvent.RuleOverridden it -> it.rule();
            default -> null;
          };
      if (rule == null) {
        last.put(fact.stream(), fact);
        continue;
      }
      Fact before = last.get(fact.stream());
      if (before == null || !before.envelope().breaches().contains(rule))
        broken.add(fact.position());
    }
    return broken;
  }
}
