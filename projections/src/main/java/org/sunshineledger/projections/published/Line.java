package org.sunshineledger.projections.published;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;

/**
 * One line of a list: a JSON object on one line, without spaces, its fields in the order in which
 * they are put and none left out, amounts in fen, decimals as text without trailing zeros. It is
 * written here and not by a library, because its digest stands on paper and must come out the same
 * for as long as anybody asks.
 */
final class Line {

  private final StringBuilder json = new StringBuilder("{");

  Line put(String field, @Nullable Object value) {
    if (json.length() > 1) json.append(',');
    quote(field);
    json.append(':');
    write(value);
    return this;
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> json.append("null");
      case Long number -> json.append(number.longValue());
      case Integer number -> json.append(number.intValue());
      case Boolean flag -> json.append(flag.booleanValue());
      case Money amount -> json.append(amount.fen());
      case LocalDate day -> quote(day.toString());
      case BigDecimal decimal -> quote(plain(decimal));
      case Enum<?> constant -> quote(constant.name());
      case String text -> quote(text);
      case Line line -> json.append(line);
      case Collection<?> items -> {
        json.append('[');
        boolean isFirst = true;
        for (Object item : items) {
          if (!isFirst) json.append(',');
          write(item);
          isFirst = false;
        }
        json.append(']');
      }
      default -> throw new IllegalArgumentException("no canonical form of " + value.getClass());
    }
  }

  /** Zero has as many forms as there are scales. */
  private static String plain(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /** RFC 8259 escapes where they must be, and no others. */
  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ') json.append("\\u%04x".formatted((int) c));
      else json.append(c);
    }
    json.append('"');
  }

  @Override
  public String toString() {
    return json + "}";
  }
}
