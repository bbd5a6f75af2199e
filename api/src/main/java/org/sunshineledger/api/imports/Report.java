package org.sunshineledger.api.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fund.FundingLevel;

/**
 * What a notice says and what it comes to. All figures are in its unit.
 *
 * @param basis as the notice declares it, or null
 * @param higherLevels null where the notice does not state it
 * @param addsUp whether every figure holds; findings about document numbers do not count
 * @param recorded null for a preview
 */
record Report(
    String title,
    LocalDate published,
    String unit,
    @Nullable Basis basis,
    List<Level> levels,
    @Nullable Figures higherLevels,
    Figures total,
    boolean addsUp,
    List<Found> findings,
    @Nullable Recorded recorded) {

  /**
   * @param stated null where the notice leaves it out
   */
  record Figures(@Nullable BigDecimal stated, BigDecimal computed) {}

  /**
   * @param lines how many amounts there are
   * @param excluded what they say they do not hold
   */
  record Level(FundingLevel level, String name, int lines, BigDecimal excluded, Figures subtotal) {}

  /**
   * @param place JSON pointer, or sheet and cell
   * @param documents the numbers it is about
   * @param stopsRecording whether the notice is not recorded because of it
   */
  record Found(
      Discrepancy code,
      String place,
      @Nullable BigDecimal stated,
      @Nullable BigDecimal computed,
      List<String> documents,
      boolean stopsRecording,
      String text) {}

  /**
   * The announcement that was recorded.
   *
   * @param repeated whether the same request had come before under the same key
   */
  record Recorded(String notice, long first, long last, boolean repeated, List<String> facts) {}

  static Report of(AllocationNotice notice, Reconciled reconciled, Texts texts) {
    Unit unit = notice.unit();
    Reconciled.Sum higherLevels = reconciled.higherLevels();
    return new Report(
        notice.title(),
        notice.published(),
        unit.chinese(),
        notice.basis(),
        reconciled.levels().stream()
            .map(level ->
                new Level(
                    level.level(),
                    texts.word(level.level()),
                    level.lines(),
                    unit.figure(level.excluded()),
                    figures(level.subtotal(), unit)))
            .toList(),
        higherLevels == null ? null : figures(higherLevels, unit),
        figures(reconciled.total(), unit),
        reconciled.addsUp(),
        reconciled.findings().stream().map(finding -> found(finding, unit, texts)).toList(),
        null);
  }

  Report with(Recorded announcement) {
    return new Report(
        title, published, unit, basis, levels, higherLevels, total, addsUp, findings, announcement);
  }

  private static Figures figures(Reconciled.Sum sum, Unit unit) {
    return new Figures(figure(sum.stated(), unit), unit.figure(sum.computed()));
  }

  private static @Nullable BigDecimal figure(@Nullable Money money, Unit unit) {
    return money == null ? null : unit.figure(money);
  }

  private static Found found(Finding finding, Unit unit, Texts texts) {
    return new Found(
        finding.code(),
        finding.spot().toString(),
        figure(finding.stated(), unit),
        figure(finding.computed(), unit),
        finding.documents(),
        finding.code().isArithmetic(),
        text(finding, unit, texts));
  }

  private static String text(Finding finding, Unit unit, Texts texts) {
    Discrepancy code = finding.code();
    String documents = String.join(texts.of("list.separator"), finding.documents());
    FundingLevel level = finding.level();
    Basis holds = finding.holds();
    String passesOn = finding.passesOn();
    String key = "Discrepancy." + code.name();
    return switch (code) {
      case AMOUNT_NOT_POSITIVE -> texts.of(key, amount(finding.stated(), unit, texts));
      case SUBTOTAL_DIFFERS ->
          texts.of(
              key,
              amount(finding.stated(), unit, texts),
              amount(finding.computed(), unit, texts),
              level == null ? "" : texts.word(level));
      case EXCLUDED_EXCEEDS_AMOUNT, HIGHER_LEVELS_DIFFER, TOTAL_DIFFERS ->
          texts.of(
              key, amount(finding.stated(), unit, texts), amount(finding.computed(), unit, texts));
      case OTHER_BASIS_HOLDS ->
          texts.of(
              key,
              amount(finding.stated(), unit, texts),
              amount(finding.computed(), unit, texts),
              holds == null ? "" : texts.word(holds));
      case BASIS_NOT_STATED ->
          holds == null ? texts.of(key + ".none") : texts.of(key, texts.word(holds));
      case DOCUMENT_NUMBER_IRREGULAR -> texts.of(key, documents);
      case DOCUMENT_YEAR_SLIP ->
          passesOn == null
              ? texts.of(key, documents)
              : texts.of(key + ".paired", documents, passesOn);
      case DOCUMENT_PAIRED_TWICE, DOCUMENT_OLDER_THAN_SOURCE ->
          texts.of(key, documents, passesOn == null ? "" : passesOn);
      case DOCUMENT_YEAR_IMPLAUSIBLE ->
          texts.of(key, documents, String.valueOf(finding.published()));
    };
  }

  private static String amount(@Nullable Money money, Unit unit, Texts texts) {
    return money == null ? "" : texts.of("Unit." + unit.name(), unit.figure(money).toPlainString());
  }
}
