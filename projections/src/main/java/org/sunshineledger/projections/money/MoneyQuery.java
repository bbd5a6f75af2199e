package org.sunshineledger.projections.money;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.money.Entry.Joint;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/**
 * Funds, projects and regions at any moment. Rows hold every day; only what was known earlier is
 * folded anew. The total, funds, projects and what is {@link #told} of a region are for everybody
 * and keep to {@link Discretion}; what regions received and single payments are for auditors.
 */
public final class MoneyQuery {

  private final Rows<String, Account> rows;
  private final Regions regions;

  /** Lists of payments, by their keys, as far as all rows were seen to have moved. */
  private Map<String, Told.OneList> held = Map.of();

  private long heldUpTo = -1;
  private Told told = Told.of(List.of());

  public MoneyQuery(Rows<String, Account> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /** All money of the ledger. */
  public Flow total(Moment moment) {
    return accounts(List.of(MoneyView.TOTAL), moment).stream()
        .findFirst()
        .map(row -> flow(row, moment.asOf()))
        .orElse(Flow.NONE)
        .withholding(told(moment).withheld(moment.asOf()));
  }

  /** In the order of their document numbers. */
  public List<FundLine> funds(Moment moment) {
    Told told = told(moment);
    return accounts("fund/", moment).stream()
        .map(row -> fundLine(row, told, moment.asOf()))
        .toList();
  }

  public Optional<FundLine> fund(DocumentNumber fund, Moment moment) {
    return accounts(List.of(fund.stream()), moment).stream()
        .findFirst()
        .map(row -> fundLine(row, told(moment), moment.asOf()));
  }

  /** In the order of their codes. */
  public List<ProjectLine> projects(Moment moment) {
    Told told = told(moment);
    return accounts("project/", moment).stream()
        .map(row -> projectLine(row, told, moment.asOf()))
        .toList();
  }

  /**
   * Those that were admitted in the region, by the tree of the day; in the order of their codes.
   */
  public List<ProjectLine> projects(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    return projects(moment).stream()
        .filter(project -> {
          Account.ProjectHead head = project.head();
          return head != null && tree.contains(region, head.region());
        })
        .toList();
  }

  public Optional<ProjectLine> project(ProjectCode project, Moment moment) {
    return accounts(List.of(project.stream()), moment).stream()
        .findFirst()
        .map(row -> projectLine(row, told(moment), moment.asOf()));
  }

  public Optional<PaymentAccount> payment(PaymentId payment, Moment moment) {
    return accounts(List.of(payment.stream()), moment).stream()
        .findFirst()
        .map(row -> paymentAccount(row, moment.asOf()));
  }

  /** Funds with something left, the longest idle first. */
  public List<Ageing> ageing(Moment moment) {
    List<Ageing> ageing = new ArrayList<>();
    for (FundLine fund : funds(moment)) {
      Account.FundHead head = fund.head();
      if (head != null && fund.flow().unspent().isPositive())
        ageing.add(Ageing.of(fund, head, moment.asOf()));
    }
    ageing.sort(
        comparing((Ageing each) -> each.head().on()).thenComparing(each -> each.fund().text()));
    return ageing;
  }

  /**
   * 文号疑误: documents of one budget that differ from another in nothing but the year of their number.
   */
  public static List<DocumentNumber> slips(List<FundLine> all) {
    return all.stream()
        .filter(one -> all.stream().anyMatch(other -> isSlip(one, other)))
        .map(FundLine::fund)
        .toList();
  }

  private static boolean isSlip(FundLine one, FundLine other) {
    Account.FundHead head = one.head();
    Account.FundHead otherHead = other.head();
    return head != null
        && otherHead != null
        && head.year() == otherHead.year()
        && one.fund()
            .parts()
            .flatMap(parts -> other.fund().parts().map(parts::differsInYearOnly))
            .orElse(false);
  }

  /**
   * The way of all money of the ledger: as much of it as everybody may know.
   *
   * @param funds all {@link #funds} of the moment
   */
  public List<Leg> ways(List<FundLine> funds, Moment moment) {
    return Ways.ofAll(funds, projectHeads(moment), regions.on(moment));
  }

  /**
   * The way of money in the region by the tree of the day.
   *
   * @param funds all of the moment: one of another region may pay here
   */
  public List<Leg> ways(RegionCode region, List<FundLine> funds, Moment moment) {
    RegionTree tree = regions.on(moment);
    return tree.node(region)
        .map(node -> Ways.of(node, funds, projectHeads(moment), tree))
        .orElse(List.of());
  }

  /** The same of a region with nothing withheld. */
  public List<Leg> allWays(RegionCode region, Moment moment) {
    Told all = everything(moment);
    return ways(
        region,
        accounts("fund/", moment).stream().map(row -> fundLine(row, all, moment.asOf())).toList(),
        moment);
  }

  /** The way of one document's money. */
  public List<Leg> ways(FundLine fund, Moment moment) {
    return Ways.of(fund, projectHeads(moment), regions.on(moment));
  }

  /** The way of one project's money. */
  public List<Leg> ways(ProjectLine project, Moment moment) {
    return Ways.of(project, regions.on(moment));
  }

  private Map<ProjectCode, Account.ProjectHead> projectHeads(Moment moment) {
    Map<ProjectCode, Account.ProjectHead> heads = new HashMap<>();
    for (Folded<Account> row : accounts("project/", moment)) {
      Account.ProjectHead head = projectBy(row.row(), moment.asOf());
      if (head != null) heads.put(new ProjectCode(row.key().substring("project/".length())), head);
    }
    return heads;
  }

  private Told everything(Moment moment) {
    return Told.everything(accounts("payment/", moment).stream().map(Told.OneList::of).toList());
  }

  /** What the documents that were granted in the region come to, each yuan once. */
  public Flow sum(RegionCode region, List<FundLine> funds, Moment moment) {
    RegionTree tree = regions.on(moment);
    return RegionLedger.sum(
        funds.stream()
            .filter(fund -> fund.head() != null && tree.contains(region, fund.head().region()))
            .toList());
  }

  /** From which projects the region's villages were credited, less what went back. */
  public Map<ProjectCode, Money> sources(RegionCode region, Moment moment) {
    Map<ProjectCode, Money> sources = new TreeMap<>(comparing(ProjectCode::code));
    List<String> villages = regions.on(moment).villages(region).map(MoneyView::village).toList();
    for (Folded<Account> row : accounts(villages, moment))
      byOther(row, Joint.BY_PROJECT, moment.asOf())
          .forEach(
              (project, amount) -> sources.merge(new ProjectCode(project), amount, Money::plus));
    return sources;
  }

  /** The documents and projects of a region by the tree of the day, with nothing withheld. */
  public RegionLedger ledger(RegionCode region, Moment moment) {
    Told all = everything(moment);
    RegionTree tree = regions.on(moment);
    List<FundLine> funds =
        accounts("fund/", moment).stream()
            .map(row -> fundLine(row, all, moment.asOf()))
            .filter(fund -> fund.head() != null && tree.contains(region, fund.head().region()))
            .toList();
    Map<ProjectCode, Money> received = sources(region, moment);
    List<RegionLedger.Line> projects =
        accounts("project/", moment).stream()
            .map(row -> projectLine(row, all, moment.asOf()))
            .filter(project ->
                received.containsKey(project.project())
                    || (project.head() != null && tree.contains(region, project.head().region())))
            .map(project ->
                new RegionLedger.Line(
                    project, received.getOrDefault(project.project(), Money.ZERO)))
            .toList();
    return new RegionLedger(RegionLedger.sum(funds), funds, projects);
  }

  /** The payment lists that credited a household of the village. */
  public List<PaymentAccount> payments(RegionCode village, Moment moment) {
    return accounts("payment/", moment).stream()
        .map(row -> paymentAccount(row, moment.asOf()))
        .filter(payment -> payment.villages().containsKey(village))
        .toList();
  }

  /** What the villages of the region received, less what went back, by the tree of the day. */
  public Received received(RegionCode region, Moment moment) {
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    Map<Programme, Money> amounts = new EnumMap<>(Programme.class);
    int payments = 0;
    boolean synthetic = false;
    for (Folded<Account> row :
        accounts(villages.stream().map(MoneyView::village).toList(), moment)) {
      synthetic |= row.synthetic();
      for (Entry entry : entries(row, moment.asOf())) {
        boolean isCredit = entry.joint() == Joint.CREDITED;
        if (!isCredit && entry.joint() != Joint.REVERSED) continue;
        amounts.merge(
            Programme.valueOf(entry.other()),
            isCredit ? entry.amount() : less(entry.amount()),
            Money::plus);
        if (isCredit) payments += entry.count();
      }
    }
    return new Received(total(amounts), payments, amounts, false, synthetic);
  }

  /**
   * What the villages of the region were credited from one day to another, less what went back.
   *
   * @param to the last day, and the day of the region tree
   */
  public Money credited(RegionCode region, LocalDate from, LocalDate to, Moment known) {
    List<String> villages =
        regions.on(known.on(to)).villages(region).map(MoneyView::village).toList();
    long fen = 0;
    for (Folded<Account> row : accounts(villages, known.on(to)))
      for (Entry entry : entries(row, to))
        if (!entry.on().isBefore(from))
          fen +=
              switch (entry.joint()) {
                case CREDITED -> entry.amount().fen();
                case REVERSED -> -entry.amount().fen();
                default -> 0;
              };
    return new Money(fen);
  }

  /** What everybody may know of what the villages of the region were paid. */
  public Received told(RegionCode region, Moment moment) {
    Told lists = told(moment);
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    Map<Programme, Money> amounts = new EnumMap<>(Programme.class);
    int payments = 0;
    boolean suppressed = false;
    boolean synthetic = false;
    for (Told.Paid paid :
        villages.stream().flatMap(each -> lists.in(each, moment.asOf())).toList()) {
      synthetic |= paid.synthetic();
      suppressed |= !paid.told();
      if (!paid.told()) continue;
      amounts.merge(paid.part().programme(), paid.part().amount(), Money::plus);
      payments += paid.part().lines();
    }
    boolean isVillage = villages.equals(List.of(region));
    return new Received(
        total(amounts),
        payments,
        isVillage ? Map.of() : amounts,
        suppressed || (isVillage && !amounts.isEmpty()),
        synthetic);
  }

  private static Money total(Map<Programme, Money> amounts) {
    return amounts.values().stream().reduce(Money.ZERO, Money::plus);
  }

  private Told told(Moment moment) {
    return moment.knowsAll()
        ? told()
        // Also of lists of later days: what is told of one depends on what was told before.
        : Told.of(
            rows.upTo(keys("payment/"), moment).values().stream().map(Told.OneList::of).toList());
  }

  /** Reads only the lists that have moved since the last question. */
  private synchronized Told told() {
    long last = rows.last();
    if (last < heldUpTo) {
      // The journal is another one, older than what was read of it.
      held = Map.of();
      heldUpTo = -1;
      told = Told.of(List.of());
    }
    if (last == heldUpTo) return told;
    Map<String, Long> moved = rows.positionsAfter(heldUpTo);
    List<String> lists = moved.keySet().stream().filter(key -> key.startsWith("payment/")).toList();
    if (!lists.isEmpty()) {
      Map<String, Told.OneList> fresh = new HashMap<>(held);
      rows.rows(lists).forEach((key, row) -> fresh.put(key, Told.OneList.of(row)));
      held = fresh;
      told = Told.of(List.copyOf(fresh.values()));
    }
    heldUpTo = moved.values().stream().mapToLong(Long::longValue).max().orElse(heldUpTo);
    return told;
  }

  /** Projects that were ever admitted or moved money, and funds, as today's rows hold them. */
  public List<Folded<Account>> all(String prefix) {
    return rows.startingWith(prefix);
  }

  private List<Folded<Account>> accounts(String prefix, Moment moment) {
    if (moment.knowsAll())
      return rows.startingWith(prefix).stream().filter(row -> begun(row, moment.asOf())).toList();
    return accounts(keys(prefix), moment);
  }

  private List<String> keys(String prefix) {
    return rows.positions().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private List<Folded<Account>> accounts(Collection<String> keys, Moment moment) {
    return rows.upTo(keys, moment).values().stream()
        .filter(row -> begun(row, moment.asOf()))
        .sorted(comparing(Folded::key))
        .toList();
  }

  /** Whether the account had been heard of by the day. */
  private static boolean begun(Folded<Account> row, LocalDate asOf) {
    @Nullable Account account = row.row();
    if (account == null) return false;
    if (!account.entries().isEmpty() && !account.entries().getFirst().on().isAfter(asOf))
      return true;
    Account.FundHead fund = account.fund();
    Account.ProjectHead project = account.project();
    return (fund != null && !fund.on().isAfter(asOf))
        || (project != null && !project.on().isAfter(asOf))
        || (!account.steps().isEmpty() && !account.steps().getFirst().on().isAfter(asOf));
  }

  private static List<Entry> entries(Folded<Account> row, LocalDate asOf) {
    @Nullable Account account = row.row();
    if (account == null) return List.of();
    return account.entries().stream().filter(entry -> !entry.on().isAfter(asOf)).toList();
  }

  private static Flow flow(Folded<Account> row, LocalDate asOf) {
    Map<Joint, Money> sums = new EnumMap<>(Joint.class);
    int credits = 0;
    for (Entry entry : entries(row, asOf)) {
      sums.merge(entry.joint(), entry.amount(), Money::plus);
      if (entry.joint() == Joint.CREDITED) credits += entry.count();
    }
    return new Flow(
        sum(sums, Joint.APPROPRIATED),
        sum(sums, Joint.EXCLUDED),
        sum(sums, Joint.PASSED_DOWN).plus(sum(sums, Joint.RECLAIMED)),
        sum(sums, Joint.ALLOTTED).minus(sum(sums, Joint.RETURNED)),
        sum(sums, Joint.DISBURSED).minus(sum(sums, Joint.GIVEN_BACK)),
        sum(sums, Joint.SUPPLIED).minus(sum(sums, Joint.SUPPLY_RETURNED)),
        sum(sums, Joint.CREDITED).minus(sum(sums, Joint.REVERSED)),
        credits,
        row.synthetic());
  }

  private static Money sum(Map<Joint, Money> sums, Joint joint) {
    return sums.getOrDefault(joint, Money.ZERO);
  }

  private static Money less(Money amount) {
    return Money.ZERO.minus(amount);
  }

  private static Map<String, Money> byOther(Folded<Account> row, Joint joint, LocalDate asOf) {
    return byOther(row, joint, null, asOf);
  }

  /** Of one joint, less what came {@code back} through another. */
  private static Map<String, Money> byOther(
      Folded<Account> row, Joint joint, @Nullable Joint back, LocalDate asOf) {
    Map<String, Money> sums = new TreeMap<>();
    for (Entry entry : entries(row, asOf)) {
      if (entry.joint() == joint) sums.merge(entry.other(), entry.amount(), Money::plus);
      if (entry.joint() == back) sums.merge(entry.other(), less(entry.amount()), Money::plus);
    }
    return sums;
  }

  private static Map<DocumentNumber, Money> byDocument(Map<String, Money> sums) {
    Map<DocumentNumber, Money> byDocument = new LinkedHashMap<>();
    sums.forEach((text, amount) -> byDocument.put(new DocumentNumber(text), amount));
    return byDocument;
  }

  private static Map<RegionCode, Money> byVillage(Folded<Account> row, LocalDate asOf) {
    Map<RegionCode, Money> villages = new LinkedHashMap<>();
    byOther(row, Joint.CREDITED, Joint.REVERSED, asOf)
        .forEach((village, amount) -> {
          if (RegionCode.isCode(village)) villages.put(new RegionCode(village), amount);
        });
    return villages;
  }

  /** Documents that were only spent from are there too: that is what is to be seen. */
  private static Map<String, Money> allottedBy(Folded<Account> row, LocalDate asOf) {
    Map<String, Money> allotted = byOther(row, Joint.ALLOTTED, Joint.RETURNED, asOf);
    byOther(row, Joint.DISBURSED, Joint.GIVEN_BACK, asOf)
        .keySet()
        .forEach(document -> allotted.putIfAbsent(document, Money.ZERO));
    return allotted;
  }

  private static List<Account.Step> steps(Folded<Account> row, LocalDate asOf) {
    @Nullable Account account = row.row();
    return account == null
        ? List.of()
        : account.steps().stream().filter(step -> !step.on().isAfter(asOf)).toList();
  }

  private static FundLine fundLine(Folded<Account> row, Told told, LocalDate asOf) {
    @Nullable Account account = row.row();
    DocumentNumber fund = new DocumentNumber(row.key().substring("fund/".length()));
    Map<String, Money> allotted = byOther(row, Joint.ALLOTTED, Joint.RETURNED, asOf);
    Map<String, Money> disbursed = byOther(row, Joint.DISBURSED, Joint.GIVEN_BACK, asOf);
    Map<String, Money> projects = new TreeMap<>(allotted);
    disbursed.keySet().forEach(project -> projects.putIfAbsent(project, Money.ZERO));
    List<FundLine.Allotment> allotments = new ArrayList<>();
    projects.forEach((code, amount) -> {
      ProjectCode project = new ProjectCode(code);
      Told.Reached reached = told.reached(project, fund, asOf);
      allotments.add(
          new FundLine.Allotment(
              project,
              amount,
              disbursed.getOrDefault(code, Money.ZERO).plus(told.withheld(project, fund, asOf)),
              reached.supplied(),
              reached.credited(),
              reached.returned(),
              reached.villages()));
    });
    Told.Reached reached = told.reached(fund, asOf);
    return new FundLine(
        fund,
        fundBy(account, asOf),
        flow(row, asOf)
            .withholding(told.withheld(fund, asOf))
            .reaching(reached.supplied(), reached.credited(), reached.credits()),
        byOther(row, Joint.EXCLUDED, asOf),
        byDocument(byOther(row, Joint.PASSED_DOWN, asOf)),
        allotments,
        steps(row, asOf),
        row.synthetic());
  }

  private static Account.@Nullable Approval approvalBy(Account account, LocalDate asOf) {
    return account.approvals().stream()
        .filter(approval -> !approval.on().isAfter(asOf))
        .reduce((_, later) -> later)
        .orElse(null);
  }

  private static Account.@Nullable FundHead fundBy(@Nullable Account account, LocalDate asOf) {
    Account.FundHead head = account == null ? null : account.fund();
    return head == null || head.on().isAfter(asOf) ? null : head;
  }

  private static Account.@Nullable ProjectHead projectBy(
      @Nullable Account account, LocalDate asOf) {
    Account.ProjectHead head = account == null ? null : account.project();
    return head == null || head.on().isAfter(asOf) ? null : head;
  }

  private static Account.@Nullable PaymentHead paymentBy(
      @Nullable Account account, LocalDate asOf) {
    Account.PaymentHead head = account == null ? null : account.payment();
    return head == null || head.on().isAfter(asOf) ? null : head;
  }

  private static ProjectLine projectLine(Folded<Account> row, Told told, LocalDate asOf) {
    @Nullable Account account = row.row();
    ProjectCode project = new ProjectCode(row.key().substring("project/".length()));
    Map<DocumentNumber, Money> spent =
        byDocument(byOther(row, Joint.DISBURSED, Joint.GIVEN_BACK, asOf));
    spent.replaceAll((fund, amount) -> amount.plus(told.withheld(project, fund, asOf)));
    return new ProjectLine(
        project,
        projectBy(account, asOf),
        account == null ? null : approvalBy(account, asOf),
        flow(row, asOf).withholding(told.withheld(project, asOf)),
        byDocument(allottedBy(row, asOf)),
        spent,
        told.returned(project, asOf),
        told.villagesOf(project, asOf),
        byOther(row, Joint.SUPPLIED, Joint.SUPPLY_RETURNED, asOf),
        steps(row, asOf),
        row.synthetic());
  }

  private static PaymentAccount paymentAccount(Folded<Account> row, LocalDate asOf) {
    @Nullable Account account = row.row();
    Money reversed = Money.ZERO;
    int acknowledged = 0;
    for (Entry entry : entries(row, asOf)) {
      if (entry.joint() == Joint.REVERSED) reversed = reversed.plus(entry.amount());
      if (entry.joint() == Joint.ACKNOWLEDGED) acknowledged += entry.count();
    }
    return new PaymentAccount(
        new PaymentId(row.key().substring("payment/".length())),
        paymentBy(account, asOf),
        flow(row, asOf),
        reversed,
        acknowledged,
        byVillage(row, asOf),
        steps(row, asOf),
        row.synthetic());
  }
}
