package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.RelocationTariff;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.Tariffs;

/** 补助标准与计算: what a programme pays, and what the move from 具茨山 costs a household of each size. */
@Controller
final class TariffPage {

  private static final String RELOCATION = "juci-mountain-2014.1";
  private static final String STUDENTS = "zhengzhou-2014.1";

  /** The article promises this dwelling "without paying more". */
  private static final int PROMISED_SQUARE_METRES = 90;

  /** 附属物补偿, about 40,000 yuan in the article: for the household's own property, no subsidy. */
  private static final long COMPENSATION_YUAN = 40_000;

  private static final int LARGEST_HOUSEHOLD = 6;
  private static final int MOST_SQUARE_METRES = 1_000;
  private static final long MOST_COMPENSATION_YUAN = 10_000_000;

  private final Ledger ledger;
  private final Clock clock;

  TariffPage(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A household of so many and a dwelling of the asked size.
   *
   * @param squareMetres that subsidy and compensation buy, whole ones
   * @param lacking what it must pay itself, zero where it pays nothing
   * @param largest the dwelling that the line of square metres a head allows
   */
  record Dwelling(
      int members,
      Money subsidy,
      Money withCompensation,
      long squareMetres,
      Money price,
      Money lacking,
      boolean free,
      int largest,
      boolean withinTheLine) {

    static Dwelling of(RelocationTariff tariff, int members, int squareMetres, Money more) {
      Money subsidy = tariff.subsidy(members);
      Money all = subsidy.plus(more);
      Money price = tariff.price(squareMetres);
      boolean free = price.compareTo(all) <= 0;
      return new Dwelling(
          members,
          subsidy,
          all,
          tariff.squareMetresFor(all),
          price,
          free ? Money.ZERO : price.minus(all),
          free,
          members * tariff.squareMetresEach(),
          tariff.isWithinTheLine(members, squareMetres));
    }
  }

  /** A fixed tariff. */
  record Fixed(String programme, Money amount) {}

  /** Everything with the editions it comes from. */
  record Shown(
      RelocationTariff tariff,
      String relocationEdition,
      String relocationSource,
      int squareMetres,
      Money compensation,
      List<Dwelling> dwellings,
      List<Fixed> fixed,
      List<List<String>> onlyOneOf,
      String fixedEdition,
      String fixedSource) {}

  @GetMapping("/tariffs")
  Page show(
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Integer squareMetres,
      @RequestParam(required = false) @Nullable Long compensation) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    int size = squareMetres == null ? PROMISED_SQUARE_METRES : squareMetres;
    long yuan = compensation == null ? COMPENSATION_YUAN : compensation;
    if (size < 1 || size > MOST_SQUARE_METRES)
      throw Faulty.malformed("squareMetres", "1–" + MOST_SQUARE_METRES);
    if (yuan < 0 || yuan > MOST_COMPENSATION_YUAN)
      throw Faulty.malformed("compensation", "0–" + MOST_COMPENSATION_YUAN);
    Provision relocation = provision(RELOCATION, Rule.RELOCATION_NOT_THE_TARIFF, day);
    Provision students = provision(STUDENTS, Rule.AMOUNT_NOT_THE_TARIFF, day);
    if (!(relocation.terms() instanceof RelocationTariff tariff)
        || !(students.terms() instanceof Tariffs tariffs))
      throw new IllegalStateException("the editions that come along have these terms");
    Money more = Money.ofYuan(yuan);
    return new Page(
        "tariffs",
        day,
        new Shown(
            tariff,
            RELOCATION,
            relocation.source(),
            size,
            more,
            IntStream.rangeClosed(1, LARGEST_HOUSEHOLD)
                .mapToObj(members -> Dwelling.of(tariff, members, size, more))
                .toList(),
            new TreeMap<>(tariffs.yuan())
                .entrySet().stream()
                    .map(each -> new Fixed(each.getKey(), Money.ofYuan(each.getValue())))
                    .toList(),
            tariffs.onlyOneOf(),
            STUDENTS,
            students.source()));
  }

  /** What the edition that comes along says on the day. */
  private Provision provision(String version, Rule rule, LocalDate day) {
    RuleSet edition =
        ledger
            .rules()
            .version(version)
            .orElseThrow(() -> new IllegalStateException(version + " comes along"));
    return edition
        .provision(rule, day)
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, rule + " on " + day));
  }
}
