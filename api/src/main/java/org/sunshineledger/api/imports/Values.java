package org.sunshineledger.api.imports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.api.web.Earliest;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;

/** What every value of a notice must be like, in whatever form the notice is sent. */
@Component
final class Values {

  /** A notice of a city has a few dozen; the answer could not be read with more. */
  static final int MOST_LINES = 5_000;

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_DOCUMENT_NUMBER = 64;

  private final Texts texts;
  private final Clock clock;

  Values(Texts texts, Clock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  /** {@code reason} is a key under {@code malformed}; a cell or a line is also named in words. */
  Faulty malformed(Spot spot, String reason, Object... arguments) {
    String text = texts.of("malformed." + reason, arguments);
    return Faulty.malformed(
        spot.toString(),
        switch (spot) {
          case Spot.Pointer _ -> text;
          case Spot.Cell cell ->
              texts.of(
                  "malformed.cell", cell.sheet(), String.valueOf(cell.row()), cell.letters(), text);
          case Spot.Line line -> texts.of("malformed.line", String.valueOf(line.line()), text);
        });
  }

  Stated stated(BigDecimal figure, Unit unit, Spot spot) {
    if (unit.isFinerThanFen(figure)) throw malformed(spot, "finer-than-fen");
    try {
      return new Stated(unit.money(figure), spot);
    } catch (ArithmeticException tooMuch) {
      throw malformed(spot, "too-much-money");
    }
  }

  String title(String text, Spot spot) {
    return text(text, LONGEST_TITLE, spot);
  }

  /** Whether it is of the regular form is a finding, not a fault. */
  Cited cited(String text, Spot spot) {
    return new Cited(text(text, LONGEST_DOCUMENT_NUMBER, spot), spot);
  }

  /** What is announced stays for ever and is public. */
  private String text(String text, int longest, Spot spot) {
    if (text.isBlank() || text.length() > longest || !PlainText.isPrintable(text))
      throw malformed(spot, "wrong-form");
    if (PlainText.holdsIdNumber(text)) throw malformed(spot, "id-number");
    return text;
  }

  RegionCode region(String code, Spot spot) {
    if (!RegionCode.isCode(code)) throw malformed(spot, "no-region-code");
    return new RegionCode(code);
  }

  LocalDate day(String text, Spot spot) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw malformed(spot, "no-day");
    }
  }

  /** Nothing was published on a day to come. */
  LocalDate published(LocalDate day, Spot spot) {
    if (day.isAfter(LocalDate.now(clock))) throw malformed(spot, "day-to-come");
    if (day.isBefore(Earliest.DAY)) throw malformed(spot, "wrong-form");
    return day;
  }

  Unit unit(String word, Spot spot) {
    return Unit.of(word).orElseThrow(() -> malformed(spot, "no-unit"));
  }

  Basis basis(String word, Spot spot) {
    return Basis.of(word).orElseThrow(() -> malformed(spot, "no-basis"));
  }
}
