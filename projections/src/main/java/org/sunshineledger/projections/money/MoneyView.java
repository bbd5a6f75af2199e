package org.sunshineledger.projections.money;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.projections.money.Account.Approval;
import org.sunshineledger.projections.money.Account.FundHead;
import org.sunshineledger.projections.money.Account.ProjectHead;
import org.sunshineledger.projections.money.Entry.Joint;
import org.sunshineledger.projections.view.View;

/** Where did the money go, and what is left at each joint? */
public final class MoneyView implements View<String, Account> {

  /** The row in which everything is added up. */
  static final String TOTAL = "total";

  private static final String CREDITED = "household.benefit-credited.v1";

  @Override
  public String name() {
    return "money";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("fund.") || type.startsWith("project.") || type.equals(CREDITED);
  }

  /** Sums by day: where a fact comes does not matter. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case FundAppropriated it -> Stream.of(it.fund().stream(), TOTAL);
      case FundAllotted it -> Stream.of(it.fund().stream(), it.project().stream(), TOTAL);
      case ProjectDebited it -> Stream.of(it.fund().stream(), it.project().stream(), TOTAL);
      case ProjectAdmitted it -> Stream.of(it.project().stream());
      case ProjectApproved it -> Stream.of(it.project().stream());
      case BenefitCredited it -> {
        RegionCode village = fact.place().village();
        yield village == null
            ? Stream.of(it.project().stream(), TOTAL)
            : Stream.of(it.project().stream(), village(village), TOTAL);
      }
      default -> Stream.empty();
    };
  }

  static String village(RegionCode village) {
    return "village/" + village;
  }

  @Override
  public Account fold(@Nullable Account row, String key, Fact fact) {
    Account before = row == null ? Account.EMPTY : row;
    return switch (fact.event()) {
      case FundEvent event -> fund(before, key, fact, event);
      case ProjectEvent event -> project(before, key, fact, event);
      case BenefitCredited it ->
          and(
              before,
              fact,
              Joint.CREDITED,
              key.startsWith("project/")
                  ? String.valueOf(fact.place().village())
                  : key.startsWith("village/") ? it.programme().name() : "",
              it.amount());
      default -> before;
    };
  }

  private static Account fund(Account before, String key, Fact fact, FundEvent event) {
    return switch (event) {
      case FundAppropriated it -> {
        Account after = and(before, fact, Joint.APPROPRIATED, "", it.amount());
        FundHead known = before.fund();
        boolean superseded =
            known != null
                && !Account.later(fact.occurredOn(), fact.position(), known.on(), known.position());
        yield key.equals(TOTAL) || superseded
            ? after
            : new Account(
                new FundHead(
                    it.sourceLevel(),
                    it.purpose(),
                    it.year(),
                    it.region(),
                    fact.occurredOn(),
                    fact.position(),
                    fact.isSynthetic()),
                null,
                null,
                after.entries());
      }
      case FundAllotted it ->
          and(
              before,
              fact,
              Joint.ALLOTTED,
              other(key, it.project().code(), it.fund().text()),
              it.amount());
      case FundEvent.RuleOverridden _ -> before;
    };
  }

  private static Account project(Account before, String key, Fact fact, ProjectEvent event) {
    return switch (event) {
      case ProjectAdmitted it -> {
        ProjectHead known = before.project();
        yield known != null
                && !Account.later(fact.occurredOn(), fact.position(), known.on(), known.position())
            ? before
            : new Account(
                null,
                new ProjectHead(
                    it.name(),
                    it.category(),
                    it.region(),
                    fact.occurredOn(),
                    fact.position(),
                    fact.isSynthetic()),
                before.approval(),
                before.entries());
      }
      case ProjectApproved it -> {
        Approval known = before.approval();
        yield known != null
                && !Account.later(fact.occurredOn(), fact.position(), known.on(), known.position())
            ? before
            : new Account(
                null,
                before.project(),
                new Approval(it.amount(), fact.occurredOn(), fact.position()),
                before.entries());
      }
      case ProjectDebited it ->
          and(
              before,
              fact,
              Joint.DISBURSED,
              other(key, it.project().code(), it.fund().text()),
              it.total());
      case ProjectEvent.RuleOverridden _ -> before;
    };
  }

  private static String other(String key, String project, String fund) {
    if (key.startsWith("fund/")) return project;
    return key.startsWith("project/") ? fund : "";
  }

  private static Account and(Account before, Fact fact, Joint joint, String other, Money amount) {
    Entry entry = new Entry(fact.occurredOn(), joint, other, amount, 1);
    List<Entry> entries = new ArrayList<>(before.entries());
    int at = Collections.binarySearch(entries, entry);
    if (at >= 0) entries.set(at, entries.get(at).plus(entry));
    else entries.add(-at - 1, entry);
    return new Account(before.fund(), before.project(), before.approval(), entries);
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
  public Class<Account> rowType() {
    return Account.class;
  }
}
