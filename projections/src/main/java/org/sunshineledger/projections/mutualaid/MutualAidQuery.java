package org.sunshineledger.projections.mutualaid;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** The funds of villages at any moment. */
public final class MutualAidQuery {

  private final Rows<RegionCode, MutualAidBook> rows;
  private final Regions regions;

  public MutualAidQuery(Rows<RegionCode, MutualAidBook> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /** Of the region's villages those that have one, in the order of their codes. */
  public List<MutualAidStanding> of(RegionCode region, Moment moment) {
    return of(region, moment, UnaryOperator.identity());
  }

  /** The same with no more than everybody may know. */
  public List<ToldFund> told(RegionCode region, Moment moment) {
    return of(region, moment, book -> book.told(moment.asOf())).stream().map(ToldFund::of).toList();
  }

  private List<MutualAidStanding> of(
      RegionCode region, Moment moment, UnaryOperator<MutualAidBook> shown) {
    List<RegionCode> villages = regions.on(moment).villages(region).toList();
    Collection<Folded<MutualAidBook>> found = rows.upTo(villages, moment).values();
    return found.stream()
        .flatMap(row -> standing(row, moment, shown).stream())
        .sorted(comparing(MutualAidStanding::village))
        .toList();
  }

  public Optional<MutualAidStanding> village(RegionCode village, Moment moment) {
    return (moment.knowsAll() ? rows.row(village) : rows.row(village, moment))
        .flatMap(row -> standing(row, moment, UnaryOperator.identity()));
  }

  private static Optional<MutualAidStanding> standing(
      Folded<MutualAidBook> row, Moment moment, UnaryOperator<MutualAidBook> shown) {
    MutualAidBook book = row.row();
    return book == null
            || book.lines().isEmpty()
            || book.lines().getFirst().on().isAfter(moment.asOf())
        ? Optional.empty()
        : Optional.of(
            MutualAidStanding.of(
                new RegionCode(row.key()), shown.apply(book), moment.asOf(), row.synthetic()));
  }
}
