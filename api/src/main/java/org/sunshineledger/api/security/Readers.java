package org.sunshineledger.api.security;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.projections.region.Regions;

/** Who may read the detail of a restricted fact; every such reading is noted. */
@Component
public final class Readers {

  private static final Logger log = LoggerFactory.getLogger("org.sunshineledger.reading");

  /** Who works with households; an administrator does not. */
  private static final Set<Role> READING =
      EnumSet.of(
          Role.CLERK,
          Role.REVIEWER,
          Role.APPROVER,
          Role.FINANCE,
          Role.PAYER,
          Role.AUDITOR,
          Role.INSPECTOR);

  private final Accounts accounts;
  private final Duties duties;
  private final Jurisdiction jurisdiction;
  private final Regions regions;
  private final Clock clock;

  Readers(
      Accounts accounts, Duties duties, Jurisdiction jurisdiction, Regions regions, Clock clock) {
    this.accounts = accounts;
    this.duties = duties;
    this.jurisdiction = jurisdiction;
    this.regions = regions;
    this.clock = clock;
  }

  /**
   * Public facts everybody; restricted ones whose place lies in the region of the reader's post.
   */
  public boolean mayRead(Fact fact, @Nullable Account account) {
    if (fact.event().visibility() == Visibility.PUBLIC) return true;
    if (account == null || !mayRead(account, fact)) return false;
    note(account, "fact " + fact.position());
    return true;
  }

  /** Whether the reader's post covers the place, as it was then or as it is today. */
  public boolean mayRead(Account account, Fact fact) {
    return reading(account).test(fact);
  }

  /**
   * The same of many facts, public ones among them: the post is looked up once, and so is each
   * place of today. For one thread; who reads so much notes it at once.
   */
  public Predicate<Fact> mayReadAny(Account account) {
    // Who reads for as long as he likes may have lost his account meanwhile.
    Predicate<Fact> restricted = accounts.stands(account) ? reading(account) : _ -> false;
    return fact -> fact.event().visibility() == Visibility.PUBLIC || restricted.test(fact);
  }

  private Predicate<Fact> reading(Account account) {
    Optional<RegionCode> region = duties.of(account).map(Actor::region);
    Map<RegionCode, Boolean> today = new HashMap<>();
    return fact ->
        region.isPresent()
            && account.isOneOf(readersOf(fact))
            && (fact.place().within(region.get())
                || fact.place()
                    .levels()
                    .findFirst()
                    .map(home -> today.computeIfAbsent(home, it -> isToday(it, region.get())))
                    .orElse(false));
  }

  private static Set<Role> readersOf(Fact fact) {
    return readersOf(fact.stream());
  }

  /** Who is under inquiry works in the same offices: leads are for inspectors only. */
  private static Set<Role> readersOf(String stream) {
    return switch (stream.substring(0, stream.indexOf('/'))) {
      case "lead" -> EnumSet.of(Role.INSPECTOR);
      case "audit" -> EnumSet.of(Role.AUDITOR, Role.INSPECTOR);
      // Who looked at whom is for those who watch, and for whoever answers for the data.
      case "vault" -> EnumSet.of(Role.APPROVER, Role.AUDITOR, Role.INSPECTOR);
      default -> READING;
    };
  }

  /** The roles that read restricted facts of such a stream, as the doors name them. */
  static String[] rolesFor(String stream) {
    return readersOf(stream).stream().map(Role::name).toArray(String[]::new);
  }

  /** Whether the account's role reads restricted facts of such a stream, wherever it lies. */
  public static boolean hasRoleFor(Account account, String stream) {
    return account.isOneOf(readersOf(stream));
  }

  /** A township that moved takes its households' old facts along. */
  private boolean isToday(RegionCode home, RegionCode region) {
    try {
      return jurisdiction.placeOf(home, LocalDate.now(clock)).within(region);
    } catch (Refused noLongerThere) {
      return false;
    }
  }

  /**
   * The region whose restricted facts are to be read: the asked one, or that of the reader's own
   * post when none is named. It must lie in the post's region, as it was on the day or as it is.
   *
   * @throws Faulty with NO_POST, UNKNOWN_PLACE or OUTSIDE_YOUR_REGION
   */
  public RegionCode region(Account account, @Nullable RegionCode asked, LocalDate day) {
    RegionCode own =
        duties.of(account).map(Actor::region).orElseThrow(() -> Faulty.of(Fault.NO_POST, ""));
    RegionCode region = asked == null ? own : asked;
    if (regions.on(day).node(region).isEmpty()) throw Faulty.of(Fault.UNKNOWN_PLACE, region.code());
    if (!isWithin(own, region, day)) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, region.code());
    return region;
  }

  /**
   * Says of any region whether it lies in that of the reader's post, as it was on the day or as it
   * is. The post is looked up once.
   */
  public Predicate<RegionCode> reach(Account account, LocalDate day) {
    Optional<RegionCode> own = duties.of(account).map(Actor::region);
    Map<RegionCode, Boolean> known = new HashMap<>();
    return region ->
        own.isPresent() && known.computeIfAbsent(region, each -> isWithin(own.get(), each, day));
  }

  private boolean isWithin(RegionCode own, RegionCode region, LocalDate day) {
    return regions.on(day).contains(own, region)
        || regions.on(LocalDate.now(clock)).contains(own, region);
  }

  /** Notes who read what; {@code what} is a position or a number, never a person. */
  public void note(Account account, String what) {
    log.info("{} ({}) read {}", account.name(), account.officer(), what);
  }
}
