package org.sunshineledger.projections.money;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.discretion.Discretion;
import org.sunshineledger.projections.money.Account.Part;
import org.sunshineledger.projections.money.Account.PaymentHead;
import org.sunshineledger.projections.money.Account.Return;
import org.sunshineledger.projections.money.Entry.Joint;
import org.sunshineledger.projections.view.Folded;

/** What everybody may know of the lists of households, by {@link Discretion}. */
final class Told {

  /** Where what came back goes: a list has one project and one document. */
  private record Source(ProjectCode project, @Nullable DocumentNumber fund) {}

  /**
   * Where the debits of a document went.
   *
   * @param supplied to suppliers, less what they returned
   * @param credited to households, less what everybody may know that came back
   * @param credits lines of households
   * @param returned what everybody may know that came back of households
   * @param villages gross, as much of it as may be told
   */
  record Reached(
      Money supplied,
      Money credited,
      int credits,
      Money returned,
      Map<RegionCode, Money> villages) {}

  private record Came(Source source, Return back) {}

  /**
   * A part of a list.
   *
   * @param told whether it may ever be
   */
  record Paid(Part part, boolean told, boolean synthetic) {}

  /**
   * One list, by itself.
   *
   * @param project null where nobody asked for it and nothing was paid to a household
   * @param fund null where money came back of a list that was never paid or asked for
   * @param moved what was paid and what came back, by day
   */
  record OneList(
      @Nullable ProjectCode project,
      @Nullable DocumentNumber fund,
      List<Entry> moved,
      List<Paid> paid,
      List<Return> returns) {

    static OneList of(Folded<Account> row) {
      Account account = row.row();
      if (account == null) return new OneList(null, null, List.of(), List.of(), List.of());
      List<Part> tellable = Discretion.tellable(account.parts());
      return new OneList(
          projectOf(account),
          fundOf(account),
          account.entries(),
          account.parts().stream()
              .map(part -> new Paid(part, tellable.contains(part), row.synthetic()))
              .toList(),
          account.returns());
    }

    private static @Nullable ProjectCode projectOf(Account account) {
      PaymentHead head = account.payment();
      if (head != null) return head.project();
      return account.parts().stream().map(Part::project).findFirst().orElse(null);
    }

    private static @Nullable DocumentNumber fundOf(Account account) {
      PaymentHead head = account.payment();
      return account.entries().stream()
          .filter(entry -> entry.joint() == Joint.DISBURSED)
          .findFirst()
          .map(entry -> new DocumentNumber(entry.other()))
          .orElse(head == null ? null : head.fund());
    }
  }

  private final Map<DocumentNumber, List<OneList>> byFund = new HashMap<>();
  private final Map<RegionCode, List<Paid>> byVillage = new HashMap<>();
  private final Map<ProjectCode, List<Paid>> byProject = new HashMap<>();
  private final Map<Source, List<Return>> returns = new HashMap<>();
  private final Map<Source, List<Discretion.Block<Return>>> blocks = new HashMap<>();

  private final boolean everything;

  private Told(boolean everything) {
    this.everything = everything;
  }

  static Told of(Collection<OneList> lists) {
    return of(lists, false);
  }

  /** All there is to tell, to auditors. */
  static Told everything(Collection<OneList> lists) {
    return of(lists, true);
  }

  private static Told of(Collection<OneList> lists, boolean everything) {
    Told told = new Told(everything);
    List<Came> came = new ArrayList<>();
    for (OneList list : lists) {
      DocumentNumber fund = list.fund();
      if (fund != null) told.byFund.computeIfAbsent(fund, _ -> new ArrayList<>()).add(list);
      for (Paid paid : list.paid()) {
        RegionCode village = paid.part().village();
        if (village == null) continue;
        told.byVillage.computeIfAbsent(village, _ -> new ArrayList<>()).add(paid);
        told.byProject.computeIfAbsent(paid.part().project(), _ -> new ArrayList<>()).add(paid);
      }
      for (Return back : list.returns())
        came.add(new Came(new Source(back.project(), list.fund()), back));
    }
    came.sort(Comparator.comparing(Came::back));
    came.stream()
        .collect(groupingBy(Came::source))
        .forEach((source, each) -> {
          List<Return> recorded = each.stream().map(Came::back).toList();
          told.returns.put(source, recorded);
          told.blocks.put(source, Discretion.blocks(recorded, Return::household, Return::on));
        });
    return told;
  }

  /** What lists paid in a village, told or not. */
  Stream<Paid> in(RegionCode village, LocalDate asOf) {
    return upTo(byVillage.getOrDefault(village, List.of()), asOf);
  }

  /** Where everything went that was debited of a document. */
  Reached reached(DocumentNumber fund, LocalDate asOf) {
    return reached(byFund.getOrDefault(fund, List.of()), withheld(fund, asOf), asOf);
  }

  /** Where it went for one project. */
  Reached reached(ProjectCode project, DocumentNumber fund, LocalDate asOf) {
    return reached(
        byFund.getOrDefault(fund, List.of()).stream()
            .filter(list -> project.equals(list.project()))
            .toList(),
        withheld(project, fund, asOf),
        asOf);
  }

  private Reached reached(List<OneList> lists, Money withheld, LocalDate asOf) {
    Map<Joint, Money> sums = new EnumMap<>(Joint.class);
    Map<RegionCode, Money> villages = new TreeMap<>();
    int credits = 0;
    for (OneList list : lists) {
      for (Entry entry : list.moved()) {
        if (entry.on().isAfter(asOf)) continue;
        sums.merge(entry.joint(), entry.amount(), Money::plus);
        if (entry.joint() == Joint.CREDITED) credits += entry.count();
      }
      addTo(villages, paidBy(list.paid(), asOf));
    }
    Money returned = sums.getOrDefault(Joint.REVERSED, Money.ZERO).minus(withheld);
    return new Reached(
        sums.getOrDefault(Joint.SUPPLIED, Money.ZERO)
            .minus(sums.getOrDefault(Joint.SUPPLY_RETURNED, Money.ZERO)),
        sums.getOrDefault(Joint.CREDITED, Money.ZERO).minus(returned),
        credits,
        returned,
        villages);
  }

  /** What villages were paid of a project, gross: what came back is not told by village. */
  Map<RegionCode, Money> villagesOf(ProjectCode project, LocalDate asOf) {
    Map<RegionCode, Money> villages = new TreeMap<>();
    addTo(villages, paidBy(byProject.getOrDefault(project, List.of()), asOf));
    return villages;
  }

  private static void addTo(Map<RegionCode, Money> villages, Stream<Part> paid) {
    paid.forEach(part -> {
      RegionCode village = part.village();
      if (village != null) villages.merge(village, part.amount(), Money::plus);
    });
  }

  private Stream<Part> paidBy(List<Paid> paid, LocalDate asOf) {
    return everything
        ? paid.stream().map(Paid::part).filter(part -> !part.on().isAfter(asOf))
        : upTo(paid, asOf).filter(Paid::told).map(Paid::part);
  }

  private static Stream<Paid> upTo(List<Paid> paid, LocalDate asOf) {
    LocalDate last = Discretion.lastTold(asOf);
    return paid.stream().filter(each -> !each.part().on().isAfter(last));
  }

  /** What everybody may know that households of a project gave back by the day. */
  Money returned(ProjectCode project, LocalDate asOf) {
    Money all = Money.ZERO;
    for (Map.Entry<Source, List<Return>> each : returns.entrySet())
      if (each.getKey().project().equals(project)) all = all.plus(sum(each.getValue(), asOf));
    return all.minus(withheld(project, asOf));
  }

  /** What came back from households by the day and is not told yet. */
  Money withheld(LocalDate asOf) {
    return withheld(_ -> true, asOf);
  }

  Money withheld(ProjectCode project, LocalDate asOf) {
    return withheld(source -> source.project().equals(project), asOf);
  }

  Money withheld(DocumentNumber fund, LocalDate asOf) {
    return withheld(source -> fund.equals(source.fund()), asOf);
  }

  Money withheld(ProjectCode project, DocumentNumber fund, LocalDate asOf) {
    return withheld(new Source(project, fund)::equals, asOf);
  }

  private Money withheld(Predicate<Source> of, LocalDate asOf) {
    if (everything) return Money.ZERO;
    Money withheld = Money.ZERO;
    for (Map.Entry<Source, List<Return>> each : returns.entrySet()) {
      if (!of.test(each.getKey())) continue;
      withheld = withheld.plus(sum(each.getValue(), asOf));
      for (Discretion.Block<Return> block : blocks.getOrDefault(each.getKey(), List.of()))
        if (!block.toldOn().isAfter(asOf)) withheld = withheld.minus(sum(block.movements(), asOf));
    }
    return withheld;
  }

  private static Money sum(List<Return> returns, LocalDate asOf) {
    return returns.stream()
        .filter(back -> !back.on().isAfter(asOf))
        .map(Return::amount)
        .reduce(Money.ZERO, Money::plus);
  }
}
