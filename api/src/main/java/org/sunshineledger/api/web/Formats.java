package org.sunshineledger.api.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.Money;

/** How pages write amounts, numbers and moments. Amounts are stored in fen and shown in yuan. */
@Component("formats")
public final class Formats {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(CHINA);
  private static final int FEN_OF_YUAN = 2;
  private static final int FEN_OF_WAN = 6;

  /** {@code 1,234.50}, in yuan; nothing for null. */
  public String yuan(@Nullable Money money) {
    return money == null ? "" : yuanOf(BigInteger.valueOf(money.fen()));
  }

  /** The same of a sum that may be more than all the money there is. */
  String yuanOf(BigInteger fen) {
    return decimal(new BigDecimal(fen, FEN_OF_YUAN), "#,##0.00");
  }

  /** {@code 123.46}, in 万元: ten thousand yuan, for reading only. */
  public String wan(@Nullable Money money) {
    return money == null ? "" : decimal(BigDecimal.valueOf(money.fen(), FEN_OF_WAN), "#,##0.##");
  }

  public String number(@Nullable Number number) {
    if (number == null) return "";
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    return decimal(exact, "#,##0.######");
  }

  /** The moment of recording, in China's time. */
  public String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** {@code rKbD ipCv …}: a text that is compared by eye, in groups of four. */
  public String fours(String text) {
    return text.replaceAll("(.{4})(?=.)", "$1 ");
  }

  private static String decimal(BigDecimal number, String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(number);
  }
}
