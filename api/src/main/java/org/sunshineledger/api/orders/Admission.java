package org.sunshineledger.api.orders;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Duties;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Jurisdiction;

/**
 * What is asked of an order before the ledger decides, however it comes in, one at a time or as a
 * row of a file: may the role give it, in which post, is there such a subject, does it lie in the
 * officer's region.
 */
@Component
public final class Admission {

  private final Jurisdiction jurisdiction;
  private final Duties duties;
  private final Whereabouts whereabouts;
  private final Clock clock;

  Admission(Jurisdiction jurisdiction, Duties duties, Whereabouts whereabouts, Clock clock) {
    this.jurisdiction = jurisdiction;
    this.duties = duties;
    this.whereabouts = whereabouts;
    this.clock = clock;
  }

  /** Whether one of the account's roles may give such orders. */
  public boolean mayGive(Account account, Class<? extends Order> type) {
    return account.isOneOf(Permissions.rolesFor(type));
  }

  /**
   * @throws Faulty with NOT_YOUR_ROLE unless one of the account's roles may give such orders
   */
  public void requireRole(Account account, Class<? extends Order> type) {
    if (!mayGive(account, type)) throw Faulty.of(Fault.NOT_YOUR_ROLE, Door.nameOf(type));
  }

  /**
   * @throws Faulty with NOT_YOUR_ROLE when the account may not act in this mode
   */
  public void requireMode(Account account, Mode mode) {
    if (mode == Mode.BACKFILL && !account.isOneOf(Permissions.BACKFILLING))
      throw Faulty.of(Fault.NOT_YOUR_ROLE, mode.name());
  }

  /**
   * The post in which the account acts today.
   *
   * @throws Faulty with NO_POST
   */
  public Actor actor(Account account) {
    return actor(account, duties.now(account));
  }

  /**
   * The same as it was found.
   *
   * @throws Faulty with NO_POST
   */
  Actor actor(Account account, Duties.Standing found) {
    return found.actor().orElseThrow(() -> Faulty.of(Fault.NO_POST, account.officer()));
  }

  /** In which post the account acts; see {@link Duties#now}. */
  Duties.Standing standing(Account account) {
    return duties.now(account);
  }

  /** In which post it acted when that was last asked for; see {@link Duties#lately}. */
  Duties.Standing lately(Account account) {
    return duties.lately(account);
  }

  /**
   * Looks whether the subject is there and every place the order touches lies today in the region
   * of the actor's post.
   *
   * @throws Faulty with UNKNOWN_SUBJECT or OUTSIDE_YOUR_REGION
   */
  public void require(Order order, Actor actor) {
    requireThere(Door.isFirst(order) || isThere(order));
    requireHome(order, actor);
    LocalDate today = LocalDate.now(clock);
    for (RegionCode region : whereabouts.of(order)) requireWithin(region, actor, today);
  }

  /**
   * The same for some of these orders of one actor on one day: streams and places are looked up
   * once, together.
   */
  public Consumer<Order> of(Actor actor, Collection<? extends Order> orders) {
    LocalDate today = LocalDate.now(clock);
    Whereabouts.Together known = whereabouts.together(orders);
    Set<RegionCode> inside = ConcurrentHashMap.newKeySet();
    return order -> {
      requireThere(Door.isFirst(order) || known.exists(order.stream()));
      requireHome(order, actor);
      for (RegionCode region : known.of(order)) {
        if (inside.contains(region)) continue;
        requireWithin(region, actor, today);
        inside.add(region);
      }
    };
  }

  /** Whether the stream of the order has facts. */
  boolean isThere(Order order) {
    return whereabouts.exists(order.stream());
  }

  private static void requireThere(boolean isThere) {
    if (!isThere) throw Faulty.of(Fault.UNKNOWN_SUBJECT, "");
  }

  /**
   * A city is the highest region of a post, so that on an empty ledger nobody stands above the
   * first one: whoever holds a post there defines it, and the province that has its code's first
   * two digits (GB/T 2260).
   */
  private static void requireHome(Order order, Actor actor) {
    if (!(order instanceof DefineRegion define)) return;
    String code = define.region().code();
    boolean isHome =
        switch (define.level()) {
          case VILLAGE, TOWNSHIP, COUNTY -> true;
          case CITY -> define.region().equals(actor.region());
          case PROVINCE -> actor.region().code().startsWith(code.substring(0, 2));
        };
    if (!isHome) throw outside(actor);
  }

  private static Faulty outside(Actor actor) {
    return Faulty.of(Fault.OUTSIDE_YOUR_REGION, actor.region().code());
  }

  private void requireWithin(RegionCode region, Actor actor, LocalDate today) {
    if (!jurisdiction.placeOf(region, today).within(actor.region())) throw outside(actor);
  }
}
