package org.sunshineledger.ledger.auditpackage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.StoredFact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The disclosed facts as a table: RFC 4180 with a byte order mark, as spreadsheets want it. */
final class FactsCsv {

  /** Published; new columns go to the right. */
  static final List<String> HEADERS =
      List.of("序号", "记录时间", "事件号", "对象", "对象内序号", "类型", "发生日期", "金额分");

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LINES_OF_AN_ENTRY_BEFORE_THE_TIME = 2;

  private final OutputStream out;
  private final JsonMapper json = JsonMapper.shared();
  private long rows;
  private long amounts;
  private BigInteger fen = BigInteger.ZERO;

  FactsCsv(OutputStream out) throws IOException {
    this.out = out;
    out.write((BYTE_ORDER_MARK + String.join(",", HEADERS) + "\r\n").getBytes(UTF_8));
  }

  void add(StoredFact stored, Fact fact) throws IOException {
    JsonNode amount = json.readTree(stored.detail()).at("/data/event/amount");
    String text = "";
    if (amount.isIntegralNumber()) {
      BigInteger value = amount.bigIntegerValue();
      fen = fen.add(value);
      amounts++;
      text = value.toString();
    }
    rows++;
    String recordedAt =
        new String(stored.entry(), UTF_8)
            .lines()
            .skip(LINES_OF_AN_ENTRY_BEFORE_THE_TIME)
            .findFirst()
            .orElseThrow();
    out.write(
        (String.join(
                    ",",
                    Long.toString(stored.position()),
                    recordedAt,
                    stored.id().toString(),
                    quoted(stored.stream()),
                    Long.toString(stored.sequence()),
                    quoted(stored.type()),
                    fact.occurredOn().toString(),
                    text)
                + "\r\n")
            .getBytes(UTF_8));
  }

  private static String quoted(String field) {
    return field.contains(",") || field.contains("\"")
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
  }

  long rows() {
    return rows;
  }

  /** How many rows have an amount. */
  long amounts() {
    return amounts;
  }

  /** Their sum. */
  BigInteger fen() {
    return fen;
  }
}
